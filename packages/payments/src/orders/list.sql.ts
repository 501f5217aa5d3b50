import type { Statement } from '@yizhan/database';

export type OrderState = 'open' | 'paid' | 'closed' | 'refunded' | 'attention';

export interface OrdersRequest {
  /** Of which services; null: of all. */
  readonly services: readonly string[] | null;
  readonly state: OrderState | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** In our numbers, the platform's, the receipt's or the subject. */
  readonly words: string | undefined;
  /** Payers whose names were looked for. */
  readonly payers: readonly string[];
  readonly after: readonly [at: string, id: string] | undefined;
  readonly limit: number;
}

const conditions = `
      ($1::text[] is null or service_id = any ($1))
      and case $2::text
        when 'refunded' then exists (select from payment.refund where refund.order_id = "order".id)
        when 'attention' then exists (
          select from payment.refund where refund.order_id = "order".id and (refund.status = 'stuck' or cause = 'wrong-amount' and refund.status <> 'done')
        ) or ("order".status = 'open' and due_at < now() - interval '10 minutes')
        else $2 is null or "order".status = $2
      end
      and opened_at >= coalesce($3::date, '2000-01-01')::timestamp at time zone 'Asia/Shanghai'
      and opened_at < (coalesce($4::date, '9999-01-01') + 1)::timestamp at time zone 'Asia/Shanghai'
      and ($5::text is null or "order".number like $5 or lower(subject) like $5 or payer = any ($6)
        or exists (select from payment.payment where order_id = "order".id and channel_number like $5)
        or exists (select from payment.receipt where order_id = "order".id and lower(receipt.number) like $5))`;

const valuesOf = ({ services, state, from, to, words, payers }: OrdersRequest): unknown[] => [
  services,
  state ?? null,
  from ?? null,
  to ?? null,
  words === undefined ? null : `%${words.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`,
  payers,
];

/** Newest first. Rides order_newest. */
export const ordersFor = (request: OrdersRequest): Statement => ({
  text: `
    select id, number, job, application_id, service_id, node, item, subject, payer, amount, platform, status, close_reason,
      opened_at, due_at, ended_at, ways, look_at, tell_at
    from payment."order"
    where ${conditions}
      and (opened_at, id) < ($7, $8)
    order by opened_at desc, id desc
    limit $9`,
  values: [
    ...valuesOf(request),
    request.after?.[0] ?? 'infinity',
    request.after?.[1] ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff',
    request.limit,
  ],
});

export interface SumsRow {
  readonly orders: number;
  readonly paid: number;
  readonly refunded: number;
}

/** Over all that the same filters let through: how many, what came in to stay, and what of it went back. */
export const sumsFor = (request: OrdersRequest): Statement => ({
  text: `
    select count(*)::int as orders,
      coalesce(sum(settled.amount), 0)::bigint as paid,
      coalesce(sum(settled.refunded), 0)::bigint as refunded
    from payment."order"
    left join payment.payment settled on settled.order_id = "order".id and settled.verdict = 'settles'
    where ${conditions}`,
  values: valuesOf(request),
});
