/**
 * Writes what statistics know of an application, out of its history. It may be done at any time and any number of times:
 * the same history and calendar give the same rows, and an older look never overwrites a newer one. So the worker does it
 * with every message, and whatever was missed (before this was there, or with another calendar) is caught up on.
 */
import { createHash } from 'node:crypto';
import { Refused } from '@yizhan/contract';
import type { Connection } from '@yizhan/database';
import { type Calendar, minutesOfWorkday, workMinutesBetween } from '@yizhan/feel';
import type { FlowMessage, Instance, OutboxMessage, StepTaken } from '@yizhan/flow';
import { isConfidential } from '../applications/is-confidential.ts';
import { versionOf } from '../applications/version-of.ts';
import { ownerReadsOpinionsOf } from '../exports/owner-access.ts';
import { organisation, type Room } from '../room.ts';
import { type CountedRow, countedOf, deleteFacts, type StepFact, writeFacts } from './facts.sql.ts';

export async function countApplication(
  room: Room,
  instance: Instance,
  connection: Connection = room.database,
): Promise<void> {
  const { row, state, definition } = instance;
  if (row.submitted_at === null) return;
  const version = await versionOf(room, instance);
  if (isConfidential(room, version, state)) {
    await connection.query(deleteFacts(row.id));
    return;
  }
  const { calendar } = room.site;
  const { settings, form } = version;
  const [{ steps, withApplicant }, directory] = await Promise.all([
    room.flow.progress(row.id),
    organisation(room),
  ]);
  const minutes = (from: string, to: string) => workMinutesBetween(calendar, from, to);
  const away = withApplicant.reduce((sum, { from, to }) => sum + minutes(from, to), 0);
  const { promisedWorkdays } = settings.guide;
  const nameOf = ({ node, nodeName }: StepTaken) =>
    nodeName ?? definition.program.nodes.get(node)?.name ?? node;
  await connection.query(
    writeFacts(
      {
        application_id: row.id,
        service_id: row.key,
        revision: row.revision,
        calendar: digestOf(calendar),
        status: state.status,
        unit: state.applicant.unit,
        origin: row.initiator === row.applicant ? 'self' : 'behalf',
        submitted_at: row.submitted_at,
        ended_at: row.ended_at,
        work_minutes: row.ended_at === null ? null : minutes(row.submitted_at, row.ended_at) - away,
        promised_minutes:
          promisedWorkdays === undefined ? null : Math.round(promisedWorkdays * minutesOfWorkday(calendar)),
      },
      steps.map(
        (step): StepFact => ({
          task_id: step.task,
          node: step.node,
          node_name: nameOf(step),
          kind: step.kind,
          unit: directory.unitOf(step.person ?? '') ?? '',
          opened_at: step.openedAt,
          due_at: step.dueAt ?? null,
          closed_at: step.closedAt ?? null,
          work_minutes: step.closedAt === undefined ? null : minutes(step.openedAt, step.closedAt),
          outcome: step.outcome ?? null,
          itself: step.itself,
          reason:
            (isRefused(step) && ownerReadsOpinionsOf(form, step.node) ? step.comment : undefined) ?? null,
        }),
      ),
    ),
  );
}

const isRefused = ({ outcome }: StepTaken): boolean => outcome === 'rejected' || outcome === 'sentBack';

const digestOf = (calendar: Calendar): string =>
  createHash('sha256').update(JSON.stringify(calendar)).digest('base64url').slice(0, 16);

/** With every message of the outbox, in its transaction. */
export async function countMoved(
  room: Room,
  { payload }: OutboxMessage,
  transaction: Connection,
): Promise<void> {
  const { instance } = payload as FlowMessage;
  await countApplication(room, await room.flow.instance(instance), transaction);
}

/** Counts whatever is not counted yet, or was by another calendar; answers how many. At most so many at once. */
export async function catchUpCounting(room: Room, most = 20_000): Promise<number> {
  const calendar = digestOf(room.site.calendar);
  let counted = 0;
  let cursor: string | undefined;
  do {
    const { rows, next } = await room.flow.submitted({ limit: 500, cursor });
    const known = new Map(
      (await room.database.query<CountedRow>(countedOf(rows.map(({ id }) => id)))).map((row) => [
        row.application_id,
        row,
      ]),
    );
    for (const { id, revision } of rows) {
      const fact = known.get(id);
      if (fact !== undefined && fact.revision >= revision && fact.calendar === calendar) continue;
      counted += await countIfThere(room, id);
    }
    cursor = next;
  } while (cursor !== undefined && counted < most);
  return counted;
}

/** It may have been forgotten meanwhile. */
async function countIfThere(room: Room, id: string): Promise<number> {
  try {
    await countApplication(room, await room.flow.instance(id));
    return 1;
  } catch (error) {
    if (error instanceof Refused) return 0;
    throw error;
  }
}
