/** What 褚云帆 has typed on his task and not sent is there again after the page was left, and gone once it is sent. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { plainWeek } from '../campus/plain-week.ts';
import { acted, applied } from '../hall/by-request.ts';
import { confirm, openTask } from '../hall/deciding.ts';
import { type Device, devices } from '../hall/devices.ts';
import { date } from '../hall/fill-in.ts';
import { lookAt } from '../hall/look.ts';
import { stageFor } from '../hall/stage.ts';
import { type Deed, press, shows, type Visitor, visit } from '../hall/visitor.ts';

const [monday = ''] = plainWeek();

describe('没有提交的内容', () => {
  const stage = stageFor('kept');

  for (const device of devices) test(`${device.name}: field and opinion come back`, () => comesBack(device));

  async function comesBack(device: Device): Promise<void> {
    const as = (name: string, deed: Deed) => visit(stage(), name, device, deed);
    let leave = { id: '', number: '' };
    await as('褚云帆', async (teacher) => {
      leave = await applied(teacher, 'staff-leave-and-return', {
        leaveType: '公假',
        period: { start: monday, end: monday },
        reason: '参加评审会',
        leaveCity: false,
        courseAffected: [{ cover: '无课' }],
      });
    });
    for (const name of ['应泽楷', '谌立言'])
      await as(name, (person) => acted(person, leave.id, { act: 'approve' }));
    await as('褚云帆', async (teacher) => {
      const { page } = teacher;
      await openTask(teacher, leave.number);
      await date(teacher, '实际返岗日期', monday);
      await press(teacher, page.getByRole('button', { name: '确认销假', exact: true }));
      await opinion(teacher).fill('已按时返岗');
      await page.waitForTimeout(500);
      await page.reload();
      await shows(page.getByText('已恢复您上次填写、还没有提交的内容'));
      assert.equal(await page.getByRole('textbox', { name: '实际返岗日期' }).inputValue(), monday);
      await lookAt(teacher, '01-restored');
      await press(teacher, page.getByRole('button', { name: '确认销假', exact: true }));
      assert.equal(await opinion(teacher).inputValue(), '已按时返岗');
      await confirm(teacher, '确认销假');
      await shows(page.getByRole('status').filter({ hasText: '确认销假' }));
      const left = await page.evaluate<string[]>(
        "Object.keys(localStorage).filter((key) => key.startsWith('yizhan.task'))",
      );
      assert.deepEqual(left, []);
    });
  }
});

const opinion = ({ page }: Visitor) =>
  page.getByRole('dialog', { name: '确认销假' }).getByRole('textbox', { name: '意见' });
