/** Filling in a form as people do: by the labels that they read. A cell of 明细 is labelled "第 1 行 课程". */
import type { Locator } from 'playwright-core';
import { lookAt } from './look.ts';
import type { PickedFile } from './pdf.ts';
import { hides, press, shows, type Visitor } from './visitor.ts';

/** Text, number, money, phone. */
export async function write(visitor: Visitor, label: string, text: string): Promise<void> {
  await visitor.page.getByRole('textbox', { name: label, exact: true }).fill(text);
}

/** One of a few that lie open: radio, 是 or 否. */
export async function mark(visitor: Visitor, label: string, answer: string): Promise<void> {
  const { page } = visitor;
  const names = { name: label, exact: true };
  const group = page.getByRole('radiogroup', names).or(page.getByRole('group', names));
  await press(visitor, group.getByText(answer, { exact: true }));
}

/** Several of a few that lie open. */
export async function tick(visitor: Visitor, label: string, ...answers: readonly string[]): Promise<void> {
  const group = visitor.page.getByRole('group', { name: label, exact: true });
  for (const answer of answers) await press(visitor, group.getByText(answer, { exact: true }));
}

/** One of a list that folds out; in a long one some letters are typed. */
export async function choose(visitor: Visitor, label: string, answer: string): Promise<void> {
  const list = unfolding(visitor, label);
  await press(visitor, list);
  if (await list.getByRole('combobox').isEditable()) await visitor.page.keyboard.type(answer);
  await takeOption(visitor, answer);
}

/** A person or a unit, found by a few letters: of the name, of its pinyin, of the number. */
export async function find(visitor: Visitor, label: string, words: string, found: string): Promise<void> {
  await press(visitor, unfolding(visitor, label));
  await visitor.page.keyboard.type(words);
  await takeOption(visitor, found);
}

/** Of several: the list stays open until it is left. */
export async function findAmong(
  visitor: Visitor,
  label: string,
  words: string,
  found: string,
): Promise<void> {
  const { page } = visitor;
  await press(visitor, unfolding(visitor, label));
  await page.keyboard.type(words);
  const list = page.locator('.ant-select-dropdown:visible');
  await press(visitor, list.locator('.ant-select-item-option').filter({ hasText: found }).first());
  await page.keyboard.press('Escape');
  await hides(list.first());
}

/** A day (2026-12-07), or a minute of it (2026-12-07 09:00), typed in or picked in the calendar with a finger. */
export async function date(visitor: Visitor, label: string, when: string): Promise<void> {
  const { device, page } = visitor;
  const input = page.getByRole('textbox', { name: label, exact: true });
  await press(visitor, input);
  if (device.touch) await pickInCalendar(visitor, when);
  else {
    await input.fill(when);
    await input.press('Enter');
    await hides(calendar(visitor));
  }
  const written = await input.inputValue();
  if (written !== when) throw new Error(`${label}: ${when} was entered, ${written} stands there`);
}

export async function period(visitor: Visitor, label: string, from: string, to: string): Promise<void> {
  await date(visitor, `${label} 开始`, from);
  await date(visitor, `${label} 结束`, to);
}

/** A place on a calendar (预约): the first and the last of its slots of a day are pressed, by when they begin. */
export async function book(
  visitor: Visitor,
  label: string,
  { place, day, from, last }: { place: string; day: string; from: string; last: string },
): Promise<void> {
  const { page } = visitor;
  await press(visitor, page.getByRole('button', { name: new RegExp(`：${label}$`) }));
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: /^地点/ }).selectOption({ label: place });
  await dialog.getByLabel('日期', { exact: true }).first().fill(day);
  for (const start of new Set([from, last]))
    await press(visitor, dialog.getByRole('button', { name: new RegExp(`^${day} .*${start}–`) }));
  await press(visitor, dialog.getByRole('button', { name: '选好了' }));
  await hides(dialog);
}

/** Waits until the file has arrived. */
export async function attach(visitor: Visitor, label: string, file: PickedFile): Promise<void> {
  const { page } = visitor;
  const picking = page.waitForEvent('filechooser');
  await press(visitor, page.getByRole('button', { name: `选择文件：${label}`, exact: true }));
  await (await picking).setFiles(file);
  const group = page.getByRole('group', { name: label, exact: true });
  await shows(group.getByRole('link', { name: `下载 ${file.name}` }));
}

