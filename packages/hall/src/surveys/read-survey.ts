import {
  type OwedSurveys,
  Refused,
  type SurveyDetail,
  type SurveySummary,
  type Text,
} from '@yizhan/contract';
import { schoolDay } from '@yizhan/flow';
import { evaluateForm, projectDocument } from '@yizhan/forms';
import { type Administrator, servicesOf } from '../administration/administrator.ts';
import { nameOf } from '../applications/present.ts';
import { formContext, organisation, type Room } from '../room.ts';
import { refuseOutsiders } from '../services/audience.ts';
import { parametersOf } from '../services/settings.ts';
import { inBothLanguages } from '../services/words.ts';
import { calendarOf } from '../tasks/read-task.ts';
import type { Viewer } from '../viewer.ts';
import { begin, isSurvey, remindRound, type SurveyVersion, versionOf } from './rounds.ts';
import { leastAnswers } from './settings.ts';
import { countsOf, type RoundRow, roundsOf, roundsOwedBy, standingIn } from './surveys.sql.ts';

/** @throws Refused `service/not-found` */
export async function surveyOf(room: Room, service: string): Promise<SurveyVersion> {
  const version = await room.catalogue.find(service);
  if (!isSurvey(version)) throw new Refused('service/not-found');
  return version;
}

/** The round that is open. @throws Refused `survey/closed` */
export async function roundNow(
  room: Room,
  service: string,
): Promise<{ readonly current: SurveyVersion; readonly round: RoundRow }> {
  const current = await surveyOf(room, service);
  await begin(room, current);
  const today = schoolDay(room.now());
  const round = (await room.database.query<RoundRow>(roundsOf([service]))).find(
    ({ opens, closes, closed_at }) => closed_at === null && opens <= today && today <= closes,
  );
  if (round === undefined) throw new Refused('survey/closed');
  return { current, round };
}

/** The questionnaire, as long as it can be answered, and how the viewer stands to it. @throws Refused */
export async function readSurvey(room: Room, viewer: Viewer, service: string): Promise<SurveyDetail> {
  const current = await surveyOf(room, service);
  await refuseOutsiders(room, current, viewer);
  const directory = await organisation(room);
  const owner = directory.unit(current.settings.owner.unit);
  const about = {
    service: { id: current.id, name: nameOf(current) },
    owner: { unit: owner?.name ?? '', phone: owner?.phone ?? '' },
    purpose: {
      zh: current.settings.purpose,
      ...(current.settings.purposeEn && { en: current.settings.purposeEn }),
    },
    least: leastAnswers(current.settings.survey),
  };
  const { round } = await roundNow(room, service).catch((error: unknown) => {
    if (error instanceof Refused && error.code === 'survey/closed') return { round: undefined };
    throw error;
  });
  if (round === undefined)
    return { ...about, state: 'closed', results: await seesResults(room, viewer, current) };
  const [standing] = await room.database.query<{ answered_on: string | null }>(
    standingIn(round.id, viewer.id),
  );
  const days = { opens: round.opens, closes: round.closes };
  if (standing?.answered_on != null) return { ...about, ...days, state: 'answered', results: false };
  const version = await versionOf(room, round);
  const context = { ...formContext(room), parameters: parametersOf(version.settings) };
  const document = version.form.document;
  const { survey } = version.settings;
  return {
    ...about,
    ...days,
    state: 'open',
    results: false,
    form: projectDocument(document, 'apply', evaluateForm(version.form, 'apply', {}, context)),
    parameters: { ...context.parameters },
    calendar: calendarOf(room),
    contact: [...(survey.contact ?? [])],
    ...(survey.group && { kept: keptOf(version), keptByQuestion: 'question' in survey.group }),
  };
}

