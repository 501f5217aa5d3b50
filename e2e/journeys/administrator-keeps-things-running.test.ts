/** 管理: what has got stuck is found, mended and tried again; a step is jumped over; a leaver's tasks are handed over. */
import assert from 'node:assert/strict';
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { applied } from '../hall/by-request.ts';
import { taskLine } from '../hall/deciding.ts';
import { type Device, pc, phone } from '../hall/devices.ts';
import { find } from '../hall/fill-in.ts';
import { cameCalmly, lookAt } from '../hall/look.ts';
import { stageFor } from '../hall/stage.ts';
import { type Deed, press, shows, type Visitor, visit } from '../hall/visitor.ts';
import { remove, temporaryFolder } from '../temporary-folder.ts';

const service = fileURLToPath(
  new URL('../../apps/server/src/testing/services/lab-night-access', import.meta.url),
);
const reason = '已任命安全员，恢复办理';

/** A laboratory used at night: after a moment's notice it wants a safety officer, and nobody holds that post. */
const night = (visitor: Visitor, room: string) =>
  applied(visitor, 'lab-night-access', { room, reason: '连续测量' });

async function open(visitor: Visitor, tab: string): Promise<void> {
  const link = visitor.page.getByRole('navigation', { name: '管理的内容' }).getByRole('link', { name: tab });
  await press(visitor, link);
  // The tabs have fields of the same names: nothing is chosen before the other one is there.
  await shows(link.and(visitor.page.locator('[aria-current="page"]')));
}

async function giveReason(visitor: Visitor, title: string, words = reason): Promise<void> {
  const dialog = visitor.page.getByRole('dialog', { name: title });
  await dialog.getByRole('textbox', { name: '原因' }).fill(words);
  await press(visitor, dialog.getByRole('button', { name: `确认${title}` }));
}

