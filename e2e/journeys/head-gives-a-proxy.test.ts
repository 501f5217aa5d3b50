/** 代理: a head who goes away lets a colleague do his tasks; the colleague approves in his name, and it shows. */
import { describe, test } from 'node:test';
import { plainWeek } from '../campus/plain-week.ts';
import { applied } from '../hall/by-request.ts';
import { approve } from '../hall/deciding.ts';
import { type Device, devices } from '../hall/devices.ts';
import { cameCalmly, lookAt } from '../hall/look.ts';
import { stageFor } from '../hall/stage.ts';
import { type Deed, press, shows, visit } from '../hall/visitor.ts';

const [monday = ''] = plainWeek();
const leave = {
  leaveType: '事假',
  period: { start: monday, end: monday },
  reason: '家中有事',
  leaveCity: false,
  courseAffected: [{ cover: '无课' }],
};

describe('代理', () => {
  const stage = stageFor('proxy');

  for (const device of devices)
    test(`${device.name}: given, used and seen by everybody`, () => actedFor(device));

  async function actedFor(device: Device): Promise<void> {
    const as = (name: string, deed: Deed) => visit(stage(), name, device, deed);
    let application = '';
    await as('褚云帆', async (applicant) => {
      application = (await applied(applicant, 'staff-leave-and-return', leave)).id;
    });
    await as('应泽楷', async (head) => {
      const { page } = head;
      await page.goto('/');
      await press(head, page.getByRole('button', { name: '应泽楷' }));
      await press(head, page.getByRole('link', { name: '代理', exact: true }));
      await shows(page.getByRole('heading', { name: '代理', exact: true }));
      await cameCalmly(head, 'proxies');
      await lookAt(head, '01-none-yet');
      await press(head, page.getByRole('button', { name: '委托他人' }));
      await press(head, page.getByRole('button', { name: '确认委托' }));
      await shows(page.getByText('请把带 * 的都填好'));
      await page.getByRole('combobox', { name: '代理人' }).fill('单亦舟');
      await press(
        head,
        page.getByRole('option').filter({ hasText: 'T1108' }).or(page.getByText('T1108')).first(),
      );
      await page.getByLabel('到', { exact: false }).last().fill('2027-06-30');
      await page.getByLabel('原因').fill('出国访问');
      await lookAt(head, '02-dialog');
      await press(head, page.getByRole('button', { name: '确认委托' }));
      await shows(page.getByText('代理中'));
      await lookAt(head, '03-given');
    });
    await as('单亦舟', async (proxy) => {
      const { page } = proxy;
      await page.goto('/tasks');
      await shows(page.getByText('代应泽楷').first());
      await lookAt(proxy, '04-tasks');
      await press(proxy, page.getByRole('link', { name: /^请假/ }).first());
      await shows(page.getByText('您正在代应泽楷办理'));
      await lookAt(proxy, '05-task');
      await approve(proxy);
    });
    await as('褚云帆', async (applicant) => {
      await applicant.page.goto(`/applications/${application}`);
      await shows(applicant.page.getByText('单亦舟 代 应泽楷'));
      await lookAt(applicant, '06-application');
    });
    await as('应泽楷', async (head) => {
      const { page } = head;
      await page.goto('/proxies');
      await press(head, page.getByRole('button', { name: '结束代理' }));
      await press(head, page.getByRole('dialog').getByRole('button', { name: '结束代理' }));
      await shows(page.getByText('已结束').first());
    });
  }
});
