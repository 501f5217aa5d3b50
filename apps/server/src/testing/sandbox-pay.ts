/** Paying at the sandbox platform as a person would: its page, and what is chosen there. */
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { ApplicationDetail, Payment } from '@yizhan/contract';
import { ok, readApplication } from './applications.ts';
import type { Person } from './client.ts';

export type Choice = 'paid' | 'late' | 'wrong-amount' | 'doubled' | 'never';

export async function until<Answer>(
  ask: () => Promise<Answer>,
  holds: (answer: Answer) => boolean,
  seconds = 15,
): Promise<Answer> {
  const end = Date.now() + seconds * 1000;
  let answer = await ask();
  while (!holds(answer)) {
    assert.ok(Date.now() < end, `it did not come about: ${JSON.stringify(answer)?.slice(0, 600)}`);
    await pause(50);
    answer = await ask();
  }
  return answer;
}

/** The open order of an application, once the flow has come to it. */
export async function orderOf(person: Person, application: string): Promise<Payment> {
  const { payments = [] } = await until(
    () => readApplication(person, application),
    ({ payments: found = [] }: ApplicationDetail) => found.some(({ state }) => state === 'open'),
  );
  const open = payments.find(({ state }) => state === 'open');
  assert.ok(open);
  return open;
}

export const addressToPay = async (
  person: Person,
  order: string,
  way: 'qr' | 'redirect' = 'redirect',
): Promise<string> =>
  ok(await person.post<{ address: string }>(`/payments/mine/${order}/pay`, { way })).address;

export async function choose(address: string, choice: Choice): Promise<void> {
  const answer = await fetch(address, { method: 'POST', body: new URLSearchParams({ choice }) });
  assert.equal(answer.status, 200);
}