/** What is kept of somebody with his answers, in words that he is told before he answers. */
function keptOf({ settings, form }: SurveyVersion): Text {
  const { group } = settings.survey;
  if (group === undefined) return { zh: '', en: '' };
  if ('profile' in group) {
    const [zh, en] = factNames[group.profile];
    return { zh, en };
  }
  const field = form.fields.get(group.question)?.field;
  return field !== undefined && 'label' in field
    ? inBothLanguages({ zh: field.label, ...(field.labelEn && { en: field.labelEn }) })
    : { zh: group.question };
}

export const factNames = {
  kind: ['教职工或学生', 'staff or student'],
  category: ['岗位类别', 'kind of post'],
  unitKind: ['单位类型', 'kind of unit'],
  level: ['培养层次', 'level of study'],
  campus: ['校区', 'campus'],
  gender: ['性别', 'gender'],
} as const;

/** Whether somebody who was asked sees the charts of rounds that are over. */
async function seesResults(room: Room, viewer: Viewer, version: SurveyVersion): Promise<boolean> {
  if (version.settings.survey.results?.asked !== 'closed') return false;
  const [last] = (await room.database.query<RoundRow>(roundsOf([version.id]))).filter(
    ({ closed_at }) => closed_at !== null,
  );
  if (last === undefined) return false;
  return (await room.database.query(standingIn(last.id, viewer.id))).length > 0;
}

/** What surveys ask of the viewer and he has not answered, the most urgent first. */
export async function listOwedSurveys(room: Room, viewer: Viewer): Promise<OwedSurveys> {
  const today = schoolDay(room.now());
  const rounds = await room.database.query<RoundRow>(roundsOwedBy(viewer.id, today));
  const current = new Map((await room.catalogue.current()).map((version) => [version.id, version]));
  return {
    items: rounds.flatMap(({ service_id, opens, closes }) => {
      const version = current.get(service_id);
      return version === undefined
        ? []
        : [
            {
              service: { id: service_id, name: nameOf(version) },
              opens,
              closes,
              days: Math.round((Date.parse(closes) - Date.parse(today)) / 86_400_000),
            },
          ];
    }),
  };
}

/** The rounds of the surveys that he looks after, the newest first. */
export async function listSurveys(
  room: Room,
  administrator: Administrator,
): Promise<{ items: SurveySummary[] }> {
  const services = await servicesOf(room, administrator);
  const surveys = (await room.catalogue.current())
    .filter(isSurvey)
    .filter(({ id }) => services === null || services.includes(id));
  const rounds = await room.database.query<RoundRow>(roundsOf(surveys.map(({ id }) => id)));
  const counts = await countsFor(room, rounds);
  return {
    items: surveys.map((version) => ({
      service: { id: version.id, name: nameOf(version) },
      rounds: rounds
        .filter(({ service_id }) => service_id === version.id)
        .map((round) => presentRound(round, counts)),
    })),
  };
}

export type Counts = ReadonlyMap<string, { readonly asked: number; readonly answered: number }>;

export async function countsFor(room: Room, rounds: readonly RoundRow[]): Promise<Counts> {
  const rows = await room.database.query<{ round_id: string; asked: number; answered: number }>(
    countsOf(rounds.map(({ id }) => id)),
  );
  return new Map(rows.map(({ round_id, ...count }) => [round_id, count]));
}

export const presentRound = (round: RoundRow, counts: Counts): SurveySummary['rounds'][number] => ({
  id: round.id,
  opens: round.opens,
  closes: round.closes,
  state: round.closed_at === null ? ('open' as const) : ('closed' as const),
  ...(counts.get(round.id) ?? { asked: 0, answered: 0 }),
});

/** 催填, by hand. @throws Refused `service/not-found`, `survey/closed` */
export async function remindOfSurvey(
  room: Room,
  administrator: Administrator,
  service: string,
): Promise<{ readonly reminded: number }> {
  const services = await servicesOf(room, administrator);
  if (services !== null && !services.includes(service)) throw new Refused('service/not-found');
  const { round } = await roundNow(room, service);
  return { reminded: await remindRound(room, round) };
}
