/** What a journey needs to find there but does not tell of: done by the requests that the pages would send. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { TaskDetail } from '@yizhan/contract';
import type { Caller } from './visitor.ts';

interface Application {
  readonly id: string;
  readonly number: string;
}

/** An application as the caller would have submitted it; fields that the school fills in come by themselves. */
export async function applied(
  caller: Caller,
  service: string,
  data: Readonly<Record<string, unknown>>,
): Promise<Application> {
  const known = await ask<{ prefill: { values: Record<string, unknown> } }>(caller, `/services/${service}`);
  const { phone } = known.prefill.values;
  return tell(caller, '/applications', { service, data: { phone, ...data } });
}

/** The caller's task of an application, as its page is given it. */
export async function taskOf(caller: Caller, application: string): Promise<TaskDetail> {
  const { items } = await ask<{ items: { id: string; application: { id: string } }[] }>(
    caller,
    '/tasks?box=open&limit=100',
  );
  const task = items.find((one) => one.application.id === application);
  assert.ok(task, `${caller.name} has no task of the application`);
  return ask(caller, `/tasks/${task.id}`);
}

/** What the caller does on his task of an application. */
export async function acted(caller: Caller, application: string, body: unknown): Promise<void> {
  const { id } = await taskOf(caller, application);
  await tell(caller, `/tasks/${id}/acts`, body);
}

/** Submits again what was sent back, through every step. */
export const submittedAgain = (caller: Caller, application: string): Promise<unknown> =>
  tell(caller, `/applications/${application}/acts`, { act: 'submit', walk: 'again' });

export async function ask<Answer>({ context }: Caller, path: string): Promise<Answer> {
  const response = await context.request.get(`/api/v1${path}`);
  assert.equal(response.status(), 200, await response.text());
  return response.json();
}

export async function tell<Answer>(caller: Caller, path: string, data: unknown): Promise<Answer> {
  const { csrf } = await ask<{ csrf: string }>(caller, '/me');
  const headers = { 'x-csrf-token': csrf, 'idempotency-key': randomUUID() };
  const response = await caller.context.request.post(`/api/v1${path}`, { data, headers });
  assert.ok(response.ok(), await response.text());
  return response.json();
}
