import type { Statement } from '@yizhan/database';
import type { Way } from '../platform.ts';
import type { OrderStatus, Verdict } from './verdict.ts';

export interface OrderRow {
  readonly id: string;
  readonly number: string;
  readonly job: string;
  readonly application_id: string;
  readonly service_id: string;
  readonly node: string;
  readonly item: string;
  readonly subject: string;
  readonly payer: string;
  readonly amount: number;
  readonly platform: string | null;
  readonly status: OrderStatus;
  readonly close_reason: 'time-out' | 'abandoned' | null;
  readonly opened_at: string;
  readonly due_at: string;
  readonly ended_at: string | null;
  readonly ways: Readonly<Partial<Record<Way, string>>>;
  readonly look_at: string;
  readonly tell_at: string | null;
}

const columns = `id, number, job, application_id, service_id, node, item, subject, payer, amount, platform, status, close_reason,
  opened_at, due_at, ended_at, ways, look_at, tell_at`;

/** Only where no other order is open for the thing and the job has none yet. */
export const insertOrder = (order: OrderRow): Statement => ({
  text: `
    insert into payment."order" (${columns})
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'open', null, $12, $13, null, '{}', $14, null)
    on conflict do nothing
    returning ${columns}`,
  values: [
    order.id,
    order.number,
    order.job,
    order.application_id,
    order.service_id,
    order.node,
    order.item,
    order.subject,
    order.payer,
    order.amount,
    order.platform,
    order.opened_at,
    order.due_at,
    order.look_at,
  ],
});

const orderBy = (condition: string, value: unknown, isLocked = false): Statement => ({
  text: `
    select ${columns}
    from payment."order"
    where ${condition}${isLocked ? '\n    for update' : ''}`,
  values: [value],
});

export const orderOfJob = (job: string): Statement => orderBy('job = $1', job);
export const orderById = (id: string): Statement => orderBy('id = $1', id);
export const lockOrder = (id: string): Statement => orderBy('id = $1', id, true);
export const lockOrderByNumber = (number: string): Statement => orderBy('number = $1', number, true);
export const ordersOfApplication = (application: string): Statement =>
  orderBy('application_id = $1 order by opened_at', application);

export const openOrderFor = (service: string, item: string): Statement => ({
  text: `
    select ${columns}
    from payment."order"
    where service_id = $1 and item = $2 and status = 'open'`,
  values: [service, item],
});

/** What this application has paid at the same place and not got back: it is not asked for twice. */
export const paidBefore = (application: string, node: string, payer: string): Statement => ({
  text: `
    select ${columns}
    from payment."order"
    where application_id = $1 and node = $2 and payer = $3 and status = 'paid'
      and exists (
        select
        from payment.payment
        where payment.order_id = "order".id and verdict = 'settles' and refunded = 0
      )
    order by opened_at
    for update`,
  values: [application, node, payer],
});

export const handToJob = (id: string, job: string, at: string): Statement => ({
  text: `
    update payment."order"
    set job = $2, tell_at = $3
    where id = $1`,
  values: [id, job, at],
});

export const openOrdersOf = (payer: string, now: string): Statement => ({
  text: `
    select ${columns}
    from payment."order"
    where payer = $1 and status = 'open' and due_at > $2
    order by due_at
    limit 50`,
  values: [payer, now],
});

/** The latest, whatever became of them. Rides order_payer. */
export const ordersOfPayer = (payer: string): Statement => ({
  text: `
    select ${columns}
    from payment."order"
    where payer = $1
    order by opened_at desc, id desc
    limit 20`,
  values: [payer],
});

export const keepWay = (
  id: string,
  platform: string,
  way: Way,
  address: string,
  look: string,
): Statement => ({
  text: `
    update payment."order"
    set platform = $2, ways = ways || jsonb_build_object($3::text, $4::text), look_at = least(look_at, $5)
    where id = $1 and status = 'open'
    returning id`,
  values: [id, platform, way, address, look],
});

export const settleOrder = (id: string, at: string): Statement => ({
  text: `
    update payment."order"
    set status = 'paid', ended_at = $2, tell_at = $2
    where id = $1`,
  values: [id, at],
});

export const closeOrder = (id: string, reason: 'time-out' | 'abandoned', at: string): Statement => ({
  text: `
    update payment."order"
    set status = 'closed', close_reason = $2, ended_at = $3, tell_at = $3
    where id = $1 and status = 'open'`,
  values: [id, reason, at],
});

