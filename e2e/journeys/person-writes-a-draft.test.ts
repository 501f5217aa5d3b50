/** Nothing that was typed is lost: drafts, two tabs, an ended session, a network that is gone. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { plainWeek } from '../campus/plain-week.ts';
import { openForm } from '../hall/applying.ts';
import { type Device, devices, pc } from '../hall/devices.ts';
import { choose, mark, period, write } from '../hall/fill-in.ts';
import { tabTo } from '../hall/keyboard.ts';
import { lookAt } from '../hall/look.ts';
import { stageFor } from '../hall/stage.ts';
import { hides, inAnotherTab, press, shows, startSession, type Visitor, visit } from '../hall/visitor.ts';

const service = '教职工请(销)假审批';
const [monday = '', tuesday = ''] = plainWeek();

const reasonOf = ({ page }: Visitor): Locator => page.getByRole('textbox', { name: '事由', exact: true });
const saved = ({ page }: Visitor): Promise<void> => shows(page.getByText(/^已保存/));

/** Two days of leave for a secretary: the shortest form that goes through. */
async function fillIn(visitor: Visitor): Promise<void> {
  await choose(visitor, '假别', '事假');
  await period(visitor, '请假时间', monday, tuesday);
  await write(visitor, '事由', '家中有事');
  await mark(visitor, '是否离开本市', '否');
}

