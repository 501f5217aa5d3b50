/**
 * 校内转账: from one or several cost cards (经费卡) to one. All legs and the voucher are one transaction, done once for each job; the
 * cards are locked in the order of their ids, and a balance never goes below nothing.
 */

import { voucherPeriod, writtenNumber } from '../numbers.ts';
import { nextNumber } from '../orders/orders.sql.ts';
import type { Room } from '../room.ts';
import {
  type CardRow,
  insertEntry,
  insertTransfer,
  lockCards,
  moveBalance,
  type TransferRow,
  transferById,
} from './cards.sql.ts';

export interface TransferWish {
  readonly job: string;
  readonly application: string;
  readonly service: string;
  readonly subject: string;
  readonly from: readonly { readonly card: string; readonly amount: number }[];
  readonly to: string;
}

export type Transferred =
  | { readonly voucher: string; readonly amount: number; readonly at: string }
  | { readonly short: string; readonly balance: number };

/** `short`: the card that has too little; nothing was moved. */
export async function transfer(room: Room, wish: TransferWish): Promise<Transferred> {
  const amounts = new Map<string, number>();
  for (const { card, amount } of wish.from) {
    if (!Number.isSafeInteger(amount) || amount <= 0)
      throw new Error(`划转金额 ${amount} 应是大于 0 的整数分`);
    if (card === wish.to) throw new Error('转出和转入是同一张经费卡');
    amounts.set(card, (amounts.get(card) ?? 0) + amount);
  }
  if (amounts.size === 0) throw new Error('没有转出的经费卡');
  const amount = [...amounts.values()].reduce((sum, each) => sum + each, 0);
  return room.database.transaction(async (transaction): Promise<Transferred> => {
    const ids = [...amounts.keys(), wish.to];
    const cards = new Map(
      (await transaction.query<CardRow>(lockCards(ids))).map((card) => [card.id, card] as const),
    );
    // Behind the locks: a twin that waited for them must find what the first has done.
    const [done] = await transaction.query<TransferRow>(transferById(wish.job));
    if (done !== undefined) return { voucher: done.voucher, amount: done.amount, at: done.at };
    const unknown = ids.find((id) => !cards.has(id));
    if (unknown !== undefined) throw new Error(`没有经费卡“${unknown}”`);
    const short = [...amounts].find(([id, out]) => (cards.get(id)?.balance ?? 0) < out)?.[0];
    if (short !== undefined) {
      const card = cards.get(short);
      return { short: `${card?.number} ${card?.name}`, balance: card?.balance ?? 0 };
    }
    const now = room.now();
    const period = voucherPeriod(now);
    const [drawn] = await transaction.query<{ last: number }>(nextNumber(period));
    const voucher = writtenNumber(period, drawn?.last ?? 0);
    const legs = [...[...amounts].map(([card, out]) => [card, -out] as const), [wish.to, amount] as const];
    await transaction.commitWith([
      insertTransfer({
        id: wish.job,
        voucher,
        application_id: wish.application,
        service_id: wish.service,
        subject: wish.subject,
        amount,
        at: now,
      }),
      ...legs.flatMap(([card, moved]) => [
        moveBalance(card, moved),
        insertEntry(wish.job, card, moved, (cards.get(card)?.balance ?? 0) + moved),
      ]),
    ]);
    return { voucher, amount, at: now };
  });
}