/** An open order that wants looking after, held for a while: another worker skips it. Rides order_look. */
export const takeOrderToLook = (now: string, until: string): Statement => ({
  name: 'payment.take-order-to-look',
  text: `
    update payment."order"
    set look_at = $2
    where id = (
      select id
      from payment."order"
      where status = 'open' and look_at <= $1
      order by look_at
      limit 1
      for update skip locked
    )
    returning ${columns}`,
  values: [now, until],
});

export const lookAgain = (id: string, at: string): Statement => ({
  text: `
    update payment."order"
    set look_at = $2
    where id = $1 and status = 'open'`,
  values: [id, at],
});

/** One that has ended and of which the flow has to hear. Rides order_tell. */
export const takeOrderToTell = (now: string, until: string): Statement => ({
  name: 'payment.take-order-to-tell',
  text: `
    update payment."order"
    set tell_at = $2
    where id = (
      select id
      from payment."order"
      where tell_at <= $1
      order by tell_at
      limit 1
      for update skip locked
    )
    returning ${columns}`,
  values: [now, until],
});

export const tellAgain = (id: string, at: string): Statement => ({
  text: `
    update payment."order"
    set tell_at = $2
    where id = $1 and tell_at is not null`,
  values: [id, at],
});

export const told = (id: string): Statement => ({
  text: `
    update payment."order"
    set tell_at = null
    where id = $1`,
  values: [id],
});

export interface PaymentRow {
  readonly id: string;
  readonly order_id: string;
  readonly channel_number: string;
  readonly amount: number;
  readonly paid_at: string;
  readonly via: 'notification' | 'query';
  readonly verdict: Verdict;
  readonly refunded: number;
}

export const paymentsOf = (orders: readonly string[]): Statement => ({
  text: `
    select id, order_id, channel_number, amount, paid_at, via, verdict, refunded
    from payment.payment
    where order_id = any ($1::uuid[])
    order by known_at, id`,
  values: [orders],
});

export const insertPayment = (payment: PaymentRow, platform: string, knownAt: string): Statement => ({
  text: `
    insert into payment.payment (id, order_id, platform, channel_number, amount, paid_at, known_at, via, verdict)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
  values: [
    payment.id,
    payment.order_id,
    platform,
    payment.channel_number,
    payment.amount,
    payment.paid_at,
    knownAt,
    payment.via,
    payment.verdict,
  ],
});

/** Empty where it has come before. */
export const keepNotification = (
  platform: string,
  {
    id,
    channelNumber,
    orderNumber,
  }: { readonly id: string; readonly channelNumber: string; readonly orderNumber: string },
  at: string,
): Statement => ({
  text: `
    insert into payment.notification (platform, id, at, channel_number, order_number, outcome)
    values ($1, $2, $3, $4, $5, 'received')
    on conflict do nothing
    returning id`,
  values: [platform, id, at, channelNumber, orderNumber],
});

export const judgeNotification = (platform: string, id: string, outcome: string): Statement => ({
  text: `
    update payment.notification
    set outcome = $3
    where platform = $1 and id = $2`,
  values: [platform, id, outcome],
});

/** Draws the next number of a period and keeps its row locked until what carries it is committed. */
export const nextNumber = (period: string): Statement => ({
  name: 'payment.next-number',
  text: `
    insert into payment.counter (period, last)
    values ($1, 1)
    on conflict (period) do update set last = counter.last + 1
    returning last`,
  values: [period],
});

export interface ReceiptRow {
  readonly number: string;
  readonly order_id: string;
  readonly at: string;
  readonly code: string;
}

export const insertReceipt = ({ number, order_id, at, code }: ReceiptRow): Statement => ({
  text: `
    insert into payment.receipt (number, order_id, at, code)
    values ($1, $2, $3, $4)`,
  values: [number, order_id, at, code],
});

export const receiptsOf = (orders: readonly string[]): Statement => ({
  text: `
    select number, order_id, at, code
    from payment.receipt
    where order_id = any ($1::uuid[])`,
  values: [orders],
});

export const receiptByCode = (code: string): Statement => ({
  text: `
    select number, order_id, at, code
    from payment.receipt
    where code = $1`,
  values: [code],
});
