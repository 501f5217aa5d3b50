import type { Statement } from '@yizhan/database';

export type RefundCause = 'doubled' | 'late' | 'wrong-amount' | 'abandoned' | 'changed' | 'asked';

export interface RefundRow {
  readonly id: string;
  readonly number: string;
  readonly payment_id: string;
  readonly order_id: string;
  readonly amount: number;
  readonly cause: RefundCause;
  readonly reason: string;
  readonly asked_by: string | null;
  readonly at: string;
  readonly status: 'waiting' | 'accepted' | 'done' | 'stuck';
  readonly attempts: number;
  readonly done_at: string | null;
  readonly error: string | null;
}

const columns =
  'id, number, payment_id, order_id, amount, cause, reason, asked_by, at, status, attempts, done_at, error';

/** Takes the amount from what may still be given back; the table's check refuses more than came in. */
export const takeFromPayment = (payment: string, amount: number): Statement => ({
  text: `
    update payment.payment
    set refunded = refunded + $2
    where id = $1`,
  values: [payment, amount],
});

export interface NewRefund {
  readonly id: string;
  readonly number: string;
  readonly payment: string;
  readonly order: string;
  readonly amount: number;
  readonly cause: RefundCause;
  readonly reason: string;
  readonly askedBy: string | null;
  readonly key: string;
}

export const insertRefund = (refund: NewRefund, at: string): Statement => ({
  text: `
    insert into payment.refund
      (id, number, payment_id, order_id, amount, cause, reason, asked_by, key, at, status, due_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'waiting', $10)`,
  values: [
    refund.id,
    refund.number,
    refund.payment,
    refund.order,
    refund.amount,
    refund.cause,
    refund.reason,
    refund.askedBy,
    refund.key,
    at,
  ],
});

export const refundByKey = (key: string): Statement => ({
  text: `
    select ${columns}
    from payment.refund
    where key = $1`,
  values: [key],
});

export const refundsOf = (orders: readonly string[]): Statement => ({
  text: `
    select ${columns}
    from payment.refund
    where order_id = any ($1::uuid[])
    order by at, id`,
  values: [orders],
});

export interface DueRefund extends RefundRow {
  readonly channel_number: string;
  readonly total: number;
}

/** Held for a while like an order to look at. Rides refund_due. */
export const takeDueRefund = (now: string, until: string): Statement => ({
  name: 'payment.take-due-refund',
  text: `
    with taken as (
      update payment.refund
      set due_at = $2, attempts = attempts + 1
      where id = (
        select id
        from payment.refund
        where status in ('waiting', 'accepted') and due_at <= $1
        order by due_at
        limit 1
        for update skip locked
      )
      returning ${columns}
    )
    select taken.*, payment.channel_number, payment.amount as total
    from taken
    join payment.payment on payment.id = taken.payment_id`,
  values: [now, until],
});

export const refundDone = (id: string, at: string): Statement => ({
  text: `
    update payment.refund
    set status = 'done', done_at = $2, error = null
    where id = $1 and status <> 'done'`,
  values: [id, at],
});

export const refundLater = (
  id: string,
  status: 'waiting' | 'accepted' | 'stuck',
  due: string,
  error: string | null,
): Statement => ({
  text: `
    update payment.refund
    set status = $2, due_at = $3, error = $4
    where id = $1 and status <> 'done'`,
  values: [id, status, due, error],
});

/** A person has seen to it: tried again at once. */
export const retryRefund = (id: string, at: string): Statement => ({
  text: `
    update payment.refund
    set status = 'waiting', attempts = 0, due_at = $2
    where id = $1 and status = 'stuck'
    returning id`,
  values: [id, at],
});
