import type { Flow } from '@yizhan/flow';
import { deleteAnnouncementsOf } from '../announcements/announcements.sql.ts';
import { releaseAllOf } from '../attachments/attachments.sql.ts';
import { deleteBoxesOf } from '../ballots/ballots.sql.ts';
import { deleteBookingsOf } from '../bookings/bookings.sql.ts';
import { forgetCases } from '../campaigns/cases.sql.ts';
import { deleteGuestsOf } from '../guests/guests.sql.ts';
import { deleteLettersOf } from '../letters/letters.sql.ts';
import { deleteNotificationsOf } from '../notifications/notifications.sql.ts';
import { deleteCodesOf } from '../printing/verification.sql.ts';
import { deleteRatingsOf } from '../ratings/ratings.sql.ts';
import { deleteRegistrationsOf } from '../registrations/registrations.sql.ts';
import type { Room } from '../room.ts';
import { forgetReasonsOf } from '../statistics/facts.sql.ts';

/** Where a service says nothing (`retentionYears`): as long as ordinary files of an office (定期十年). */
const usualYears = 10;

/**
 * Deletes ended applications that their service keeps no longer: instance, history, notifications, rating. Their files become
 * loose and go with the next `removeLooseAttachments`, row first and then bytes.
 */
export async function forgetEnded(room: Room): ReturnType<Flow['forgetEnded']> {
  const services = await room.catalogue.current();
  const years = new Map(services.map(({ id, settings }) => [id, settings.retentionYears]));
  return room.flow.forgetEnded({
    yearsOf: (key) => years.get(key) ?? usualYears,
    alongside: (applications) => [
      releaseAllOf(applications),
      deleteNotificationsOf(applications),
      deleteCodesOf(applications),
      deleteLettersOf(applications),
      deleteGuestsOf(applications),
      deleteBoxesOf(applications),
      forgetCases(applications),
      deleteRatingsOf(applications),
      forgetReasonsOf(applications),
      deleteBookingsOf(applications),
      deleteAnnouncementsOf(applications),
      deleteRegistrationsOf(applications),
    ],
  });
}
