import type { Statement } from '@yizhan/database';
import type { ChannelKind } from './channel.ts';

export type LetterKind = 'guest-link' | 'guest-code' | 'guest-news';

export interface NewLetter {
  readonly id: string;
  readonly channel: ChannelKind;
  readonly address: string;
  readonly kind: LetterKind;
  /** What it is made of when it leaves; nothing that lets anybody in. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly application?: string;
  readonly node?: string;
  readonly usefulUntil?: string;
}

export interface LetterRow {
  readonly id: string;
  readonly channel: ChannelKind;
  readonly address: string;
  readonly kind: LetterKind;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly application_id: string | null;
  readonly node: string | null;
  readonly useful_until: string | null;
  readonly attempts: number;
}

export const insertLetter = (letter: NewLetter, at: string): Statement => ({
  name: 'hall.insert-letter',
  text: `
    insert into hall.letter
      (id, channel, address, kind, parameters, application_id, node, useful_until, at, due_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, now())
    on conflict (id) do nothing`,
  values: [
    letter.id,
    letter.channel,
    letter.address,
    letter.kind,
    letter.parameters,
    letter.application ?? null,
    letter.node ?? null,
    letter.usefulUntil ?? null,
    at,
  ],
});

/**
 * The next letter that is due, held for longer than any attempt may take. By lease and not by lock: no connection is
 * kept while a mail server thinks. Rides letter_due.
 */
export const takeLetter = (): Statement => ({
  name: 'hall.take-letter',
  text: `
    update hall.letter
    set leased_until = now() + interval '3 minutes'
    where id = (
      select id
      from hall.letter
      where failed_at is null and due_at <= now() and (leased_until is null or leased_until < now())
      order by due_at, id
      limit 1
      for update skip locked
    )
    returning id, channel, address, kind, parameters, application_id, node, useful_until, attempts`,
});

export const deleteLetter = (id: string): Statement => ({
  name: 'hall.delete-letter',
  text: 'delete from hall.letter where id = $1',
  values: [id],
});

/** Tried again after a pause that doubles, from two seconds to an hour. */
export const letterLater = (id: string, error: string): Statement => ({
  text: `
    update hall.letter
    set attempts = attempts + 1,
      due_at = now() + least(interval '2 seconds' * power(2, attempts), interval '1 hour'),
      leased_until = null,
      error = $2
    where id = $1`,
  values: [id, error],
});

export const letterGivenUp = (id: string, error: string): Statement => ({
  text: `
    update hall.letter
    set attempts = attempts + 1, failed_at = now(), leased_until = null, error = $2
    where id = $1`,
  values: [id, error],
});

/** An administrator has mended what was in the way. */
export const reviveLetter = (id: string): Statement => ({
  text: `
    update hall.letter
    set attempts = 0, failed_at = null, leased_until = null, due_at = now()
    where id::text = $1 and failed_at is not null`,
  values: [id],
});

export const deleteLettersOf = (applications: readonly string[]): Statement => ({
  text: 'delete from hall.letter where application_id = any ($1::uuid[])',
  values: [applications],
});
