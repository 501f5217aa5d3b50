import { type ReconciliationDetail, type ReconciliationPage, Refused } from '@yizhan/contract';
import { isUuid } from '@yizhan/flow';
import type { ReconciledRow } from '@yizhan/payments';
import { type NameBook, openNameBook } from '../names.ts';
import { organisation, type Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';
import { refuseOthers } from './scope.ts';

/** 对账 by day, the latest first; the cursor is a day. @throws Refused */
export async function listReconciliations(
  room: Room,
  viewer: Viewer,
  { limit, cursor = '9999-12-31' }: { readonly limit: number; readonly cursor: string | undefined },
): Promise<ReconciliationPage> {
  await refuseOthers(room, viewer);
  const before = /^\d{4}-\d\d-\d\d$/.test(cursor) ? cursor : '9999-12-31';
  const rows = await room.payments.reconciliations(before, limit + 1);
  const names = await namesOf(
    room,
    rows.map(({ by }) => by),
  );
  const last = rows[limit - 1];
  return {
    items: rows.slice(0, limit).map((row) => summaryOf(row, names)),
    ...(rows.length > limit && last !== undefined && { next: last.day }),
  };
}

/** @throws Refused `payment/not-found` */
export async function readReconciliation(
  room: Room,
  viewer: Viewer,
  day: string,
): Promise<ReconciliationDetail> {
  await refuseOthers(room, viewer);
  const [row] = await room.payments.reconciliations('9999-12-31', 1, day);
  if (row === undefined) throw new Refused('payment/not-found');
  const differences = await room.payments.differences(row.platform, day);
  const names = await namesOf(room, [row.by, ...differences.flatMap(({ settled_by }) => settled_by ?? [])]);
  return {
    ...summaryOf(row, names),
    differences: differences.map((each) => ({
      id: each.id,
      kind: each.kind,
      what: each.what,
      channelNumber: each.channel_number,
      orderNumber: each.order_number,
      ...(each.ours !== null && { ours: each.ours }),
      ...(each.theirs !== null && { theirs: each.theirs }),
      ...(each.settled_at && { settledAt: each.settled_at }),
      ...(each.settled_by && { settledBy: names.person(each.settled_by) }),
      ...(each.note && { note: each.note }),
    })),
  };
}

/** @throws Refused */
export async function reconcileDay(
  room: Room,
  viewer: Viewer,
  { day, file }: { readonly day: string; readonly file?: string },
): Promise<ReconciliationDetail> {
  await refuseOthers(room, viewer);
  await room.payments.reconcile({ day, by: viewer.id, ...(file !== undefined && { file }) });
  return readReconciliation(room, viewer, day);
}

/** @throws Refused */
export async function actOnDifference(
  room: Room,
  viewer: Viewer,
  id: string,
  { act, note = '' }: { readonly act: 'catchUp' | 'settle'; readonly note?: string },
): Promise<ReconciliationDetail> {
  await refuseOthers(room, viewer);
  if (!isUuid(id)) throw new Refused('payment/not-found');
  const { day } = await room.payments.difference(id);
  if (act === 'catchUp') {
    await room.payments.catchUp(id);
    return readReconciliation(room, viewer, day);
  }
  await room.payments.settle(id, viewer.id, note);
  return readReconciliation(room, viewer, day);
}

const namesOf = async (room: Room, people: readonly string[]): Promise<NameBook> =>
  openNameBook(room.database, await organisation(room), people);

const summaryOf = (row: ReconciledRow, names: NameBook) => ({
  day: row.day,
  at: row.at,
  by: names.person(row.by),
  source: row.source,
  theirs: { lines: row.lines, amount: row.their_amount },
  ours: { lines: row.our_lines, amount: row.our_amount },
  open: row.open,
  settled: row.settled,
});
