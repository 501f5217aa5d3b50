import { type OwnRating, type RatingWish, Refused } from '@yizhan/contract';
import type { Instance } from '@yizhan/flow';
import type { Directory } from '@yizhan/identity';
import { v4 as newId } from 'uuid';
import { nameOf } from '../applications/present.ts';
import { versionOf } from '../applications/version-of.ts';
import { openNameBook } from '../names.ts';
import { insertOwnNotification } from '../notifications/notifications.sql.ts';
import { organisation, type Room } from '../room.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import { countApplication } from '../statistics/count-application.ts';
import { gradeFact } from '../statistics/facts.sql.ts';
import type { Viewer } from '../viewer.ts';
import { changeableSince, isRateable, ownRating, ratingMode } from './own-rating.ts';
import { writeRating } from './ratings.sql.ts';

/** Those grades want a reason, and an answer of the owner. */
const lowest = 2;

/**
 * 评价: the applicant's, of what has gone its way to the end; once, and changeable for a week.
 * @throws Refused
 */
export async function rateApplication(
  room: Room,
  viewer: Viewer,
  id: string,
  { grade, reason: words = '' }: RatingWish,
): Promise<OwnRating> {
  const instance = await room.flow.instance(id);
  const { row } = instance;
  if (viewer.id !== row.applicant) throw new Refused('application/not-found');
  const version = await versionOf(room, instance);
  if (ratingMode(version) === 'off') throw new Refused('rating/not-offered');
  if (!isRateable(row)) throw new Refused('rating/not-ended');
  const reason = words.trim() || null;
  if (grade <= lowest && reason === null) throw new Refused('rating/reason-required');
  const now = room.now();
  await room.database.transaction(async (transaction) => {
    const rating = {
      id: newId(),
      application_id: id,
      service_id: row.key,
      person: viewer.id,
      grade,
      reason,
      at: now,
    };
    const [written] = await transaction.query<{ changed: boolean }>(
      writeRating(rating, changeableSince(now)),
    );
    if (written === undefined) throw new Refused('rating/too-late');
    if (!written.changed) return;
    // The worker may not have come to it yet, and a grade needs its row.
    await countApplication(room, instance, transaction);
    await transaction.query(gradeFact(id, grade, now));
    if (grade <= lowest) await tellOwners(room, instance, version, reason, transaction);
  });
  const own = await ownRating(room, viewer, instance, version);
  if (own === undefined) throw new Error(`the rating of ${id} has gone`);
  return own;
}

/** Who looks after a service: 单位管理员 of its owner, else those who look after everything. */
const ownersOf = (directory: Directory, unit: string): readonly string[] => {
  const owners = directory.unitAdministratorsOf(unit);
  return owners.length > 0 ? owners : directory.administrators();
};

async function tellOwners(
  room: Room,
  { row }: Instance,
  version: ServiceVersion,
  reason: string | null,
  transaction: Parameters<typeof countApplication>[2] & object,
): Promise<void> {
  const directory = await organisation(room);
  const isNamed = ratingMode(version) === 'named';
  const names = await openNameBook(room.database, directory, [row.applicant]);
  for (const person of ownersOf(directory, version.settings.owner.unit).filter(
    (each) => each !== row.applicant,
  ))
    await transaction.query(
      insertOwnNotification(
        {
          id: newId(),
          person,
          kind: 'rated-low',
          application: row.id,
          link: '/statistics/ratings',
          parameters: {
            service: nameOf(version),
            title: '',
            number: isNamed ? row.business_key : null,
            applicant: isNamed ? names.person(row.applicant).name : '',
            ...(reason !== null && { comment: reason }),
          },
        },
        room.now(),
      ),
    );
}
