import type { Room } from '../room.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import { parametersOf } from '../services/settings.ts';
import { countingOf, paperSize } from './ballot.ts';
import { openBox } from './box.ts';
import { type Tally, tally } from './tally.ts';

/** 计票 of a ballot that has closed with that task. A step that was passed over has no papers. */
export async function tallyBallot(
  room: Room,
  { settings }: ServiceVersion,
  which: { readonly ballot: string; readonly task: string | undefined; readonly application: string },
): Promise<Tally> {
  const ballot = settings.ballots?.[which.ballot];
  if (ballot === undefined) throw new Error(`service.json 的 ballots 中没有“${which.ballot}”`);
  const box = { owner: which.application, ballot: which.ballot, size: paperSize(ballot) };
  const { papers, asked } =
    which.task === undefined ? { papers: [], asked: null } : await openBox(room, { ...box, id: which.task });
  return tally(countingOf(ballot, parametersOf(settings)), papers, asked);
}
