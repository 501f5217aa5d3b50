import { Refused } from '@yizhan/contract';
import { v7 as newId } from 'uuid';
import { dayAtSchool } from '../numbers.ts';
import { lookAt } from '../orders/look.ts';
import { lockOrderByNumber, type OrderRow } from '../orders/orders.sql.ts';
import { receive } from '../orders/receive.ts';
import type { Room } from '../room.ts';
import { NoBill, readBill } from './bill.ts';
import { compare } from './compare.ts';
import {
  type DifferenceRow,
  differenceById,
  differenceKey,
  forgetDifferences,
  keepDifference,
  keepReconciliation,
  type OurLineRow,
  ourLines,
  settleDifference,
} from './reconciliation.sql.ts';

export interface ReconciliationWish {
  readonly day: string;
  /** The platform's file; fetched there when absent. */
  readonly file?: string;
  readonly by: string;
}

/** 对账. Done again for the same day it takes the place of what was. @throws Refused */
export async function reconcile(room: Room, { day, file, by }: ReconciliationWish): Promise<void> {
  const { platform } = room;
  if (platform === undefined) throw new Refused('payment/no-platform');
  const now = room.now();
  // The platform has the bill of a day when the day is over.
  if (day > dayAtSchool(now)) throw new Refused('payment/day-not-over');
  const bill =
    file ??
    (await platform.downloadBill(day).catch((error: unknown) => {
      throw Object.assign(new Refused('payment/platform-away'), { cause: error });
    }));
  const theirs = linesIn(bill);
  const rows = await room.database.query<OurLineRow>(
    ourLines(
      platform.id,
      day,
      theirs.filter(({ what }) => what === 'payment').map(({ channelNumber }) => channelNumber),
      theirs.filter(({ what }) => what === 'refund').map(({ number }) => number),
    ),
  );
  const ours = rows.map(({ what, channel_number: channelNumber, number, amount, of_day: isOfDay }) => ({
    what,
    channelNumber,
    number,
    amount,
    isOfDay,
  }));
  const differences = compare(ours, theirs);
  const ofDay = ours.filter(({ isOfDay }) => isOfDay);
  await room.database.transaction((transaction) =>
    transaction.commitWith([
      keepReconciliation({
        platform: platform.id,
        day,
        at: now,
        by,
        source: file === undefined ? 'fetched' : 'uploaded',
        lines: theirs.length,
        their_amount: balanceOf(theirs),
        our_lines: ofDay.length,
        our_amount: balanceOf(ofDay),
      }),
      forgetDifferences(platform.id, day, differences.map(differenceKey)),
      ...differences.map((difference) => keepDifference(newId(), platform.id, day, difference)),
    ]),
  );
}

function linesIn(bill: string) {
  try {
    return readBill(bill);
  } catch (error) {
    if (error instanceof NoBill) throw new Refused('payment/no-bill', { detail: error.message });
    throw error;
  }
}

/** What came in less what went back. */
const balanceOf = (
  lines: readonly { readonly what: 'payment' | 'refund'; readonly amount: number }[],
): number => lines.reduce((sum, { what, amount }) => (what === 'payment' ? sum + amount : sum - amount), 0);

/** 查单补记: asks the platform for the order of a difference, and deals with what it says as ever. @throws Refused */
export async function catchUp(room: Room, id: string): Promise<void> {
  const { platform } = room;
  const difference = await differenceOf(room, id);
  if (platform === undefined) throw new Refused('payment/no-platform');
  const [order] = await room.database.query<OrderRow>(
    lockOrderByNumber(difference.order_number.replace(/[QM]$/, '')),
  );
  if (order === undefined) throw new Refused('payment/not-found');
  if (order.status === 'open') return void (await lookAt(room, order, true));
  for (const success of await platform.successesOf(difference.order_number))
    await receive(room, platform.id, success);
}

/** @throws Refused */
export async function settle(room: Room, id: string, by: string, note: string): Promise<void> {
  await differenceOf(room, id);
  await room.database.query(settleDifference(id, by, note, room.now()));
}

export async function differenceOf({ database }: Pick<Room, 'database'>, id: string): Promise<DifferenceRow> {
  const [difference] = await database.query<DifferenceRow>(differenceById(id));
  if (difference === undefined) throw new Refused('payment/not-found');
  return difference;
}
