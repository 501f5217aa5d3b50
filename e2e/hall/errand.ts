/** A service from the first click to its outcome: the form filled in by hand, the first step decided by hand, the rest by request. */
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { ApplicationDetail, TaskDetail } from '@yizhan/contract';
import { openApplication, openForm, submit } from './applying.ts';
import { ask, taskOf, tell } from './by-request.ts';
import { openTask } from './deciding.ts';
import type { Device } from './devices.ts';
import { lookAt } from './look.ts';
import type { Stage } from './stage.ts';
import { tellsWhatHappened } from './standing.ts';
import { type Caller, call, press, shows, type Visitor, visit } from './visitor.ts';

type Data = Readonly<Record<string, unknown>>;

export interface Errand {
  /** Its name, as it stands on the card. */
  readonly service: string;
  readonly applicant: string;
  fillIn(applicant: Visitor): Promise<void>;
  /** What whoever holds a step puts into the form, by the step's name. */
  readonly desks: Readonly<Record<string, (task: TaskDetail) => Data>>;
  /** The words of the timeline that must be there in the end, a line each; it ends approved, or waits. */
  readonly told: readonly (readonly string[])[];
  readonly ends: 'approved' | 'running';
}

/** Applies, lets each step be decided by who holds it, and sees as the applicant how it went. */
export async function run(stage: Stage, device: Device, errand: Errand): Promise<void> {
  let number = '';
  let id = '';
  await visit(stage, errand.applicant, device, async (applicant) => {
    await openForm(applicant, errand.service);
    await errand.fillIn(applicant);
    await lookAt(applicant, `${errand.service}-1-form`);
    number = await submit(applicant);
    id = await idOf(applicant, number);
  });
  await decideByHand(stage, device, errand, id, number);
  while (await decideByRequest(stage, errand, id));
  await visit(stage, errand.applicant, device, async (applicant) => {
    const { status, current } = await ask<ApplicationDetail>(applicant, `/applications/${id}`);
    const waits = current.map(({ node }) => node.name).join('、');
    assert.equal(status, errand.ends, `${errand.service} stands at ${waits}`);
    await openApplication(applicant, number);
    await tellsWhatHappened(applicant, errand.told);
    await lookAt(applicant, `${errand.service}-3-ended`);
  });
}

async function idOf(applicant: Caller, number: string): Promise<string> {
  const { items } = await ask<{ items: { id: string; number: string }[] }>(
    applicant,
    '/applications?box=mine',
  );
  const found = items.find((item) => item.number === number);
  assert.ok(found, number);
  return found.id;
}

/** Whoever may act now. Between two steps the workers may be at it for a moment. */
const holderOf = (stage: Stage, errand: Errand, id: string): Promise<string | undefined> =>
  call(stage, errand.applicant, async (applicant) => {
    for (let tries = 0; tries < 20; tries += 1) {
      if (tries > 0) await pause(200);
      const { current, status } = await ask<ApplicationDetail>(applicant, `/applications/${id}`);
      if (status !== 'running') return undefined;
      const holder = current.flatMap(({ people }) => people).find(({ voice }) => voice === undefined);
      if (holder) return holder.name;
    }
    return undefined;
  });

/** The first step needs no more than a word. */
async function decideByHand(
  stage: Stage,
  device: Device,
  errand: Errand,
  id: string,
  number: string,
): Promise<void> {
  const holder = await holderOf(stage, errand, id);
  assert.ok(holder, `nobody holds ${errand.service}`);
  await visit(stage, holder, device, async (approver) => {
    const task = await taskOf(approver, id);
    if (errand.desks[task.node.name] !== undefined) return;
    const word = task.acts.find(({ act }) => act === 'approve')?.label ?? '同意';
    await openTask(approver, number);
    await lookAt(approver, `${errand.service}-2-task`);
    await press(approver, approver.page.getByRole('button', { name: word, exact: true }));
    const dialog = approver.page.getByRole('dialog', { name: word });
    await press(approver, dialog.getByRole('button', { name: new RegExp(`^(?:确认)?${word}$`) }));
    await shows(approver.page.getByRole('status').filter({ hasText: word }));
  });
}

/** One step further; false when nobody holds it any more, or whoever does has nothing to say in this errand. */
async function decideByRequest(stage: Stage, errand: Errand, id: string): Promise<boolean> {
  const holder = await holderOf(stage, errand, id);
  if (holder === undefined) return false;
  return call(stage, holder, async (approver) => {
    const task = await taskOf(approver, id);
    const data = errand.desks[task.node.name];
    if (data === undefined) return false;
    if (task.acts.some(({ act }) => act === 'claim'))
      await tell(approver, `/tasks/${task.id}/acts`, { act: 'claim' });
    await tell(approver, `/tasks/${task.id}/acts`, { act: 'approve', data: data(task) });
    return true;
  });
}
