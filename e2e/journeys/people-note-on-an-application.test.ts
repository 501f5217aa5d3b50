/** 催办, 抄送, 留言: 褚云帆 presses his section head, shows the leave to a colleague, and they talk about it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { plainWeek } from '../campus/plain-week.ts';
import { applied } from '../hall/by-request.ts';
import { openTask, taskLine } from '../hall/deciding.ts';
import { type Device, devices } from '../hall/devices.ts';
import { findAmong } from '../hall/fill-in.ts';
import { lookAt } from '../hall/look.ts';
import { stageFor } from '../hall/stage.ts';
import { tellsWhatHappened, wasTold } from '../hall/standing.ts';
import { type Deed, hides, press, shows, type Visitor, visit } from '../hall/visitor.ts';

const [monday = ''] = plainWeek();

describe('催办、抄送、留言', () => {
  const stage = stageFor('notes');

  for (const device of devices) {
    test(`${device.name}: a reminder, a second one refused, a copy read and answered`, () => notes(device));
  }

  async function notes(device: Device): Promise<void> {
    const as = (name: string, deed: Deed) => visit(stage(), name, device, deed);
    let leave = { id: '', number: '' };
    await as('褚云帆', async (teacher) => {
      teacher.watch.foresee(/acts 409/);
      leave = await applied(teacher, 'staff-leave-and-return', {
        leaveType: '公假',
        period: { start: monday, end: monday },
        reason: '参加评审会',
        leaveCity: false,
        courseAffected: [{ cover: '无课' }],
      });
      const { page } = teacher;
      await page.goto(`/applications/${leave.id}`);
      await write(teacher, '催办', '会议后天就要报名', '发出催办');
      await press(teacher, page.getByRole('button', { name: '催办', exact: true }));
      await press(teacher, page.getByRole('button', { name: '发出催办' }));
      await shows(page.getByRole('dialog').getByText(/后可以再次催办/));
      await lookAt(teacher, '01-reminded-lately');
      await press(teacher, page.getByRole('dialog').getByRole('button', { name: '取消' }));
      await press(teacher, page.getByRole('button', { name: '抄送', exact: true }));
      await press(teacher, page.getByRole('button', { name: '发送抄送' }));
      await shows(page.getByText('请选择人员'));
      await findAmong(teacher, '抄送给', 'T1109', '艾力·吐尔逊');
      await lookAt(teacher, '02-copy');
      await press(teacher, page.getByRole('button', { name: '发送抄送' }));
      await hides(page.getByRole('dialog'));
      await tellsWhatHappened(teacher, [
        ['提交申请', '褚云帆'],
        ['催办', '褚云帆', '会议后天就要报名'],
        ['抄送', '褚云帆', '艾力·吐尔逊'],
      ]);
    });
    await as('艾力·吐尔逊', async (colleague) => {
      const { page } = colleague;
      await wasTold(colleague, '抄送给您', leave.number);
      await page.goto('/tasks?box=cc');
      await shows(taskLine(colleague, leave.number).getByText('未读', { exact: true }));
      await lookAt(colleague, '03-copies');
      await press(colleague, taskLine(colleague, leave.number).getByRole('link'));
      await shows(page.getByText('参加评审会'));
      assert.equal(await page.getByRole('button', { name: '抄送', exact: true }).count(), 0);
      await write(colleague, '留言', '我可以代课', '发表留言');
      await lookAt(colleague, '04-comment');
      await page.goto('/tasks?box=cc');
      await shows(taskLine(colleague, leave.number).getByText('已读', { exact: true }));
    });
    await as('应泽楷', async (head) => {
      await wasTold(head, '褚云帆催您办理', '会议后天就要报名');
      await lookAt(head, '05-messages');
      await openTask(head, leave.number);
      await shows(head.page.getByText('我可以代课'));
      await lookAt(head, '06-task');
    });
  }
});

async function write(visitor: Visitor, act: string, words: string, send: string): Promise<void> {
  const { page } = visitor;
  await press(visitor, page.getByRole('button', { name: act, exact: true }));
  const dialog = page.getByRole('dialog', { name: act });
  await dialog.getByRole('textbox', { name: '内容' }).fill(words);
  await press(visitor, dialog.getByRole('button', { name: send }));
  await hides(dialog);
  await shows(page.getByText(words));
}
