/**
 * 答卷箱. A paper lies sealed with others before it can be read, and comes out with at least four of them by lot (`release`), so that neither the row, nor the transaction, nor the moment at which it appears is one person's. The
 * caller holds the round's row, which keeps others out of the box.
 */
import type { Statement } from '@yizhan/database';
import type { CompiledForm, FormData } from '@yizhan/forms';
import { v4 as diceId } from 'uuid';
import { seal, unseal } from '../ballots/seal.ts';
import type { Paper } from '../ballots/tally.ts';
import type { Room } from '../room.ts';
import { type Answers, sizeOf } from './paper.ts';
import { release, releaseLast } from './release.ts';
import { type BoxRow, putSealed, writeAnswers } from './surveys.sql.ts';

export const boxOf = (round: string): string => `survey-${round}`;
export const contactsOf = (round: string): string => `survey-contacts-${round}`;

/** How long a way to reach somebody is at most: a handful of short fields. */
const contactSize = 2048;

export async function putIn(
  { ballotKeys }: Pick<Room, 'ballotKeys'>,
  { id, sealed, contacts }: BoxRow,
  form: CompiledForm,
  least: number,
  paper: Answers,
  contact: FormData | undefined,
): Promise<readonly Statement[]> {
  const key = await keyOf(ballotKeys, boxOf(id), sealed);
  const size = sizeOf(form);
  const before = sealed === null ? [] : unseal(boxOf(id), key, size, sealed);
  const { out, kept } = release([...before.map(answersOf), paper], least);
  const reachable = contact && (await withContact(ballotKeys, id, contacts, contact));
  return [
    ...(out.length > 0 ? [writeAnswers(id, out.map(asRow))] : []),
    putSealed(id, seal(boxOf(id), key, size, kept.map(paperOf)), reachable ?? null),
  ];
}

/** What is left at the end of a round, as rows; nothing where there were too few in all. */
export async function emptied(
  { ballotKeys }: Pick<Room, 'ballotKeys'>,
  { id, sealed }: BoxRow,
  form: CompiledForm,
  least: number,
  released: ReadonlySet<string>,
): Promise<readonly Statement[]> {
  if (sealed === null) return [];
  const key = await keyOf(ballotKeys, boxOf(id), sealed);
  const papers = unseal(boxOf(id), key, sizeOf(form), sealed).map(answersOf);
  const out = releaseLast(papers, least, released);
  return out.length === 0 ? [] : [writeAnswers(id, out.map(asRow))];
}

/** In an order that says nothing. */
export async function openContacts(
  { ballotKeys }: Pick<Room, 'ballotKeys'>,
  round: string,
  contacts: Buffer | null,
): Promise<readonly FormData[]> {
  const key = await ballotKeys.read(contactsOf(round));
  if (contacts === null || key === undefined) return [];
  return unseal(contactsOf(round), key, contactSize, contacts).map(({ answers }) => answers);
}

async function withContact(
  keys: Room['ballotKeys'],
  round: string,
  contacts: Buffer | null,
  contact: FormData,
): Promise<Buffer> {
  const box = contactsOf(round);
  const key = await keyOf(keys, box, contacts);
  const before = contacts === null ? [] : unseal(box, key, contactSize, contacts);
  return seal(box, key, contactSize, [...before, { voters: '', answers: contact }]);
}

const paperOf = ({ group, answers }: Answers): Paper => ({ voters: group, answers });
const answersOf = ({ voters, answers }: Paper): Answers => ({ group: voters, answers });
const asRow = (answers: Answers) => ({ id: diceId(), ...answers });

async function keyOf(keys: Room['ballotKeys'], box: string, sealed: Buffer | null): Promise<Buffer> {
  const key = sealed === null ? await keys.make(box) : await keys.read(box);
  if (key === undefined) throw new Error(`答卷箱 ${box} 的密钥不在了，箱里的答卷无法打开`);
  return key;
}
