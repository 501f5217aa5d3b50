import { Refused } from '@yizhan/contract';
import { v7 as newId } from 'uuid';
import { newRefundNumber } from '../numbers.ts';
import { lockOrder, type OrderRow, type PaymentRow, paymentsOf } from '../orders/orders.sql.ts';
import type { Room } from '../room.ts';
import { insertRefund, type RefundRow, refundByKey, takeFromPayment } from './refunds.sql.ts';

export interface RefundWish {
  readonly order: string;
  readonly amount: number;
  readonly reason: string;
  readonly by: string;
  readonly key: string;
}

/** 退款: some or all of what settled an order. @throws Refused `payment/not-found`, `payment/nothing-to-refund` */
export async function askRefund(
  room: Room,
  { order: id, amount, reason, by, key }: RefundWish,
): Promise<void> {
  await room.database.transaction(async (transaction) => {
    const [order] = await transaction.query<OrderRow>(lockOrder(id));
    if (order === undefined) throw new Refused('payment/not-found');
    const [asked] = await transaction.query<RefundRow>(refundByKey(key));
    if (asked !== undefined) {
      if (asked.order_id !== id || asked.amount !== amount) throw new Refused('request/key-reused');
      return;
    }
    const payments = await transaction.query<PaymentRow>(paymentsOf([id]));
    const settling = payments.find(({ verdict }) => verdict === 'settles');
    const left = settling === undefined ? 0 : settling.amount - settling.refunded;
    if (settling === undefined || amount > left)
      throw new Refused('payment/nothing-to-refund', { left: (left / 100).toFixed(2) });
    const now = room.now();
    const refund = {
      id: newId(),
      number: newRefundNumber(now),
      payment: settling.id,
      order: id,
      amount,
      cause: 'asked' as const,
      reason,
      askedBy: by,
      key,
    };
    await transaction.commitWith([insertRefund(refund, now), takeFromPayment(settling.id, amount)]);
  });
  room.wake();
}
