/** 批量办理: a head ticks several tasks and gives one opinion; what came of each is told. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { plainWeek } from '../campus/plain-week.ts';
import { acted, applied } from '../hall/by-request.ts';
import { taskLine } from '../hall/deciding.ts';
import { type Device, devices } from '../hall/devices.ts';
import { cameCalmly, lookAt } from '../hall/look.ts';
import { stageFor } from '../hall/stage.ts';
import { hides, press, shows, type Visitor, visit } from '../hall/visitor.ts';

const [monday = ''] = plainWeek();
const leave = {
  leaveType: '事假',
  period: { start: monday, end: monday },
  reason: '家中有事',
  leaveCity: false,
  courseAffected: [{ cover: '无课' }],
};

describe('批量办理', () => {
  const stage = stageFor('batch');

  for (const device of devices) test(`${device.name}: ticked, decided, told`, () => decidedTogether(device));

  async function decidedTogether(device: Device): Promise<void> {
    const leaves: { id: string; number: string }[] = [];
    await visit(stage(), '褚云帆', device, async (applicant) => {
      for (let count = 0; count < 3; count++)
        leaves.push(await applied(applicant, 'staff-leave-and-return', leave));
    });
    const [first, second, third] = leaves;
    if (!first || !second || !third) throw new Error('there are three');
    await visit(stage(), '应泽楷', device, async (head) => {
      const { page } = head;
      await page.goto('/tasks');
      await shows(taskLine(head, third.number));
      await cameCalmly(head, 'tasks');
      await page.getByRole('checkbox', { name: '全选本页' }).check();
      await shows(page.getByText(/^已选 \d+ 件$/));
      await press(head, page.getByRole('button', { name: '取消选择' }));
      await hides(page.getByRole('button', { name: '批量同意' }));
      for (const { number } of leaves) await taskLine(head, number).getByRole('checkbox').check();
      await shows(page.getByText('已选 3 件'));
      await lookAt(head, '01-ticked');
      await press(head, page.getByRole('button', { name: '批量不同意' }));
      await press(head, page.getByRole('button', { name: '确认批量不同意' }));
      await shows(page.getByText('请写明原因'));
      await press(head, page.getByRole('button', { name: '取消', exact: true }));
      await press(head, page.getByRole('button', { name: '批量同意' }));
      await press(head, page.getByRole('button', { name: '情况属实，同意。' }));
      await lookAt(head, '02-opinion');
      await keepOneMore(head);
      // Meanwhile one of them is done elsewhere, as by a second window.
      await acted(head, second.id, { act: 'approve' });
      await press(head, page.getByRole('button', { name: '确认批量同意' }));
      const results = page.getByRole('dialog', { name: '批量办理结果' });
      await shows(results.getByText('已同意 2 件；1 件没有办理'));
      await shows(results.getByRole('listitem').filter({ hasText: second.number }).getByText('未办理'));
      await lookAt(head, '03-results');
      await press(head, results.getByRole('button', { name: '关闭' }).last());
      await hides(taskLine(head, first.number));
    });
  }
});

/** 常用意见: one more is written and put first; one tap writes it. */
async function keepOneMore(head: Visitor): Promise<void> {
  const { page } = head;
  const words = page.getByRole('textbox', { name: '意见' });
  await words.fill('请按期返校。');
  await press(head, page.getByRole('button', { name: '加入常用意见' }));
  const list = page.getByRole('dialog', { name: '常用意见：同意' });
  const last = (await list.getByRole('textbox').count()) - 1;
  for (let place = last; place > 0; place -= 1)
    await press(head, list.getByRole('button', { name: `第 ${place + 1} 条上移` }));
  await press(head, list.getByRole('button', { name: '删除第 3 条' }));
  await lookAt(head, '04-kept-opinions');
  await press(head, list.getByRole('button', { name: '保存' }));
  await hides(list);
  await words.fill('');
  await press(head, page.getByRole('list', { name: '常用意见' }).getByRole('button').first());
  assert.equal(await words.inputValue(), '请按期返校。');
  await press(head, page.getByRole('button', { name: '管理', exact: true }));
  await press(head, list.getByRole('button', { name: '恢复学校默认' }));
  await shows(page.getByRole('button', { name: '情况属实，同意。' }));
}