export async function addRow(visitor: Visitor, table: string): Promise<void> {
  await press(visitor, visitor.page.getByRole('button', { name: `添加一行：${table}`, exact: true }));
}

/** Rows of another list (引用), found by a few letters in the dialog of the field. */
export async function pick(
  visitor: Visitor,
  label: string,
  words: string,
  ...rows: readonly string[]
): Promise<void> {
  const { page } = visitor;
  await press(visitor, page.getByRole('button', { name: `选取：${label}`, exact: true }));
  const dialog = page.getByRole('dialog', { name: label });
  await dialog.getByRole('searchbox').fill(words);
  for (const row of rows) await press(visitor, dialog.getByText(row, { exact: true }));
  await lookAt(visitor, `picking-${label}`);
  await press(visitor, dialog.getByRole('button', { name: /^(选这一条|选好了)/ }));
}

/** Signs on the pad with a few strokes. */
export async function sign(visitor: Visitor, label: string): Promise<void> {
  const { page } = visitor;
  await press(visitor, page.getByRole('button', { name: `手写签名：${label}` }));
  const pad = page.getByRole('dialog', { name: label });
  const box = await pad.locator('canvas').boundingBox();
  if (box === null) throw new Error(`${label}: there is nothing to sign on`);
  await page.mouse.move(box.x + 40, box.y + 120);
  await page.mouse.down();
  for (const [x, y] of [
    [70, 60],
    [110, 150],
    [160, 70],
    [230, 130],
  ] as const)
    await page.mouse.move(box.x + x, box.y + y, { steps: 5 });
  await page.mouse.up();
  await lookAt(visitor, 'signing');
  await press(visitor, pad.getByRole('button', { name: '用这个签名' }));
  await shows(page.getByRole('img', { name: `${label}的签名` }));
}

/** antd's combobox lies over its own frame, which is what one presses. */
function unfolding({ page }: Visitor, label: string): Locator {
  return page.locator('.ant-select', { has: page.getByRole('combobox', { name: label, exact: true }) });
}

/** What one sees of a list is not what screen readers are given; here it is pressed as it is seen. */
async function takeOption(visitor: Visitor, answer: string): Promise<void> {
  const list = visitor.page.locator('.ant-select-dropdown:visible');
  await press(visitor, list.locator('.ant-select-item-option').filter({ hasText: answer }).first());
  await hides(list.first());
}

/** The one that is open. Not `:visible`: while it slides open it has no height yet, and seems to have no days. */
const calendar = ({ page }: Visitor): Locator =>
  page.locator('.ant-picker-dropdown:not(.ant-picker-dropdown-hidden)');

/** A finger's tap is a click only a moment later: every step waits for what it brings before the next one is taken. */
async function pickInCalendar(visitor: Visitor, when: string): Promise<void> {
  const [day = '', time] = when.split(' ');
  const panel = calendar(visitor);
  const cell = panel.locator(`td[title="${day}"]`);
  const firstDay = panel.locator('td').first();
  await shows(firstDay);
  await panel.evaluate(standsStill);
  for (let turned = 0; (await cell.count()) === 0; turned += 1) {
    if (turned === 12) throw new Error(`${day} is not to be found in the calendar`);
    const before = await firstDay.getAttribute('title');
    await press(visitor, panel.getByRole('button', { name: '下个月' }));
    await hides(panel.locator(`td[title="${before}"]`));
  }
  await press(visitor, cell);
  if (time !== undefined) {
    for (const [index, part] of time.split(':').entries()) {
      const column = panel.locator('.ant-picker-time-panel-column').nth(index);
      await press(visitor, column.getByText(part, { exact: true }));
    }
    await press(visitor, panel.getByRole('button', { name: '确 定' }));
  }
  await hides(panel);
}

/** While a calendar slides open, a finger meets another day than it aimed at. */
const standsStill = (panel: {
  getAnimations(options: { subtree: boolean }): { finished: Promise<unknown> }[];
}) => Promise.allSettled(panel.getAnimations({ subtree: true }).map(({ finished }) => finished));
