/** The hall as somebody's own place: what he uses is at hand, and what the school tells him comes to him and to nobody else. */
import { describe, test } from 'node:test';
import { plainWeek } from '../campus/plain-week.ts';
import { acted, applied } from '../hall/by-request.ts';
import { type Device, devices, pc } from '../hall/devices.ts';
import { cameCalmly, lookAt } from '../hall/look.ts';
import { stageFor } from '../hall/stage.ts';
import { type Deed, hides, press, shows, visit } from '../hall/visitor.ts';

const [monday = ''] = plainWeek();
const leave = {
  leaveType: '事假',
  period: { start: monday, end: monday },
  reason: '家中有事',
  leaveCity: false,
  courseAffected: [{ cover: '无课' }],
};

describe('大厅', () => {
  const stage = stageFor('at-home');

  for (const device of devices) {
    test(`${device.name}: a notice reaches those whom it is for, and is read once`, () => told(device));
    test(`${device.name}: what somebody has acted on is cancelled by asking, and applied for again`, () =>
      cancelled(device));
    test(`${device.name}: one finds and does what one wants in one’s lists`, () => listed(device));
    test(`${device.name}: what one has used stands at hand on the next visit`, () => atHand(device));
  }

  async function told(device: Device): Promise<void> {
    const as = (name: string, deed: Deed) => visit(stage(), name, device, deed);
    const title = `${device.name === pc.name ? '教职工' : '老师'}体检安排`;
    await as('江晚舟', async (administrator) => {
      const { page } = administrator;
      await page.goto('/admin/notices');
      await press(administrator, page.getByRole('button', { name: '发通知' }));
      await press(administrator, page.getByRole('button', { name: '发布' }));
      await shows(page.getByText('请填写').first());
      await page.getByLabel('标题', { exact: false }).first().fill(title);
      await page
        .getByLabel('正文', { exact: false })
        .first()
        .fill('周三起在校医院体检。\n请空腹，并带<校园卡>。');
      await page.getByLabel('到哪天为止').fill('2099-12-31');
      await press(administrator, page.getByRole('checkbox', { name: '教职工' }));
      await lookAt(administrator, '01-notice-dialog');
      await press(administrator, page.getByRole('button', { name: '发布' }));
      await shows(page.getByRole('heading', { name: title }));
      await lookAt(administrator, '02-notices-made');
    });
    await as('褚云帆', async (teacher) => {
      const { page } = teacher;
      await page.goto('/');
      await shows(page.getByRole('link', { name: `通知：${title}` }));
      await cameCalmly(teacher, 'home');
      await lookAt(teacher, '03-home');
      await press(teacher, page.getByRole('link', { name: `通知：${title}` }));
      const opened = page.getByRole('article').filter({ hasText: title });
      await shows(opened.getByText('请空腹，并带<校园卡>。'));
      await hides(opened.getByRole('img', { name: '未读' }));
      await lookAt(teacher, '04-notice');
    });
    await as('林见溪', async (student) => {
      await student.page.goto('/notices');
      await shows(student.page.getByText('现在没有通知'));
    });
  }

  async function cancelled(device: Device): Promise<void> {
    const as = (name: string, deed: Deed) => visit(stage(), name, device, deed);
    let id = '';
    await as('褚云帆', async (teacher) => {
      id = (await applied(teacher, 'staff-leave-and-return', { ...leave, leaveType: '公假' })).id;
    });
    await as('应泽楷', (head) => acted(head, id, { act: 'approve' }));
    await as('褚云帆', async (teacher) => {
      const { page } = teacher;
      await page.goto(`/applications/${id}`);
      await press(teacher, page.getByRole('button', { name: '申请撤销' }));
      await press(teacher, page.getByRole('button', { name: '确认申请撤销' }));
      await shows(page.getByText('请写明原因'));
      await page.getByRole('textbox', { name: '撤销原因' }).fill('会议取消');
      await lookAt(teacher, '06-asks');
      await press(teacher, page.getByRole('button', { name: '确认申请撤销' }));
      await shows(page.getByText('等待现在的办理人答复').first());
      await lookAt(teacher, '07-asked');
    });
    await as('谌立言', async (dean) => {
      const { page } = dean;
      await page.goto('/messages');
      await press(dean, page.getByRole('link', { name: /褚云帆申请撤销/ }).first());
      await press(dean, page.getByRole('button', { name: '同意撤销', exact: true }));
      await lookAt(dean, '08-answers');
      await press(dean, page.getByRole('button', { name: '确认同意撤销' }));
      await shows(page.getByText('已同意撤销，申请结束'));
    });
    await as('褚云帆', async (teacher) => {
      const { page } = teacher;
      await page.goto(`/applications/${id}`);
      await press(teacher, page.getByRole('link', { name: '再次申请' }));
      await shows(page.getByText(/已从申请 .+ 填入/));
      await lookAt(teacher, '09-again');
    });
  }

  async function listed(device: Device): Promise<void> {
    const as = (name: string, deed: Deed) => visit(stage(), name, device, deed);
    await as('褚云帆', async (teacher) => {
      const { page } = teacher;
      const { number } = await applied(teacher, 'staff-leave-and-return', leave);
      await page.goto('/applications');
      await page.getByRole('searchbox', { name: '查找申请' }).fill(number);
      const card = page.getByRole('article').filter({ hasText: number });
      await shows(card.getByText(/第 1 步，共 \d 步/));
      await page.getByRole('combobox', { name: '服务事项' }).selectOption({ label: '教职工请(销)假审批' });
      await shows(card);
      await lookAt(teacher, '10-own-list');
      if (device.touch) {
        await press(teacher, card.getByRole('button', { name: /^更多：/ }));
        await press(teacher, card.getByRole('menuitem', { name: '催办' }));
      } else await press(teacher, card.getByRole('button', { name: /^催办：/ }));
      await press(teacher, page.getByRole('button', { name: '确认催办' }));
      await shows(page.getByText('已催办，办理人会收到提醒'));
    });
    await as('应泽楷', async (head) => {
      const { page } = head;
      await page.goto('/tasks');
      await press(head, page.getByRole('link', { name: /^我办理的/ }));
      await press(head, page.getByRole('button', { name: '筛选' }));
      await page.getByRole('combobox', { name: '服务事项' }).selectOption({ label: '教职工请(销)假审批' });
      await page.getByLabel('从', { exact: true }).fill('2099-01-01');
      await shows(page.getByText('没有符合条件的记录'));
      await lookAt(head, '11-done-filtered');
      await press(head, page.getByRole('button', { name: '清除筛选' }));
      await shows(page.getByRole('link', { name: /^请假/ }).first());
      await lookAt(head, '12-done');
    });
  }

  async function atHand(device: Device): Promise<void> {
    await visit(stage(), device === pc ? '单亦舟' : '应泽楷', device, async (person) => {
      const { page } = person;
      await page.goto('/');
      const shelves = page.getByRole('region', { name: '常用事项' });
      await press(person, shelves.getByRole('button', { name: '最近使用' }));
      await shows(shelves.getByText('您办理过的事项会出现在这里。'));
      await applied(person, 'staff-leave-and-return', leave);
      await page.reload();
      await shows(shelves.getByRole('link', { name: /教职工请\(销\)假审批/ }));
      await cameCalmly(person, 'home with shelves');
      await lookAt(person, '05-shelves');
      await press(person, shelves.getByRole('link', { name: /教职工请\(销\)假审批/ }));
      await shows(page.getByRole('heading', { name: '教职工请(销)假审批', level: 1 }));
    });
  }
});