describe('an administrator', () => {
  const stage = stageFor('administration');
  before(async () => {
    await stage().campus.publish(service);
  });

  for (const [device, room] of [
    [pc, '光电楼 305'],
    [phone, '光电楼 306'],
  ] as const satisfies readonly (readonly [Device, string])[]) {
    test(`finds what has got stuck, mends it, and jumps over a step, on a ${device.name}`, async () => {
      const as = (name: string, deed: Deed) => visit(stage(), name, device, deed);
      let number = '';
      await stage().campus.dismiss('会务主管');
      await as('褚云帆', async (teacher) => {
        number = (await night(teacher, room)).number;
        await teacher.page.goto('/');
        assert.equal(await teacher.page.getByRole('link', { name: '管理', exact: true }).count(), 0);
        teacher.watch.foresee(/\/api\/v1\/admin\/(instances|summary).* 403|status of 403/);
        await teacher.page.goto('/admin');
        await shows(teacher.page.getByText('您没有进行这项操作的权限'));
      });
      await as('江晚舟', async (administrator) => {
        const { page } = administrator;
        await page.goto('/');
        await press(administrator, page.getByRole('link', { name: '管理', exact: true }));
        await shows(page.getByRole('heading', { name: '管理', exact: true }));
        await untilShown(administrator, () => page.getByText('异常 1').first());
        await lookAt(administrator, `${device.name}-1-instances`);
        await page.getByRole('searchbox').fill(number);
        await shows(page.getByRole('link', { name: `夜间使用：${room}` }));
        await open(administrator, '异常');
        const line = page.getByRole('listitem').filter({ hasText: number });
        await shows(line.getByText(/“安全员确认”环节找不到办理人/));
        await lookAt(administrator, `${device.name}-2-incidents`);
        await stage().campus.appoint('T1132', 'school-office', '会务主管');
        await press(administrator, line.getByRole('checkbox'));
        await press(administrator, page.getByRole('button', { name: '重试所选' }));
        await press(administrator, page.getByRole('dialog').getByRole('button', { name: '确认重试' }));
        await shows(page.getByText('请填写原因'));
        await lookAt(administrator, `${device.name}-3-retry`);
        await giveReason(administrator, '重试');
        await shows(page.getByRole('status').filter({ hasText: '已重试 1 条' }));

        await open(administrator, '实例');
        await page.getByRole('searchbox', { name: '按流水号或人员查找' }).fill(number);
        await press(administrator, page.getByRole('link', { name: `夜间使用：${room}` }));
        await untilShown(administrator, () => page.getByRole('heading', { name: /安全员确认/ }));
        await page.reload();
        await shows(page.getByRole('heading', { name: '流转记录' }));
        await cameCalmly(administrator, 'instance');
        await lookAt(administrator, `${device.name}-4-instance`);
        await press(administrator, page.getByRole('button', { name: '跳转' }));
        const dialog = page.getByRole('dialog', { name: '跳转' });
        await press(administrator, dialog.getByText('登记备案', { exact: true }));
        await lookAt(administrator, `${device.name}-5-jump`);
        await giveReason(administrator, '跳转', '安全员已电话确认');
        await shows(page.getByRole('heading', { name: /登记备案/ }));
        await shows(page.getByText('管理员跳转到“登记备案”'));
        await press(administrator, page.getByRole('button', { name: '挂起' }));
        await giveReason(administrator, '挂起', '核实房间');
        await shows(page.getByText('已挂起').first());
        await press(administrator, page.getByRole('button', { name: '恢复' }));
        await giveReason(administrator, '恢复', '已核实');
        await shows(page.getByRole('button', { name: '挂起' }));
        await lookAt(administrator, `${device.name}-6-resumed`);
      });
      await as('褚云帆', async (teacher) => {
        await teacher.page.goto('/applications');
        await press(teacher, teacher.page.getByRole('link', { name: `夜间使用：${room}` }).first());
        await shows(teacher.page.getByText('管理员跳转到“登记备案”'));
        await shows(teacher.page.getByText('安全员已电话确认'));
      });
    });
  }

  for (const [device, successor] of [
    [pc, '楼听雨'],
    [phone, '容止水'],
  ] as const) {
    test(`hands over what waits for somebody who leaves, on a ${device.name}`, async () => {
      const as = (name: string, deed: Deed) => visit(stage(), name, device, deed);
      const numbers: string[] = [];
      await stage().campus.appoint('T1132', 'school-office', '会务主管');
      await as('褚云帆', async (teacher) => {
        for (const room of ['物理楼 101', '物理楼 102']) numbers.push((await night(teacher, room)).number);
      });
      await as('江晚舟', async (administrator) => {
        const { page } = administrator;
        await page.goto('/admin/pending');
        await shows(page.getByRole('heading', { name: '管理', exact: true }));
        await lookAt(administrator, `${device.name}-7-pending`);
        for (const number of numbers) {
          await page.goto(`/admin?q=${number}`);
          await untilShown(administrator, () => page.getByText(/办理人 麦嘉禾/));
        }
        await open(administrator, '交接');
        await page.getByRole('searchbox', { name: '谁要离开' }).fill('麦嘉禾');
        await press(administrator, page.getByRole('button', { name: /麦嘉禾/ }).last());
        await shows(page.getByRole('heading', { name: /麦嘉禾 有 \d+ 件待办/ }));
        await press(administrator, page.getByRole('button', { name: /^交接 / }));
        await shows(page.getByText('请选择接手人'));
        await find(administrator, '接手人', successor, successor);
        await page.getByRole('textbox', { name: '原因' }).fill('调离本校');
        await lookAt(administrator, `${device.name}-8-hand-over`);
        await press(administrator, page.getByRole('button', { name: /^交接 / }));
        await shows(page.getByText(/^已交接 \d+ 件$/));
        await lookAt(administrator, `${device.name}-9-handed-over`);
      });
      await as(successor, async (person) => {
        await person.page.goto('/tasks');
        for (const number of numbers) await shows(taskLine(person, number));
      });
    });
  }

  test('puts what runs on a new version of its service, looked at first', async () => {
    const changed = await temporaryFolder();
    await cp(service, changed, { recursive: true });
    const flow = path.join(changed, 'flow.bpmn');
    await writeFile(flow, (await readFile(flow, 'utf8')).replace('name="安全员确认"', 'name="安全员核对"'));
    await stage().campus.publish(changed);
    await remove(changed);
    for (const device of [pc, phone]) {
      await visit(stage(), '江晚舟', device, async (administrator) => {
        const { page } = administrator;
        await page.goto('/admin');
        await open(administrator, '版本迁移');
        await page.getByRole('combobox', { name: '服务事项' }).selectOption('实验室夜间使用备案');
        await page
          .getByRole('combobox', { name: '从哪一版' })
          .selectOption({ index: device.name === 'pc' ? 2 : 1 });
        await page.getByRole('combobox', { name: '迁移到哪一版' }).selectOption({ index: 1 });
        await shows(page.getByText(/检查了 \d+ 件/));
        await lookAt(administrator, `${device.name}-10-migration`);
        await press(administrator, page.getByRole('button', { name: /^迁移 \d+ 件/ }));
        await giveReason(administrator, '版本迁移', '环节改名');
        await shows(page.getByText(/^已迁移 \d+ 件/));
        await lookAt(administrator, `${device.name}-11-migrated`);
      });
    }
  });
});

/** Reloads until it is there: it comes with the workers. */
async function untilShown(
  { page }: Visitor,
  what: () => ReturnType<Visitor['page']['getByText']>,
): Promise<void> {
  for (let tries = 0; tries < 30; tries++) {
    if (await what().isVisible()) return;
    await page.waitForTimeout(500);
    await page.reload();
    await page.waitForLoadState('networkidle');
  }
  await shows(what());
}
