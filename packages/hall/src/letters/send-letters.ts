/**
 * Sends what is to be sent, after the commit that wanted it: at least once, each time under the same id. What fails is
 * tried again later and later, and after twelve tries becomes an incident that an administrator mends and retries.
 */
import { DatabaseUnavailable } from '@yizhan/database';
import { startWorkLoop, together, type WorkLoop } from '@yizhan/flow';
import { v7 as newId } from 'uuid';
import { composeCode } from '../guests/compose-code.ts';
import { composeLink } from '../guests/compose-link.ts';
import { composeNews } from '../guests/compose-news.ts';
import type { Room } from '../room.ts';
import { Undeliverable } from './channel.ts';
import type { Composed } from './composed.ts';
import {
  deleteLetter,
  type LetterKind,
  type LetterRow,
  letterGivenUp,
  letterLater,
  takeLetter,
} from './letters.sql.ts';

const mostTries = 12;
/** A mail server that stalls holds up no more than one of these, and that no longer than this. */
const atOnce = 3;
const patienceMs = 90_000;

type Report = (error: unknown, letter: { readonly id: string; readonly topic: string } | undefined) => void;

export const startLetters = (room: Room, report: Report): WorkLoop =>
  together(
    Array.from({ length: atOnce }, () =>
      startWorkLoop(
        () => sendOne(room, report),
        (error) => report(error, undefined),
      ),
    ),
  );

/** Undefined: it is wanted no more. */
const compose: Readonly<
  Record<LetterKind, (room: Room, letter: LetterRow) => Promise<Composed | undefined>>
> = { 'guest-link': composeLink, 'guest-code': composeCode, 'guest-news': composeNews };

/** Answers whether there was any. */
async function sendOne(room: Room, report: Report): Promise<boolean> {
  const [letter] = await room.database.query<LetterRow>(takeLetter());
  if (letter === undefined) return false;
  const { id, channel: kind, address: to } = letter;
  try {
    const composed = isTooLate(letter, room.now()) ? undefined : await compose[letter.kind](room, letter);
    if (composed !== undefined) {
      const channel = room.channels[kind];
      if (channel === undefined)
        throw new Error(`没有配置 ${kind === 'email' ? '邮件（SMTP_URL）' : '短信'}`);
      const { subject, text, brief } = composed;
      await inTime(channel.send({ id, to, subject, text: kind === 'sms' ? brief : text }));
    }
    await room.database.transaction((transaction) =>
      transaction.commitWith([
        deleteLetter(id),
        room.flow.administration.settled(id),
        ...(composed?.afterwards ?? []),
      ]),
    );
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error;
    report(error, { id, topic: letter.kind });
    await putOff(room, letter, error);
  }
  return true;
}

const isTooLate = ({ useful_until: until }: LetterRow, now: string): boolean =>
  until !== null && Date.parse(until) < Date.parse(now);

async function putOff(room: Room, letter: LetterRow, error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  const isLast = error instanceof Undeliverable || letter.attempts + 1 >= mostTries;
  if (!isLast) return void (await room.database.query(letterLater(letter.id, message)));
  const incident = letter.application_id !== null && {
    id: newId(),
    instance_id: letter.application_id,
    source: letter.id,
    element: letter.node ?? '',
    code: 'letter/undelivered',
    message,
  };
  await room.database.transaction((transaction) =>
    transaction.commitWith([
      letterGivenUp(letter.id, message),
      ...(incident === false ? [] : [room.flow.administration.opened(incident)]),
    ]),
  );
}

async function inTime(sending: Promise<void>): Promise<void> {
  const timer = new AbortController();
  const late = new Promise<never>((_resolve, reject) => {
    const id = setTimeout(() => reject(new Error('对方没有应答')), patienceMs);
    timer.signal.addEventListener('abort', () => clearTimeout(id));
  });
  try {
    await Promise.race([sending, late]);
  } finally {
    timer.abort();
    sending.catch(() => undefined);
  }
}
