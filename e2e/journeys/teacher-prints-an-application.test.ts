/** 打印: 褚云帆 prints his leave; somebody at a gate scans the code with a phone that knows nobody. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { plainWeek } from '../campus/plain-week.ts';
import { acted, applied } from '../hall/by-request.ts';
import { devices, pc, phone } from '../hall/devices.ts';
import { lookAt } from '../hall/look.ts';
import { stageFor } from '../hall/stage.ts';
import { arrive, leave, press, shows, visit } from '../hall/visitor.ts';

const [monday = ''] = plainWeek();

describe('打印与核验', () => {
  const stage = stageFor('printing');
  let application = '';
  let place = '';

  test('a leave is under way', async () => {
    await visit(stage(), '褚云帆', pc, async (teacher) => {
      const { id } = await applied(teacher, 'staff-leave-and-return', {
        leaveType: '公假',
        period: { start: monday, end: monday },
        reason: '参加评审会',
        leaveCity: false,
        courseAffected: [{ cover: '无课' }],
      });
      application = id;
    });
    await visit(stage(), '应泽楷', pc, (head) =>
      acted(head, application, { act: 'approve', comment: '同意' }),
    );
  });

  for (const device of devices) {
    test(`${device.name}: its page offers the paper, which is a PDF`, () =>
      visit(stage(), '褚云帆', device, async (teacher) => {
        await teacher.page.goto(`/applications/${application}`);
        const link = teacher.page.getByRole('link', { name: '打印 / 下载 PDF' });
        await shows(link);
        await lookAt(teacher, '01-application');
        const response = await teacher.context.request.get((await link.getAttribute('href')) ?? '');
        const paper = await response.body();
        assert.equal(paper.subarray(0, 5).toString(), '%PDF-');
        place = /\/verify\/[0-9a-f]{32}/.exec(paper.toString('latin1'))?.[0] ?? '';
        assert.notEqual(place, '');
      }));
  }

  test('whoever scans it sees on a phone what it is and that it is not decided yet, in both languages', async () => {
    const guard = await arrive(stage(), '应泽楷', phone);
    await guard.page.goto(place);
    await shows(guard.page.getByText('这份单据还没有办结，尚不生效'));
    await shows(guard.page.getByText('褚* · 只显示姓氏'));
    await lookAt(guard, '02-verify');
    await press(guard, guard.page.getByRole('button', { name: /English/ }));
    await shows(guard.page.getByText('Under way').first());
    await lookAt(guard, '03-verify-english');
    await leave(guard);
  });
});
