import type { Locator } from 'playwright-core';
import { press, shows, type Visitor } from './visitor.ts';

/** A line of the to-do list: a row of the table, or a card on the phone. */
export function taskLine({ device, page }: Visitor, number: string): Locator {
  return page
    .getByRole('main')
    .getByRole(device.name === 'pc' ? 'row' : 'listitem')
    .filter({ hasText: number });
}

/** From the to-do list to the task of an application. */
export async function openTask(visitor: Visitor, number: string): Promise<void> {
  await visitor.page.goto('/tasks');
  await press(visitor, taskLine(visitor, number).getByRole('link'));
  await shows(visitor.page.getByRole('heading', { name: '办理过程' }));
}

/** Approves, by whatever word the step has for it (同意, 确认安排, 已知悉). */
export async function approve(visitor: Visitor, word = '同意', opinion = ''): Promise<void> {
  const { page } = visitor;
  await press(visitor, page.getByRole('button', { name: word, exact: true }));
  const dialog = page.getByRole('dialog', { name: word });
  if (opinion !== '') await dialog.getByRole('textbox', { name: '意见' }).fill(opinion);
  await confirm(visitor, word);
  await shows(page.getByRole('status').filter({ hasText: word }));
}

/** The button of the dialog that asks once more; one that already says 确认 says it once. */
export async function confirm(visitor: Visitor, word: string): Promise<void> {
  const dialog = visitor.page.getByRole('dialog', { name: word });
  await press(visitor, dialog.getByRole('button', { name: new RegExp(`^(?:确认)?${word}$`) }));
}

export async function sendBack(visitor: Visitor, reason: string): Promise<void> {
  const { page } = visitor;
  await press(visitor, page.getByRole('button', { name: '退回', exact: true }));
  const dialog = page.getByRole('dialog', { name: '退回' });
  await dialog.getByRole('textbox', { name: '意见' }).fill(reason);
  await press(visitor, dialog.getByRole('button', { name: '确认退回' }));
  await shows(page.getByRole('status').filter({ hasText: '已退回' }));
}

/** How many to-dos (待办) the navigation shows. */
export async function openCount({ page }: Visitor): Promise<number> {
  const link = page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: /^待办/ });
  const name = (await link.getAttribute('aria-label')) ?? '';
  return Number(name.replace(/\D/g, ''));
}
