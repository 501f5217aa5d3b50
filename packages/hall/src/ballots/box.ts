/**
 * 票箱. Who casts is known to whoever calls, and what is cast is known here; the two meet in this process for as long as a
 * request takes and are written nowhere together. Papers come and go with the caller's transaction: a vote that was
 * counted has its paper, and the reverse. See README.md for what each trace could tell.
 */
import type { Statement, Transaction } from '@yizhan/database';
import { v4 as diceId } from 'uuid';
import type { Room } from '../room.ts';
import { type BoxRow, boxById, emptyBox, papersIn, putBox, voidOthers, writePapers } from './ballots.sql.ts';
import { seal, unseal } from './seal.ts';
import type { Paper } from './tally.ts';

export interface Box {
  readonly id: string;
  /** What it belongs to. */
  readonly owner: string;
  readonly ballot: string;
  /** How long a paper is. */
  readonly size: number;
}

/** The statement that puts a paper into the box; the caller must hold a lock that keeps others out meanwhile. */
export async function putIn(
  { ballotKeys }: Pick<Room, 'ballotKeys'>,
  box: Box,
  paper: Paper,
  asked: Readonly<Record<string, number>>,
  transaction: Transaction,
): Promise<Statement> {
  const [row] = await transaction.query<BoxRow>(boxById(box.id));
  const key = row === undefined ? await ballotKeys.make(box.id) : await keyOf(ballotKeys, box.id);
  const before = row?.sealed == null ? [] : unseal(box.id, key, box.size, row.sealed);
  const sealed = seal(box.id, key, box.size, [...before, paper]);
  return putBox({ id: box.id, asked: row?.asked ?? asked, sealed }, box.owner, box.ballot);
}

/**
 * Opens the box: the papers are written out at once and in no order, what was sealed is gone, and so is the key. Opened
 * again it gives the same papers. Boxes of earlier votes of the same ballot are thrown away unopened.
 */
export async function openBox(
  { database, ballotKeys }: Pick<Room, 'database' | 'ballotKeys'>,
  box: Box,
): Promise<{ readonly papers: readonly Paper[]; readonly asked: number | null }> {
  const row = await database.transaction(async (transaction) => {
    const [found] = await transaction.query<BoxRow>(boxById(box.id));
    const papers =
      found?.sealed == null
        ? undefined
        : unseal(box.id, await keyOf(ballotKeys, box.id), box.size, found.sealed);
    await transaction.commitWith([
      voidOthers(box.owner, box.ballot, box.id),
      ...(papers === undefined
        ? []
        : [
            writePapers(
              box.id,
              papers.map((paper) => ({ id: diceId(), ...paper })),
            ),
            emptyBox(box.id),
          ]),
    ]);
    return found;
  });
  await ballotKeys.destroy(box.id);
  const papers = await database.query<Paper>(papersIn(box.id));
  const asked = row && Object.values(row.asked).reduce((sum, each) => sum + each, 0);
  return { papers, asked: asked ?? null };
}

async function keyOf(keys: Room['ballotKeys'], box: string): Promise<Buffer> {
  const key = await keys.read(box);
  if (key === undefined)
    throw new Error(`票箱 ${box} 的密钥不在了，选票无法打开：请把申请跳转回投票环节，重新投票`);
  return key;
}
