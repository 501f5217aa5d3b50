import type { Statement } from '@yizhan/database';
import type { Difference, DifferenceKind } from './compare.ts';

export interface OurLineRow {
  readonly what: 'payment' | 'refund';
  readonly channel_number: string;
  readonly number: string;
  readonly amount: number;
  readonly of_day: boolean;
}

/** Of a day at the school, and besides what has one of these numbers. */
export const ourLines = (
  platform: string,
  day: string,
  channelNumbers: readonly string[],
  refundNumbers: readonly string[],
): Statement => ({
  text: `
    with day as (
      select $2::date::timestamp at time zone 'Asia/Shanghai' as first,
        ($2::date + 1)::timestamp at time zone 'Asia/Shanghai' as after
    )
    select 'payment' as what, channel_number, "order".number, payment.amount,
      paid_at >= day.first and paid_at < day.after as of_day
    from payment.payment
    join payment."order" on "order".id = order_id
    cross join day
    where payment.platform = $1
      and ((paid_at >= day.first and paid_at < day.after) or channel_number = any ($3))
    union all
    select 'refund', payment.channel_number, refund.number, refund.amount,
      done_at >= day.first and done_at < day.after
    from payment.refund
    join payment.payment on payment.id = payment_id
    cross join day
    where payment.platform = $1 and refund.status = 'done'
      and ((done_at >= day.first and done_at < day.after) or refund.number = any ($4))`,
  values: [platform, day, channelNumbers, refundNumbers],
});

export interface ReconciliationRow {
  readonly platform: string;
  readonly day: string;
  readonly at: string;
  readonly by: string;
  readonly source: 'fetched' | 'uploaded';
  readonly lines: number;
  readonly their_amount: number;
  readonly our_lines: number;
  readonly our_amount: number;
}

/** Done anew, a day's reconciliation takes the place of the one before. */
export const keepReconciliation = (row: ReconciliationRow): Statement => ({
  text: `
    insert into payment.reconciliation (platform, day, at, by, source, lines, their_amount, our_lines, our_amount)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (platform, day) do update set at = excluded.at, by = excluded.by, source = excluded.source,
      lines = excluded.lines, their_amount = excluded.their_amount, our_lines = excluded.our_lines,
      our_amount = excluded.our_amount`,
  values: [
    row.platform,
    row.day,
    row.at,
    row.by,
    row.source,
    row.lines,
    row.their_amount,
    row.our_lines,
    row.our_amount,
  ],
});

/** What somebody has settled stays as a record, for as long as the difference is there. */
export const forgetDifferences = (platform: string, day: string, keep: readonly string[]): Statement => ({
  text: `
    delete from payment.difference
    where platform = $1 and day = $2 and not (kind || ' ' || what || ' ' || channel_number = any ($3))`,
  values: [platform, day, keep],
});

export const differenceKey = ({ kind, what, channelNumber }: Difference): string =>
  `${kind} ${what} ${channelNumber}`;

export const keepDifference = (
  id: string,
  platform: string,
  day: string,
  difference: Difference,
): Statement => ({
  text: `
    insert into payment.difference (id, platform, day, kind, what, channel_number, order_number, ours, theirs)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (platform, day, kind, what, channel_number) do update set ours = excluded.ours, theirs = excluded.theirs`,
  values: [
    id,
    platform,
    day,
    difference.kind,
    difference.what,
    difference.channelNumber,
    difference.number,
    difference.ours,
    difference.theirs,
  ],
});

export interface DifferenceRow {
  readonly id: string;
  readonly platform: string;
  readonly day: string;
  readonly kind: DifferenceKind;
  readonly what: 'payment' | 'refund';
  readonly channel_number: string;
  readonly order_number: string;
  readonly ours: number | null;
  readonly theirs: number | null;
  readonly settled_at: string | null;
  readonly settled_by: string | null;
  readonly note: string | null;
}

const columns =
  'id, platform, day::text as day, kind, what, channel_number, order_number, ours, theirs, settled_at, settled_by, note';

export const differencesOf = (platform: string, day: string): Statement => ({
  text: `
    select ${columns}
    from payment.difference
    where platform = $1 and day = $2
    order by settled_at is not null, kind, channel_number`,
  values: [platform, day],
});

export const differenceById = (id: string): Statement => ({
  text: `
    select ${columns}
    from payment.difference
    where id = $1`,
  values: [id],
});

export const settleDifference = (id: string, by: string, note: string, at: string): Statement => ({
  text: `
    update payment.difference
    set settled_at = $4, settled_by = $2, note = $3
    where id = $1 and settled_at is null`,
  values: [id, by, note, at],
});

export interface ReconciledRow extends ReconciliationRow {
  readonly open: number;
  readonly settled: number;
}

/** Newest days first, with how many differences stand open. */
export const reconciliations = (before: string, limit: number, day?: string): Statement => ({
  text: `
    select platform, day::text as day, at, by, source, lines, their_amount, our_lines, our_amount,
      (
        select count(*)::int
        from payment.difference
        where difference.platform = reconciliation.platform and difference.day = reconciliation.day and settled_at is null
      ) as open,
      (
        select count(*)::int
        from payment.difference
        where difference.platform = reconciliation.platform and difference.day = reconciliation.day and settled_at is not null
      ) as settled
    from payment.reconciliation
    where day < $1::date and ($3::date is null or day = $3)
    order by day desc
    limit $2`,
  values: [before, limit, day ?? null],
});
