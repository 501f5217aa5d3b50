import { Refused } from '@yizhan/contract';
import type { Idempotency, MigratedRow } from '@yizhan/flow';
import type { Room } from '../room.ts';
import { type PublishedVersionRow, publishedVersions } from '../services/services.sql.ts';
import { type Administrator, instanceFor, refuseOwn, servicesOf } from './administrator.ts';
import { type Result, resultOf } from './result.ts';

/** The versions of a service that he looks after, and how many applications run on each. */
export async function listVersions(
  room: Room,
  administrator: Administrator,
  service: string,
): Promise<{ items: { version: number; publishedAt: string; running: number }[] }> {
  const versions = await versionsOf(room, administrator, service);
  const running = await room.flow.administration.running(versions.map((row) => row.definition_id));
  return {
    items: versions.map((row) => ({
      version: row.version,
      publishedAt: row.published_at,
      running: running.get(row.definition_id) ?? 0,
    })),
  };
}

/** 迁移, before it is done: for each application whether it could go over, where it would stand, or why not. */
export async function checkMigration(
  room: Room,
  administrator: Administrator,
  service: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly MigratedRow[]> {
  const definition = await definitionsOf(room, administrator, service);
  const migration = { to: definition(to), by: administrator.id, reason: trialReason, isTrial: true };
  const rows = await room.flow.migrateInstances(definition(from), migration);
  // Drafts are nobody's business yet; they go on with the version that they were begun with.
  return rows.filter(({ businessKey }) => businessKey !== null);
}

/** The engine wants one, and on trial nothing is kept. */
const trialReason = '试算';

/** Each application by itself, wholly or not at all. */
export async function migrateApplications(
  room: Room,
  administrator: Administrator,
  service: string,
  request: { readonly to: number; readonly reason: string; readonly instances: readonly string[] },
  idempotency: Idempotency,
): Promise<readonly Result[]> {
  const to = (await definitionsOf(room, administrator, service))(request.to);
  const reason = request.reason.trim();
  if (reason === '') throw new Refused('task/comment-required', { act: 'migrate' });
  const results: Result[] = [];
  for (const id of request.instances) {
    results.push(
      await resultOf(id, async () => {
        const { row } = await instanceFor(room, administrator, id);
        refuseOwn(administrator, row);
        const key = `${idempotency.key} ${id}`;
        await room.flow.migrateInstance(id, { to, by: administrator.id, reason, key });
      }),
    );
  }
  return results;
}

/** @throws Refused `service/not-found` where it is not his to look after */
async function versionsOf(
  room: Room,
  administrator: Administrator,
  service: string,
): Promise<readonly PublishedVersionRow[]> {
  const services = await servicesOf(room, administrator);
  const isHis = services === null || services.includes(service);
  const versions = isHis ? await room.database.query<PublishedVersionRow>(publishedVersions(service)) : [];
  if (versions.length === 0) throw new Refused('service/not-found');
  return versions;
}

/** What a version runs. */
async function definitionsOf(
  room: Room,
  administrator: Administrator,
  service: string,
): Promise<(version: number) => string> {
  const versions = await versionsOf(room, administrator, service);
  return (version) => {
    const row = versions.find((each) => each.version === version);
    if (row === undefined) throw new Refused('service/no-version', { version });
    return row.definition_id;
  };
}
