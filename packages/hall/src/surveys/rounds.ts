/**
 * 一轮调查 from its first day to its last: whom it asks, the reminders, the end. May run at any time and in several
 * processes at once; what was missed while no server ran is made up for.
 */
import { schoolDay } from '@yizhan/flow';
import { v4 as newId } from 'uuid';
import { nameOf } from '../applications/present.ts';
import { casesIn } from '../campaigns/roster.ts';
import { organisation, type Room } from '../room.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import { openingOf } from '../services/opening.ts';
import { boxOf, emptied } from './box.ts';
import type { Answers } from './paper.ts';
import { leastAnswers, type SurveySettings } from './settings.ts';
import {
  answersIn,
  askPeople,
  type BoxRow,
  closeRound,
  forgetContacts,
  insertRound,
  lockRound,
  markReminded,
  moveEnd,
  openRounds,
  type RoundRow,
  takeReminder,
  tellPeople,
} from './surveys.sql.ts';

/** A version that is a survey. */
export interface SurveyVersion extends ServiceVersion {
  readonly settings: ServiceVersion['settings'] & { readonly survey: SurveySettings };
}

export const isSurvey = (version: ServiceVersion): version is SurveyVersion =>
  version.settings.survey !== undefined;

/** So long after the end the ways to reach people are kept. */
const contactDays = 90;

export async function tendSurveys(room: Room): Promise<void> {
  const today = schoolDay(room.now());
  for (const version of await room.catalogue.current()) if (isSurvey(version)) await begin(room, version);
  for (const round of await room.database.query<RoundRow>(openRounds())) {
    if (round.closes < today) await end(room, round.id);
    else await remindByItself(room, round);
  }
  await room.database.query(forgetContacts(daysBefore(today, contactDays)));
}

/** Begins the round that is open today where nobody has begun it yet: whoever may answer is asked, and told. */
export async function begin(room: Room, version: SurveyVersion): Promise<void> {
  const opening = openingOf(version.settings.window, schoolDay(room.now()));
  const { from: opens, to: closes } = opening ?? {};
  if (opening?.state !== 'open' || opens === undefined || closes === undefined) return;
  const known = (await room.database.query<RoundRow>(openRounds())).find(
    (round) => round.service_id === version.id && round.opens === opens,
  );
  if (known !== undefined) {
    if (known.closes !== closes) await room.database.query(moveEnd(known.id, closes));
    return;
  }
  const people = (await casesIn(room, version, { by: 'audience' })).map(({ person }) => person);
  const id = newId();
  await room.database.transaction(async (transaction) => {
    const begun = await transaction.query(
      insertRound({ id, service: version.id, definition: version.definition, opens, closes }),
    );
    if (begun.length === 0) return;
    await transaction.commitWith([
      askPeople(id, people),
      tellPeople(id, people, 'survey-opened', wordsOf(version, closes), room.now()),
    ]);
  });
}

/** What is left in the box comes out, the key goes, and the owner hears that the results are there. */
async function end(room: Room, id: string): Promise<void> {
  await room.database.transaction(async (transaction) => {
    const [row] = await transaction.query<BoxRow>(lockRound(id));
    if (row === undefined || row.closed_at !== null) return;
    const version = await versionOf(room, row);
    const before = await transaction.query<Answers>(answersIn(id));
    const released = new Set(before.map(({ group }) => group));
    const least = leastAnswers(version.settings.survey);
    await transaction.commitWith([
      ...(await emptied(room, row, version.form, least, released)),
      closeRound(id, room.now()),
      tellPeople(
        id,
        await ownersOf(room, version),
        'survey-closed',
        { ...wordsOf(version, row.closes), link: `/surveys/${version.id}/results` },
        room.now(),
      ),
    ]);
  });
  // After the commit: papers that are not written out must stay readable.
  await room.ballotKeys.destroy(boxOf(id));
}

async function ownersOf(room: Room, { settings }: SurveyVersion): Promise<readonly string[]> {
  const directory = await organisation(room);
  const owners = directory.unitAdministratorsOf(settings.owner.unit);
  return owners.length > 0 ? owners : directory.administrators();
}

/** Nobody is woken: messages go to telephones. */
const firstHour = 8;

async function remindByItself(room: Room, round: RoundRow): Promise<void> {
  const now = room.now();
  if (new Date(Date.parse(now) + 8 * 3_600_000).getUTCHours() < firstHour) return;
  const today = schoolDay(now);
  const { remind = [] } = (await versionOf(room, round)).settings.survey;
  const due = remind
    .map((days) => daysBefore(round.closes, days))
    .filter((day) => day <= today && day > round.opens)
    .sort()
    .at(-1);
  if (due !== undefined && (round.reminded === null || round.reminded < due))
    await remindRound(room, round, due);
}

/** 催填: those who have not answered, once a day at most; how many there were. */
export async function remindRound(room: Room, round: RoundRow, due?: string): Promise<number> {
  const version = await versionOf(room, round);
  return room.database.transaction(async (transaction) => {
    if (due !== undefined && (await transaction.query(takeReminder(round.id, due))).length === 0) return 0;
    const told = await transaction.query<{ person: string }>(markReminded(round.id, schoolDay(room.now())));
    await transaction.commitWith([
      tellPeople(
        round.id,
        told.map(({ person }) => person),
        'survey-reminded',
        wordsOf(version, round.closes),
        room.now(),
      ),
    ]);
    return told.length;
  });
}

/** The questionnaire of a round, which stays as it was when it began. */
export async function versionOf(room: Room, { definition_id }: RoundRow): Promise<SurveyVersion> {
  const version = (await room.catalogue.byDefinition([definition_id])).get(definition_id);
  if (version === undefined || !isSurvey(version)) throw new Error(`${definition_id} is no survey`);
  return version;
}

const wordsOf = (version: SurveyVersion, closes: string) => ({
  link: `/surveys/${version.id}`,
  service: nameOf(version),
  closes,
});

const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
