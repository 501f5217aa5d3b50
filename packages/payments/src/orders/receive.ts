/**
 * Money that has come in is written down here and nowhere else, in one transaction behind the order's lock: the payment, what it does
 * to the order, the receipt with its number, and what is to be given back. A notification that comes twice, and an answer to our
 * question that says the same, find the payment there.
 */
import { randomBytes } from 'node:crypto';
import type { Statement, Transaction } from '@yizhan/database';
import { v7 as newId } from 'uuid';
import { newRefundNumber, orderNumberIn, receiptPeriod, writtenNumber } from '../numbers.ts';
import { NotGenuine, type Notification, type Success } from '../platform.ts';
import { insertRefund, type RefundCause, takeFromPayment } from '../refunds/refunds.sql.ts';
import type { Room } from '../room.ts';
import {
  insertPayment,
  insertReceipt,
  judgeNotification,
  keepNotification,
  lockOrderByNumber,
  nextNumber,
  type OrderRow,
  type PaymentRow,
  paymentsOf,
  settleOrder,
} from './orders.sql.ts';
import { type Verdict, verdictOn } from './verdict.ts';

export type Received = Verdict | 'known' | 'repeated' | 'unknown-order';

export async function receive(
  room: Room,
  platform: string,
  success: Success,
  notification?: Notification,
): Promise<Received> {
  const received = await room.database.transaction(async (transaction): Promise<Received> => {
    const now = room.now();
    const number = ourNumber(success.orderNumber);
    const [order] = number === undefined ? [] : await transaction.query<OrderRow>(lockOrderByNumber(number));
    if (notification !== undefined) {
      const kept = await transaction.query(keepNotification(platform, notification, now));
      if (kept.length === 0) return 'repeated';
    }
    const judged = (outcome: Received): readonly Statement[] =>
      notification === undefined ? [] : [judgeNotification(platform, notification.id, outcome)];
    if (order === undefined) {
      await transaction.commitWith(judged('unknown-order'));
      return 'unknown-order';
    }
    const payments = await transaction.query<PaymentRow>(paymentsOf([order.id]));
    const verdict = verdictOn(
      {
        amount: order.amount,
        status: order.status,
        payments: payments.map(({ channel_number: channelNumber, ...payment }) => ({
          ...payment,
          channelNumber,
        })),
      },
      success,
    );
    if (verdict === undefined) {
      await transaction.commitWith(judged('known'));
      return 'known';
    }
    const payment: PaymentRow = {
      id: newId(),
      order_id: order.id,
      channel_number: success.channelNumber,
      amount: success.amount,
      paid_at: success.paidAt,
      via: notification === undefined ? 'query' : 'notification',
      verdict,
      refunded: 0,
    };
    const consequences =
      verdict === 'settles'
        ? await settling(transaction, order, now)
        : givingBack(payment, verdict, reasons[verdict], now);
    await transaction.commitWith([
      insertPayment(payment, platform, now),
      ...consequences,
      ...judged(verdict),
    ]);
    return verdict;
  });
  room.wake();
  return received;
}

const reasons: Readonly<Record<Exclude<Verdict, 'settles'>, string>> = {
  doubled: '重复支付，自动退回',
  late: '订单已关闭后才支付，自动退回',
  'wrong-amount': '支付金额与订单不符，自动退回',
};

function ourNumber(number: string): string | undefined {
  try {
    return orderNumberIn(number);
  } catch (error) {
    if (error instanceof NotGenuine) return undefined;
    throw error;
  }
}

/** The number is drawn last of all, so that others wait for it as short as can be. */
async function settling(
  transaction: Transaction,
  order: OrderRow,
  now: string,
): Promise<readonly Statement[]> {
  const period = receiptPeriod(now);
  const [drawn] = await transaction.query<{ last: number }>(nextNumber(period));
  const receipt = {
    number: writtenNumber(period, drawn?.last ?? 0),
    order_id: order.id,
    at: now,
    code: randomBytes(16).toString('hex'),
  };
  return [settleOrder(order.id, now), insertReceipt(receipt)];
}

/** All of a payment; its own id is the key, for it goes back whole once at most. */
export const givingBack = (
  payment: Pick<PaymentRow, 'id' | 'order_id' | 'amount'>,
  cause: RefundCause,
  reason: string,
  now: string,
): readonly Statement[] => [
  insertRefund(
    {
      id: newId(),
      number: newRefundNumber(now),
      payment: payment.id,
      order: payment.order_id,
      amount: payment.amount,
      cause,
      reason,
      askedBy: null,
      key: `all of ${payment.id}`,
    },
    now,
  ),
  takeFromPayment(payment.id, payment.amount),
];
