/** What a journey needs to find there but does not tell of: done by the requests that the pages would send. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { TaskDetail } from '@yizhan/contract';
import type { Visitor } from './visitor.ts';

interface Application {
  readonly id: string;
  readonly number: string;
}

/** An application as the visitor would have submitted it; fields that the school fills in come by themselves. */
export async function applied(
  visitor: Visitor,
  service: string,
  data: Readonly<Record<string, unknown>>,
): Promise<Application> {
  const known = await ask<{ prefill: { values: Record<string, unknown> } }>(visitor, `/services/${service}`);
  const { phone } = known.prefill.values;
  return tell(visitor, '/applications', { service, data: { phone, ...data } });
}

/** The visitor's task of an application, as its page is given it. */
export async function taskOf(visitor: Visitor, application: string): Promise<TaskDetail> {
  const { items } = await ask<{ items: { id: string; application: { id: string } }[] }>(
    visitor,
    '/tasks?box=open&limit=100',
  );
  const task = items.find((one) => one.application.id === application);
  assert.ok(task, `${visitor.name} has no task of the application`);
  return ask(visitor, `/tasks/${task.id}`);
}

/** What the visitor does on his task of an application. */
export async function acted(visitor: Visitor, application: string, body: unknown): Promise<void> {
  const { id } = await taskOf(visitor, application);
  await tell(visitor, `/tasks/${id}/acts`, body);
}

/** Submits again what was sent back, through every step. */
export const submittedAgain = (visitor: Visitor, application: string): Promise<unknown> =>
  tell(visitor, `/applications/${application}/acts`, { act: 'submit', walk: 'again' });

export async function ask<Answer>({ context }: Visitor, path: string): Promise<Answer> {
  const response = await context.request.get(`/api/v1${path}`);
  assert.equal(response.status(), 200, await response.text());
  return response.json();
}

export async function tell<Answer>(visitor: Visitor, path: string, data: unknown): Promise<Answer> {
  const { csrf } = await ask<{ csrf: string }>(visitor, '/me');
  const headers = { 'x-csrf-token': csrf, 'idempotency-key': randomUUID() };
  const response = await visitor.context.request.post(`/api/v1${path}`, { data, headers });
  assert.ok(response.ok(), await response.text());
  return response.json();
}
