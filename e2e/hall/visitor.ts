import assert from 'node:assert/strict';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { type Person, personNamed } from '../campus/people.ts';
import type { Device } from './devices.ts';
import { measureShifts } from './layout-shift.ts';
import { type Watch, watchPage } from './page-watch.ts';
import { keepPicture } from './picture.ts';
import type { Stage } from './stage.ts';

/** Somebody who has signed in, without a page: what he does is done by requests. */
export interface Caller extends Person {
  readonly stage: Stage;
  readonly context: BrowserContext;
}

/** Somebody at a computer or with a phone. */
export interface Visitor extends Caller {
  readonly device: Device;
  readonly page: Page;
  readonly watch: Watch;
}

export type Deed = (visitor: Visitor) => Promise<void>;

/** How long anything may take before a person would give up. */
const patience = 15_000;

/** Opens a browser of one's own that knows nobody yet. */
export async function arrive(stage: Stage, name: string, device: Device): Promise<Visitor> {
  const context = await stage.browser.newContext({
    ...device.context,
    baseURL: stage.campus.address,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  context.setDefaultTimeout(patience);
  await context.addInitScript(measureShifts);
  const page = await context.newPage();
  return { ...personNamed(name), stage, device, context, page, watch: watchPage(page) };
}

/** Arrives and signs in, without the form: one journey shows that the form works. */
export async function signedIn(stage: Stage, name: string, device: Device): Promise<Visitor> {
  const visitor = await arrive(stage, name, device);
  await enter(visitor);
  return visitor;
}

/** Calls for somebody, and closes what that took. */
export async function call<Answer>(
  stage: Stage,
  name: string,
  deed: (caller: Caller) => Promise<Answer>,
): Promise<Answer> {
  const context = await stage.browser.newContext({ baseURL: stage.campus.address });
  try {
    const caller = { ...personNamed(name), stage, context };
    await enter(caller);
    return await deed(caller);
  } finally {
    await context.close();
  }
}

async function enter(caller: Caller): Promise<void> {
  const session = caller.stage.sessions.get(caller.number);
  if (session === undefined) await startSession(caller);
  else await caller.context.addCookies(session);
}

export async function startSession({ context, number, stage }: Caller): Promise<void> {
  const response = await context.request.post('/api/v1/session', {
    data: { login: number, password: stage.campus.password },
  });
  assert.equal(response.status(), 200, await response.text());
  stage.sessions.set(number, await context.cookies());
}

/** A visit, from signing in to closing the browser. */
export async function visit(stage: Stage, name: string, device: Device, deed: Deed): Promise<void> {
  const visitor = await signedIn(stage, name, device);
  try {
    await deed(visitor);
  } catch (error) {
    await keepPicture(visitor, 'failed');
    console.error(`${name} was at ${visitor.page.url()} and had met:`, visitor.watch.faults());
    throw error;
  } finally {
    await leave(visitor);
  }
}

/** Closes the browser; what went wrong on the way and was not foreseen is put down. */
export async function leave(visitor: Visitor): Promise<void> {
  await visitor.context.close();
  putDown(visitor);
}

/** A second page of the same browser, signed in as the first. */
export async function inAnotherTab({ context, ...visitor }: Visitor, deed: Deed): Promise<void> {
  const page = await context.newPage();
  const tab = { ...visitor, context, page, watch: watchPage(page) };
  await deed(tab);
  await page.close();
  putDown(tab);
}

function putDown({ name, stage, watch }: Visitor): void {
  for (const fault of watch.faults()) stage.faults.add(`${name}: ${fault}`);
}

/** With a finger or with the mouse, as the device has it. */
export function press({ device }: Visitor, what: Locator): Promise<void> {
  return device.touch ? what.tap() : what.click();
}

export const shows = (what: Locator): Promise<void> => what.waitFor({ state: 'visible' });
export const hides = (what: Locator): Promise<void> => what.waitFor({ state: 'hidden' });