describe('a draft', () => {
  const stage = stageFor('draft');

  for (const device of devices) {
    /** Each test has a person of its own: a draft of another test would be offered. */
    const person = (onPc: string, onPhone: string) => (device === pc ? onPc : onPhone);

    test(`${device.name}: what was typed is there again after the browser was closed`, async () => {
      const name = person('米雪晴', '窦思齐');
      await visit(stage(), name, device, async (visitor) => {
        await openForm(visitor, service);
        await write(visitor, '事由', '回乡探望父母，路上来回两天');
        await saved(visitor);
      });
      await visit(stage(), name, other(device), async (visitor) => {
        await openForm(visitor, service);
        await shows(visitor.page.getByText(/您有一份未提交的草稿/));
        await lookAt(visitor, '01-draft-found');
        await press(visitor, visitor.page.getByRole('link', { name: '继续填写' }));
        await hides(visitor.page.getByText(/您有一份未提交的草稿/));
        assert.equal(await reasonOf(visitor).inputValue(), '回乡探望父母，路上来回两天');
        await press(visitor, visitor.page.getByRole('button', { name: '删除草稿' }));
        const dialog = visitor.page.getByRole('dialog', { name: '删除这份草稿？' });
        await lookAt(visitor, '02-discard');
        await press(visitor, dialog.getByRole('button', { name: '删除草稿' }));
        await shows(visitor.page.getByText('草稿已删除'));
        await shows(visitor.page.getByText('这里没有申请'));
      });
    });

    test(`${device.name}: two tabs with the same draft do not overwrite each other`, () =>
      visit(stage(), person('柏俊驰', '祁若彤'), device, async (first) => {
        first.watch.foresee(/answer: PATCH .* 409/);
        await openForm(first, service);
        await write(first, '事由', '第一个窗口');
        await saved(first);
        const address = first.page.url();
        await inAnotherTab(first, async (second) => {
          await second.page.goto(address);
          await shows(reasonOf(second));
          await write(second, '事由', '第二个窗口');
          await saved(second);
        });
        await write(first, '事由', '第一个窗口，接着写');
        await shows(first.page.getByText('这份草稿在别处改过').first());
        await lookAt(first, '03-conflict');
        await press(first, first.page.getByRole('button', { name: '保留我这里的内容' }));
        await saved(first);
        await inAnotherTab(first, async (second) => {
          await second.page.goto(address);
          await shows(reasonOf(second));
          assert.equal(await reasonOf(second).inputValue(), '第一个窗口，接着写');
          await write(second, '事由', '第二个窗口，最后写的');
          await saved(second);
        });
        await write(first, '手机号', '19900009999');
        await press(first, first.page.getByRole('button', { name: '载入别处的版本' }));
        await shows(first.page.getByText(/^已保存/));
        assert.equal(await reasonOf(first).inputValue(), '第二个窗口，最后写的');
      }));

    test(`${device.name}: the session ends while somebody types, and nothing is lost`, () =>
      visit(stage(), person('骆静宜', '温雅琴'), device, async (visitor) => {
        const { context, page, watch } = visitor;
        watch.foresee(/answer: .* (401|403)/);
        await openForm(visitor, service);
        await write(visitor, '事由', '写到一半');
        await saved(visitor);
        await context.clearCookies();
        await write(visitor, '事由', '写到一半，登录过期了');
        await shows(page.getByText('草稿未能保存：登录已过期'));
        await shows(page.getByRole('link', { name: '在新页面登录' }));
        await lookAt(visitor, '04-session-ended');
        assert.equal(await reasonOf(visitor).inputValue(), '写到一半，登录过期了');
        await startSession(visitor);
        await write(visitor, '事由', '写到一半，又登录了');
        await saved(visitor);
        await page.reload();
        await shows(reasonOf(visitor));
        assert.equal(await reasonOf(visitor).inputValue(), '写到一半，又登录了');
      }));

    test(`${device.name}: the server is away for a moment, and pressing once more is enough`, () =>
      visit(stage(), person('桑晓榆', '项北辰'), device, async (visitor) => {
        const { context, page, watch } = visitor;
        watch.foresee(/^request: .* net::ERR_INTERNET_DISCONNECTED/);
        await openForm(visitor, service);
        await fillIn(visitor);
        await saved(visitor);
        await context.setOffline(true);
        await press(visitor, page.getByRole('button', { name: '提交申请' }));
        await shows(page.getByText('连接不上服务器，请检查网络后重试').first());
        await lookAt(visitor, '05-server-away');
        await context.setOffline(false);
        await press(visitor, page.getByRole('button', { name: '提交申请' }));
        await shows(page.getByRole('heading', { name: '提交成功' }));
        await page.goto('/applications');
        await shows(page.getByRole('main').getByRole('article').first());
        assert.equal(await page.getByRole('main').getByRole('article').count(), 1, 'applied once');

        await context.setOffline(true);
        await press(visitor, page.getByRole('link', { name: '办理中' }).first());
        await shows(page.getByText('内容没有加载出来'));
        await lookAt(visitor, '06-not-loaded');
        await context.setOffline(false);
        await press(visitor, page.getByRole('button', { name: '重试' }));
        await shows(page.getByRole('main').getByRole('article'));
      }));
  }

  test('a whole application without a mouse', () =>
    visit(stage(), '倪晓棠', pc, async (visitor) => {
      const { page } = visitor;
      const { keyboard } = page;
      await page.goto('/');
      await shows(page.getByRole('heading', { name: '综合办公' }).first());
      await keyboard.press('/');
      await keyboard.type('qingjia');
      await shows(page.getByRole('option', { name: service }));
      await keyboard.press('Enter');
      await shows(page.getByRole('link', { name: '立即办理' }));
      await tabTo(visitor, '立即办理');
      await keyboard.press('Enter');
      await shows(reasonOf(visitor));
      await tabTo(visitor, '假别');
      await keyboard.type('事假');
      await keyboard.press('Enter');
      await tabTo(visitor, '请假时间 开始');
      await keyboard.type(monday);
      await keyboard.press('Enter');
      await tabTo(visitor, '请假时间 结束');
      await keyboard.type(tuesday);
      await keyboard.press('Enter');
      await shows(page.getByText('2 天', { exact: true }));
      await tabTo(visitor, '事由');
      await keyboard.type('家中有事');
      await tabTo(visitor, '是');
      await keyboard.press('ArrowRight');
      assert.ok(await page.getByRole('radio', { name: '否' }).isChecked());
      await tabTo(visitor, '提交申请');
      await lookAt(visitor, '07-by-keyboard');
      await keyboard.press('Enter');
      await shows(page.getByRole('heading', { name: '提交成功' }));
    }));
});

const other = (device: Device): Device => devices.find((one) => one !== device) ?? device;
