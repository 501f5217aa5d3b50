import type { Statement } from '@yizhan/database';

export interface CardRow {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly unit_id: string;
  readonly leader: string | null;
  readonly purposes: readonly string[];
  readonly balance: number;
}

const columns = 'id, number, name, unit_id, leader, purposes, balance';

/** A balance that has moved is not put back. */
export const keepCard = (card: CardRow): Statement => ({
  text: `
    insert into payment.card (${columns})
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (id) do update set number = excluded.number, name = excluded.name, unit_id = excluded.unit_id,
      leader = excluded.leader, purposes = excluded.purposes`,
  values: [card.id, card.number, card.name, card.unit_id, card.leader, card.purposes, card.balance],
});

/** Of these units, or whose leader the person is; by number. */
export const cardsFor = (
  units: readonly string[],
  person: string,
  words: string,
  after: string,
  limit: number,
): Statement => ({
  text: `
    select ${columns}
    from payment.card
    where (unit_id = any ($1) or leader = $2) and position(lower($3) in lower(number || ' ' || name)) > 0 and number > $4
    order by number
    limit $5`,
  values: [units, person, words, after, limit],
});

export const cardsByIds = (ids: readonly string[]): Statement => ({
  text: `
    select ${columns}
    from payment.card
    where id = any ($1)`,
  values: [ids],
});

/** In the order of their ids: two transfers over the same cards wait for one another and never in a ring. */
export const lockCards = (ids: readonly string[]): Statement => ({
  text: `
    select ${columns}
    from payment.card
    where id = any ($1)
    order by id
    for update`,
  values: [ids],
});

export const moveBalance = (card: string, amount: number): Statement => ({
  text: `
    update payment.card
    set balance = balance + $2
    where id = $1`,
  values: [card, amount],
});

export interface TransferRow {
  readonly id: string;
  readonly voucher: string;
  readonly application_id: string;
  readonly service_id: string;
  readonly subject: string;
  readonly amount: number;
  readonly at: string;
}

const transferColumns = 'id, voucher, application_id, service_id, subject, amount, at';

export const transferById = (id: string): Statement => ({
  text: `
    select ${transferColumns}
    from payment.transfer
    where id = $1`,
  values: [id],
});

export const insertTransfer = (transfer: TransferRow): Statement => ({
  text: `
    insert into payment.transfer (${transferColumns})
    values ($1, $2, $3, $4, $5, $6, $7)`,
  values: [
    transfer.id,
    transfer.voucher,
    transfer.application_id,
    transfer.service_id,
    transfer.subject,
    transfer.amount,
    transfer.at,
  ],
});

export const insertEntry = (transfer: string, card: string, amount: number, balance: number): Statement => ({
  text: `
    insert into payment.entry (transfer_id, card_id, amount, balance)
    values ($1, $2, $3, $4)`,
  values: [transfer, card, amount, balance],
});

export interface TransferListed extends TransferRow {
  readonly entries: readonly { readonly number: string; readonly name: string; readonly amount: number }[];
}

export const transfersOf = (
  services: readonly string[] | null,
  after: readonly [at: string, id: string] | undefined,
  limit: number,
): Statement => ({
  text: `
    select ${transferColumns}, (
      select json_agg(json_build_object('number', card.number, 'name', card.name, 'amount', entry.amount) order by entry.amount)
      from payment.entry
      join payment.card on card.id = entry.card_id
      where entry.transfer_id = transfer.id
    ) as entries
    from payment.transfer
    where ($1::text[] is null or service_id = any ($1)) and (at, id) < ($2, $3)
    order by at desc, id desc
    limit $4`,
  values: [services, after?.[0] ?? 'infinity', after?.[1] ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff', limit],
});
