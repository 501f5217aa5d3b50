import { type Rating, Refused } from '@yizhan/contract';
import { cursorOf, isUuid, type ListRequest, readCursor, schoolDay } from '@yizhan/flow';
import { v4 as newId } from 'uuid';
import { type Administrator, servicesAskedFor, servicesOf } from '../administration/administrator.ts';
import { nameOf } from '../applications/present.ts';
import { insertOwnNotification } from '../notifications/notifications.sql.ts';
import { organisation, type Room } from '../room.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import { ratingMode } from './own-rating.ts';
import { answerRating, type RatingRow, ratingById, ratingsTo } from './ratings.sql.ts';

export interface RatingListRequest extends ListRequest {
  readonly box: 'toAnswer' | 'all';
  readonly service: string | undefined;
}

/** What applicants have said of the services that he looks after, the newest first. */
export async function listRatings(
  room: Room,
  administrator: Administrator,
  { box, service, limit, cursor }: RatingListRequest,
): Promise<{ items: Rating[]; next?: string }> {
  const keys = await servicesAskedFor(room, administrator, service);
  const rows = await room.database.query<RatingRow>(ratingsTo(keys, box, readCursor(cursor), limit + 1));
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: await entries(room, page),
    ...(rows.length > limit && last !== undefined && { next: cursorOf(last.changed_at, last.id) }),
  };
}

/**
 * The owner answers, and the applicant is told. Nobody answers himself.
 * @throws Refused
 */
export async function answerRatingOf(
  room: Room,
  administrator: Administrator,
  id: string,
  words: string,
): Promise<Rating> {
  const rating = await ratingFor(room, administrator, id);
  const answer = words.trim();
  if (answer === '') throw new Refused('rating/answer-required');
  if (rating.person === administrator.id) throw new Refused('administration/own-application');
  const now = room.now();
  const version = await currentOf(room, rating.service_id);
  await room.database.transaction(async (transaction) => {
    const answered = await transaction.query(answerRating(id, answer, administrator.id, now));
    if (answered.length === 0) return;
    await transaction.query(
      insertOwnNotification(
        {
          id: newId(),
          person: rating.person,
          kind: 'rating-answered',
          application: rating.application_id,
          link: `/applications/${rating.application_id}`,
          parameters: { service: nameOf(version), title: '', number: null, applicant: '', comment: answer },
        },
        now,
      ),
    );
  });
  const [entry] = await entries(room, [await ratingFor(room, administrator, id)]);
  if (entry === undefined) throw new Refused('rating/not-found');
  return entry;
}

async function ratingFor(room: Room, administrator: Administrator, id: string): Promise<RatingRow> {
  const [rating] = isUuid(id) ? await room.database.query<RatingRow>(ratingById(id)) : [];
  const keys = await servicesOf(room, administrator);
  if (rating === undefined || (keys !== null && !keys.includes(rating.service_id)))
    throw new Refused('rating/not-found');
  return rating;
}

const currentOf = (room: Room, service: string): Promise<ServiceVersion> => room.catalogue.find(service);

/** Of an anonymous one nothing that leads to its application. */
async function entries(room: Room, rows: readonly RatingRow[]): Promise<Rating[]> {
  const current = new Map((await room.catalogue.current()).map((version) => [version.id, version]));
  const directory = await organisation(room);
  const isNamed = ({ service_id }: RatingRow) => {
    const version = current.get(service_id);
    return version !== undefined && ratingMode(version) === 'named';
  };
  const numbers = await room.flow.standingsOf(rows.filter(isNamed).map((row) => row.application_id));
  return rows.map((row) => {
    const version = current.get(row.service_id);
    const isToAnswer = row.grade <= 2 && (row.answered_at === null || row.answered_at < row.changed_at);
    return {
      id: row.id,
      service: { id: row.service_id, name: version === undefined ? { zh: row.service_id } : nameOf(version) },
      grade: row.grade,
      ...(row.reason !== null && { reason: row.reason }),
      day: schoolDay(row.changed_at),
      ...(isNamed(row) && {
        application: {
          id: row.application_id,
          number: numbers.get(row.application_id)?.business_key ?? null,
        },
      }),
      toAnswer: isToAnswer,
      ...(row.answer !== null &&
        row.answered_at !== null && {
          answer: {
            text: row.answer,
            by: directory.unit(version?.settings.owner.unit ?? '')?.name ?? '',
            at: row.answered_at,
          },
        }),
    };
  });
}
