import { isEnded } from '@yizhan/engine';
import type { Room } from '../room.ts';
import { boxOf, contactsOf } from '../surveys/box.ts';
import { roundsWithBoxes } from '../surveys/surveys.sql.ts';
import { deleteBoxes, sealedBoxes } from './ballots.sql.ts';

/** Throws away boxes that nobody will open, since their application has ended, and keys without a box. Called hourly. */
export async function sweepBallots(room: Room): Promise<void> {
  // Old ones only: the first vote makes its key before its box can be seen here.
  const keys = await room.ballotKeys.listOld();
  const boxes = await room.database.query<{ readonly id: string; readonly owner: string }>(sealedBoxes());
  const statuses = await room.flow.statusesOf([...new Set(boxes.map(({ owner }) => owner))]);
  const isGone = (owner: string) => {
    const status = statuses.get(owner);
    return status === undefined || isEnded(status);
  };
  const gone = boxes.filter(({ owner }) => isGone(owner)).map(({ id }) => id);
  if (gone.length > 0) await room.database.query(deleteBoxes(gone));
  const rounds = await room.database.query<{ id: string; sealed: boolean; contacts: boolean }>(
    roundsWithBoxes(),
  );
  const kept = new Set([
    ...boxes.map(({ id }) => id).filter((id) => !gone.includes(id)),
    ...rounds.flatMap(({ id, sealed, contacts }) => [
      ...(sealed ? [boxOf(id)] : []),
      ...(contacts ? [contactsOf(id)] : []),
    ]),
  ]);
  for (const box of keys) if (!kept.has(box)) await room.ballotKeys.destroy(box);
}
