import type { Statement } from '@yizhan/database';
import { v7 as newId } from 'uuid';
import { newOrderNumber } from '../numbers.ts';
import type { Room } from '../room.ts';
import { lookAt } from './look.ts';
import {
  handToJob,
  insertOrder,
  type OrderRow,
  openOrderFor,
  orderOfJob,
  type PaymentRow,
  paidBefore,
  paymentsOf,
} from './orders.sql.ts';
import { givingBack } from './receive.ts';

export interface OrderWish {
  /** Of the flow; asked again it gets the same order. */
  readonly job: string;
  readonly application: string;
  readonly service: string;
  readonly node: string;
  /** What is paid for: of one thing of a service one order is open at a time. */
  readonly item: string;
  readonly subject: string;
  readonly payer: string;
  readonly amount: number;
  readonly dueAt: string;
  /** Whether what was paid at this place before counts: an application that was sent back and comes again pays once. */
  readonly isOnce: boolean;
}

/**
 * The order of a job: there already, paid before under another job, or opened. An open one for the same thing that another job has
 * left behind is closed first; where it turns out paid, that money is dealt with as its own job's.
 */
export async function openOrder(room: Room, wish: OrderWish): Promise<OrderRow> {
  const { job } = wish;
  const [known] = await room.database.query<OrderRow>(orderOfJob(job));
  if (known !== undefined) return known;
  const [left] = await room.database.query<OrderRow>(openOrderFor(wish.service, wish.item));
  if (left !== undefined) await lookAt(room, left, false);
  if (wish.isOnce) {
    const paid = await takeOver(room, wish);
    if (paid !== undefined) return paid;
  }
  const now = room.now();
  const [opened] = await room.database.query<OrderRow>(
    insertOrder({
      id: newId(),
      number: newOrderNumber(now),
      job,
      application_id: wish.application,
      service_id: wish.service,
      node: wish.node,
      item: wish.item,
      subject: wish.subject,
      payer: wish.payer,
      amount: wish.amount,
      platform: null,
      status: 'open',
      close_reason: null,
      opened_at: now,
      due_at: wish.dueAt,
      ended_at: null,
      ways: {},
      look_at: wish.dueAt,
      tell_at: null,
    }),
  );
  if (opened !== undefined) return opened;
  const [other] = await room.database.query<OrderRow>(orderOfJob(job));
  if (other === undefined) throw new Error(`“${wish.item}”还有一张未付的订单，稍后再试`);
  return other;
}

/** Paid before: of the same amount it counts, of another it goes back. */
async function takeOver(room: Room, wish: OrderWish): Promise<OrderRow | undefined> {
  return room.database.transaction(async (transaction) => {
    const now = room.now();
    const paid = await transaction.query<OrderRow>(paidBefore(wish.application, wish.node, wish.payer));
    const [same] = paid.filter(({ amount }) => amount === wish.amount);
    const others = paid.filter((order) => order !== same);
    const payments =
      others.length === 0 ? [] : await transaction.query<PaymentRow>(paymentsOf(others.map(({ id }) => id)));
    const statements: Statement[] = [
      ...(same === undefined ? [] : [handToJob(same.id, wish.job, now)]),
      ...payments
        .filter(({ verdict, refunded }) => verdict === 'settles' && refunded === 0)
        .flatMap((payment) => givingBack(payment, 'changed', '应缴金额已变更，原款退回', now)),
    ];
    if (statements.length > 0) await transaction.commitWith(statements);
    return same && { ...same, job: wish.job };
  });
}
