/** 无记名投票 and 公示: three vote, the result is announced, somebody objects, the desk answers. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Announcement } from '@yizhan/contract';
import { applied, ask, taskOf, tell } from '../hall/by-request.ts';
import { openTask } from '../hall/deciding.ts';
import { type Device, devices } from '../hall/devices.ts';
import { mark } from '../hall/fill-in.ts';
import { cameCalmly, lookAt } from '../hall/look.ts';
import { stageFor } from '../hall/stage.ts';
import { type Deed, press, shows, type Visitor, visit } from '../hall/visitor.ts';

describe('无记名投票与公示', () => {
  const stage = stageFor('ballot', 'e2e/campus/more');

  for (const device of devices)
    test(`${device.name}: votes, counts, announces, objects, answers`, () => voted(device));

  async function voted(device: Device): Promise<void> {
    const as = (name: string, deed: Deed) => visit(stage(), name, device, deed);
    let id = '';
    let number = '';
    await as('褚云帆', async (leader) => {
      const data = { report: '带队完成两项课题。', members: ['T1104', 'T1105', 'T1107'] };
      ({ id, number } = await applied(leader, 'peer-review', data));
    });

    await as('解若琳', async (voter) => {
      const { page } = voter;
      await openTask(voter, number);
      await shows(page.getByText('系统只记录您投过票，不记录您投了什么', { exact: false }));
      await cameCalmly(voter, 'ballot');
      await press(voter, page.getByRole('button', { name: '投票', exact: true }));
      await shows(page.getByText('请选择总体评价').first());
      await lookAt(voter, '01-unfilled');
      await mark(voter, '总体评价', '优秀');
      await page.getByRole('textbox', { name: '意见和建议' }).fill('多带年轻人');
      await lookAt(voter, '02-ballot');
      await press(voter, page.getByRole('button', { name: '投票', exact: true }));
      await lookAt(voter, '03-confirm');
      await press(voter, page.getByRole('dialog').getByRole('button', { name: '投票', exact: true }));
      await shows(page.getByRole('status').filter({ hasText: '已投票' }));
    });
    for (const [name, overall] of [
      ['商怀瑾', '优秀'],
      ['白露浓', '称职'],
    ] as const)
      await as(name, async (voter) => {
        const task = await taskOf(voter, id);
        await tell(voter, `/tasks/${task.id}/ballot`, { answers: { overall } });
        if (name !== '白露浓') return;
        await voter.page.goto(`/tasks/${task.id}`);
        await shows(voter.page.getByText('您已投票。选票无法与您对应', { exact: false }));
        await lookAt(voter, '04-cast');
      });

    await as('商怀瑾', async (colleague) => {
      const { page } = colleague;
      const announcement = await announced(colleague, id);
      await page.goto('/');
      await press(colleague, page.getByRole('button', { name: '商怀瑾' }));
      await press(colleague, page.getByRole('link', { name: '公示栏', exact: true }));
      await shows(page.getByRole('heading', { name: '公示栏' }));
      await lookAt(colleague, '05-board');
      await press(colleague, page.locator(`a[href$="/announcements/${announcement}"]`));
      await shows(page.getByRole('button', { name: '提出异议' })); // The list says the points too.
      await shows(page.getByText('90 分'));
      await lookAt(colleague, '06-announcement');
      await press(colleague, page.getByRole('button', { name: '提出异议' }));
      await press(colleague, page.getByRole('button', { name: '提交异议' }));
      await shows(page.getByText('请写明理由'));
      await page.getByRole('textbox', { name: '异议理由' }).fill('其中一项课题尚未结题。');
      await lookAt(colleague, '07-objection');
      await press(colleague, page.getByRole('button', { name: '提交异议' }));
      await shows(page.getByText('等待答复'));
    });

    await as('谌立言', async (head) => {
      const { page } = head;
      await openTask(head, number);
      await shows(page.getByText('其中一项课题尚未结题。'));
      await lookAt(head, '08-handling');
      await press(head, page.getByRole('button', { name: '答复', exact: true }));
      await page.getByRole('textbox', { name: '答复内容' }).fill('已核实，该课题十月已结题。');
      await press(head, page.getByRole('button', { name: '发给提出人' }));
      await shows(page.getByText('已答复', { exact: true }));
      await lookAt(head, '09-answered');
    });

    await as('商怀瑾', async (colleague) => {
      const { page } = colleague;
      await page.goto(`/announcements/${await announced(colleague, id)}`);
      await shows(page.getByText('已核实，该课题十月已结题。'));
      await lookAt(colleague, '10-answer');
    });
  }
});

/** The announcement of an application, once the papers are counted; by the newest, for each device has one. */
async function announced(visitor: Visitor, application: string): Promise<string> {
  for (let tries = 0; tries < 60; tries++) {
    const { items } = await ask<{ items: Announcement[] }>(visitor, '/announcements');
    const [newest] = items.filter(({ service }) => service.id === 'peer-review');
    if (newest && !seen.has(newest.id) && (seen.get(application) ?? newest.id) === newest.id) {
      seen.set(application, newest.id);
      return newest.id;
    }
    await visitor.page.waitForTimeout(250);
  }
  assert.fail('nothing is announced within a quarter of a minute');
}
const seen = new Map<string, string>();
