/** 催填: a message to whoever has not submitted, once a day at most, whoever sends it. */
import { schoolDay } from '@yizhan/flow';
import type { Room } from '../room.ts';
import { type CampaignRow, campaignsToRemind, takeReminder } from './campaigns.sql.ts';
import { type CaseRow, markReminded } from './cases.sql.ts';
import { tellMany } from './messages.sql.ts';
import { wordsOf } from './open-campaign.ts';
import { isOwed, standings } from './progress.ts';
import { type Asked, eventStatement } from './write-campaign.ts';

interface Reminder {
  readonly person: string;
  readonly name?: string;
  readonly comment?: string;
  /** Of one that goes out by itself: the day on which it was due. */
  readonly due?: string;
  /** Of one that somebody sends. */
  readonly asked?: Asked;
}

/** How many were reminded; of two who remind at once, each reminds those whom the other has not. */
export async function remindCases(
  room: Room,
  campaign: CampaignRow,
  owed: readonly CaseRow[],
  { person, name, comment, due, asked }: Reminder,
): Promise<number> {
  const version = await room.catalogue.find(campaign.service_id);
  const today = schoolDay(room.now());
  return room.database.transaction(async (transaction) => {
    if (due !== undefined) {
      const taken = await transaction.query(takeReminder(campaign.id, due, today));
      if (taken.length === 0) return 0;
    }
    const told = await transaction.query<Pick<CaseRow, 'application_id' | 'person'>>(
      markReminded(
        owed.filter(({ made_at }) => made_at !== null).map(({ application_id }) => application_id),
        today,
      ),
    );
    if (told.length > 0)
      await transaction.commitWith([
        tellMany(
          told.map((each) => ({ application: each.application_id, person: each.person })),
          {
            kind: 'campaign-reminded',
            ...wordsOf(campaign, version),
            ...(name && { by: name }),
            ...(comment && { comment }),
          },
          room.now(),
        ),
        eventStatement(
          room,
          campaign.id,
          person,
          'reminded',
          { count: told.length, left: owed.length - told.length, ...(comment && { reason: comment }) },
          asked,
        ),
      ]);
    return told.length;
  });
}

/** Nobody is woken: messages go to telephones. */
const firstHour = 8;

/**
 * The reminders that go out by themselves, so many days before a campaign closes. May run at any time and in several
 * processes at once: one that was missed while no server ran is made up for, and each goes out once.
 */
export async function remindByThemselves(room: Room): Promise<void> {
  const now = room.now();
  if (new Date(Date.parse(now) + 8 * 3_600_000).getUTCHours() < firstHour) return;
  const today = schoolDay(now);
  for (const campaign of await room.database.query<CampaignRow>(campaignsToRemind(today))) {
    const due = campaign.remind_days
      .map((days) => daysBefore(campaign.closes, days))
      .filter((day) => day <= today && day >= campaign.opens)
      .sort()
      .at(-1);
    if (due === undefined) continue;
    const owed = (await standings(room, campaign.id)).filter(isOwed);
    await remindCases(room, campaign, owed, { person: 'system', due });
  }
}

const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
