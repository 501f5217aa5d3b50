/** 活动: an office opens one for people of a college; they find it, fill it in; who has not is reminded; next year's is a copy. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Device, pc, phone } from '../hall/devices.ts';
import { findAmong, tick, write } from '../hall/fill-in.ts';
import { cameCalmly, lookAt } from '../hall/look.ts';
import { stageFor } from '../hall/stage.ts';
import { type Deed, press, shows, visit } from '../hall/visitor.ts';

const service = fileURLToPath(
  new URL('../../apps/server/src/testing/services/contact-check', import.meta.url),
);

const year = new Date().getFullYear();

describe('活动', () => {
  const stage = stageFor('campaigns');
  before(async () => {
    await stage().campus.publish(service);
  });

  for (const [device, member, other] of [
    [pc, '颜伯川', '夏静姝'],
    [phone, '夏静姝', '颜伯川'],
  ] as const satisfies readonly (readonly [Device, string, string])[])
    test(`is opened, filled in, watched and copied, on a ${device.name}`, async () => {
      const as = (name: string, deed: Deed) => visit(stage(), name, device, deed);
      const title = `${year} 年信息核实（${device.name}）`;
      await as(member, async (teacher) => {
        const { page } = teacher;
        await page.goto('/');
        await press(teacher, page.getByRole('button', { name: member }));
        assert.equal(await page.getByRole('link', { name: '活动', exact: true }).count(), 0);
        teacher.watch.foresee(/\/api\/v1\/campaigns\?.* 403|status of 403/);
        await page.goto('/campaigns');
        await shows(page.getByText('您没有进行这项操作的权限'));
      });
      await as('江晚舟', async (owner) => {
        const { page } = owner;
        await page.goto('/');
        await press(owner, page.getByRole('button', { name: '江晚舟' }));
        await press(owner, page.getByRole('link', { name: '活动', exact: true }));
        await shows(page.getByRole('heading', { name: '活动', exact: true }));
        await cameCalmly(owner, 'campaigns');
        await lookAt(owner, '01-list');
        await press(owner, page.getByRole('link', { name: '新建活动' }));
        await press(owner, page.getByRole('button', { name: '保存' }));
        await shows(page.getByText('请填好带 * 的项'));
        await page.getByLabel('事项').selectOption({ label: '教职工信息核实' });
        await write(owner, '活动名称', title);
        await page.getByLabel('截止日期').fill(`${year + 1}-12-31`);
        await press(owner, page.getByText('贴工号/学号'));
        await write(owner, '工号/学号', 'T3185\nT9999');
        await press(owner, page.getByRole('button', { name: '预览名单' }));
        owner.watch.foresee(/\/api\/v1\/campaigns\/roster 422|status of 422/);
        await shows(page.getByText(/没有这些工号.*T9999/));
        await press(owner, page.getByText('按条件', { exact: true }));
        await findAmong(owner, '单位（含下属；不选为全校）', '结构', '结构工程系');
        await tick(owner, '身份', '教职工');
        await press(owner, page.getByRole('button', { name: '预览名单' }));
        await shows(page.getByText('名单共 3 份'));
        await lookAt(owner, '02-new');
        await press(owner, page.getByRole('button', { name: '保存' }));
        await shows(page.getByRole('heading', { name: title }));
        await shows(page.getByText('名单共 3 份'));
        await lookAt(owner, '03-prepared');
        await press(owner, page.getByRole('button', { name: '启动' }));
        await press(owner, page.getByRole('dialog').getByRole('button', { name: '启动' }));
        await shows(page.getByText('已提交 0 / 3'));
      });
      await as(member, async (teacher) => {
        const { page } = teacher;
        const line = page.getByRole('link', { name: title });
        await page.goto('/');
        await shows(line);
        await cameCalmly(teacher, 'home');
        await lookAt(teacher, '04-home');
        await page.goto('/applications');
        await shows(page.getByText(`${title}，${year + 1}-12-31 截止`));
        await lookAt(teacher, '05-applications');
        await page.goto('/');
        await press(teacher, line);
        await write(teacher, '紧急联系人', '家人');
        assert.equal(await page.getByRole('button', { name: '删除草稿' }).count(), 0);
        await lookAt(teacher, '06-form');
        await press(teacher, page.getByRole('button', { name: '提交申请' }));
        await shows(page.getByText('HS-').first());
      });
      await as('江晚舟', async (owner) => {
        const { page } = owner;
        await page.goto('/campaigns');
        await press(owner, page.getByRole('link', { name: title }));
        await shows(page.getByText('已提交 1 / 3'));
        await cameCalmly(owner, 'progress');
        await lookAt(owner, '07-progress');
        await press(owner, page.getByRole('button', { name: /未开始/ }));
        await shows(page.getByText('虞照临').first());
        assert.equal(await page.getByText(member).count(), 0);
        await press(owner, page.getByRole('button', { name: '催填', exact: true }));
        await lookAt(owner, '08-remind');
        await press(owner, page.getByRole('dialog').getByRole('button', { name: '催填' }));
        await shows(page.getByText('催填 2 人'));
        await press(owner, page.getByRole('button', { name: '移出 虞照临' }));
        await press(owner, page.getByRole('dialog').getByRole('button', { name: '移出' }));
        await shows(page.getByText('已提交 1 / 2'));
        await lookAt(owner, '09-reminded');
        await press(owner, page.getByRole('button', { name: '复制为下一年' }));
        await shows(page.getByRole('heading', { name: title.replace(String(year), String(year + 1)) }));
        await lookAt(owner, '10-copy');
      });
      await as(other, async ({ page }) => {
        await page.goto('/messages');
        await shows(page.getByText(/江晚舟催您填写“教职工信息核实”/).first());
      });
    });
});
