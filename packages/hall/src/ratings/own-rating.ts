import type { OwnRating } from '@yizhan/contract';
import type { Instance } from '@yizhan/flow';
import { organisation, type Room } from '../room.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import type { Viewer } from '../viewer.ts';
import { type RatingRow, ratingOf } from './ratings.sql.ts';

const aDay = 86_400_000;
const changeableDays = 7;

/** Ratings that were first given before then stay as they are. */
export const changeableSince = (now: string): string =>
  new Date(Date.parse(now) - changeableDays * aDay).toISOString();

/** Whether it went its way to the end: what was cancelled or terminated nobody has dealt with. */
export const isRateable = ({ status }: Pick<Instance['row'], 'status'>): boolean =>
  status === 'approved' || status === 'rejected';

export const ratingMode = ({ settings }: ServiceVersion): 'named' | 'anonymous' | 'off' =>
  settings.rating ?? 'named';

/** What the applicant is asked, or has said; undefined where there is nothing to rate, and to everybody else. */
export async function ownRating(
  room: Room,
  viewer: Viewer,
  { row }: Instance,
  version: ServiceVersion,
): Promise<OwnRating | undefined> {
  const mode = ratingMode(version);
  if (viewer.id !== row.applicant || !isRateable(row) || mode === 'off') return undefined;
  const [rating] = await room.database.query<RatingRow>(ratingOf(row.id));
  const anonymous = mode === 'anonymous';
  if (rating === undefined) return { offered: true, anonymous };
  const directory = await organisation(room);
  return {
    offered: rating.rated_at >= changeableSince(room.now()),
    anonymous,
    grade: rating.grade,
    ...(rating.reason !== null && { reason: rating.reason }),
    ratedAt: rating.rated_at,
    until: new Date(Date.parse(rating.rated_at) + changeableDays * aDay).toISOString(),
    ...(rating.answer !== null &&
      rating.answered_at !== null && {
        // The office answers, not the person who happened to write.
        answer: {
          text: rating.answer,
          by: directory.unit(version.settings.owner.unit)?.name ?? '',
          at: rating.answered_at,
        },
      }),
  };
}
