/** 评价 and 统计: an applicant rates low and says why, the owner answers, looks at how the service is doing, and exports. */
import { describe, test } from 'node:test';
import { plainWeek } from '../campus/plain-week.ts';
import { acted, applied } from '../hall/by-request.ts';
import { type Device, devices } from '../hall/devices.ts';
import { cameCalmly, lookAt } from '../hall/look.ts';
import { stageFor } from '../hall/stage.ts';
import { type Deed, press, shows, type Visitor, visit } from '../hall/visitor.ts';

const [monday = ''] = plainWeek();
const leave = {
  leaveType: '公假',
  period: { start: monday, end: monday },
  reason: '参加评审会',
  leaveCity: false,
  courseAffected: [{ cover: '无课' }],
};

async function open({ page, ...visitor }: Visitor, tab: string): Promise<void> {
  const link = page.getByRole('navigation', { name: '管理的内容' }).getByRole('link', { name: tab });
  await press({ page, ...visitor }, link);
  await shows(link.and(page.locator('[aria-current="page"]')));
}

describe('the owner of a service', () => {
  const stage = stageFor('statistics');

  for (const device of devices)
    test(`${device.name}: answers a low rating, looks at the numbers and takes a list away`, () =>
      ratedAndCounted(device));

  async function ratedAndCounted(device: Device): Promise<void> {
    const as = (name: string, deed: Deed) => visit(stage(), name, device, deed);
    let application = { id: '', number: '' };
    await as('褚云帆', async (applicant) => {
      application = await applied(applicant, 'staff-leave-and-return', leave);
    });
    await as('应泽楷', (head) => acted(head, application.id, { act: 'reject', comment: '课程没有安排' }));
    await as('褚云帆', async (applicant) => {
      const { page } = applicant;
      await page.goto(`/applications/${application.id}`);
      await shows(page.getByRole('heading', { name: '办理评价' }));
      await cameCalmly(applicant, 'application');
      await lookAt(applicant, '01-asked');
      const rating = page.getByRole('region', { name: '办理评价' });
      await rating.getByRole('radio', { name: '2 分' }).check();
      await press(applicant, rating.getByRole('button', { name: '提交评价' }));
      await shows(rating.getByText('请写明不满意的原因'));
      await lookAt(applicant, '02-why');
      await rating.getByRole('textbox').fill('没有说明该怎么改');
      await press(applicant, rating.getByRole('button', { name: '提交评价' }));
      await shows(rating.getByText('归口部门会答复您'));
      await lookAt(applicant, '03-rated');
    });
    await as('窦思齐', async (owner) => {
      const { page } = owner;
      await page.goto('/statistics/ratings');
      const line = page.getByRole('listitem').filter({ hasText: application.number });
      await shows(line);
      await cameCalmly(owner, 'ratings');
      await lookAt(owner, '04-to-answer');
      await press(owner, line.getByRole('button', { name: '答复' }));
      const dialog = page.getByRole('dialog', { name: '答复' });
      await dialog.getByRole('textbox').fill('请附课程安排后重新申请，我们优先办理');
      await press(owner, dialog.getByRole('button', { name: '确认答复' }));
      await shows(page.getByText('没有待答复的评价'));

      await open(owner, '统计');
      await shows(page.getByRole('heading', { name: '办件量' }));
      await page.getByRole('combobox', { name: '服务事项' }).selectOption('教职工请(销)假审批');
      await shows(page.getByRole('heading', { name: '各环节办理时长' }));
      await page.getByRole('figure').focus();
      await page.keyboard.press('ArrowRight');
      await shows(page.getByText(/提交 \d+，同意 \d+，不同意 \d+/));
      await press(owner, page.getByText('查看数据表').first());
      await shows(page.getByRole('table').first());
      await lookAt(owner, '05-statistics');
      const [numbers] = await Promise.all([
        page.waitForEvent('download'),
        press(owner, page.getByRole('link', { name: '导出数据表' })),
      ]);
      await numbers.path();

      await open(owner, '导出');
      await page.getByRole('combobox', { name: '服务事项' }).selectOption('教职工请(销)假审批');
      await press(owner, page.getByRole('button', { name: '导出办件' }));
      const asking = page.getByRole('dialog', { name: '导出办件' });
      await press(owner, asking.getByRole('checkbox', { name: '假别' }));
      await lookAt(owner, '06-columns');
      await press(owner, asking.getByRole('button', { name: '导出', exact: true }));
      await shows(asking.getByText('请填写原因'));
      await asking.getByRole('textbox', { name: '原因' }).fill('月度核对');
      const [list] = await Promise.all([
        page.waitForEvent('download'),
        press(owner, asking.getByRole('button', { name: '导出', exact: true })),
      ]);
      await list.path();
      await shows(page.getByText('用途：月度核对').first());
      await lookAt(owner, '07-exports');
    });
    await as('褚云帆', async (applicant) => {
      const { page } = applicant;
      await page.goto(`/applications/${application.id}`);
      await shows(page.getByText('人事处的答复'));
      await lookAt(applicant, '08-answered');
    });
  }
});
