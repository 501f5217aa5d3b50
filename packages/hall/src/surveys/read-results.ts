import { Refused, type SurveyResults } from '@yizhan/contract';
import type { Field } from '@yizhan/forms';
import { type Administrator, servicesOf } from '../administration/administrator.ts';
import { nameOf } from '../applications/present.ts';
import type { Room } from '../room.ts';
import { openContacts } from './box.ts';
import type { Answers } from './paper.ts';
import { countsFor, factNames, presentRound, surveyOf } from './read-survey.ts';
import { type Plan, type Question, type Results, resultsOf } from './results.ts';
import { type SurveyVersion, versionOf } from './rounds.ts';
import { leastAnswers } from './settings.ts';
import { answersIn, contactsIn, type RoundRow, roundsOf, standingIn } from './surveys.sql.ts';

/**
 * The charts of a round, the newest where none is named: for those who look after the survey while it goes on, or once
 * it is over; for those who were asked once it is over, without what others have written. Groups are told of only at
 * the end: from one look to the next a group grows by single people.
 * @throws Refused `service/not-found`, `survey/no-results`, `survey/not-yet`
 */
export async function readSurveyResults(
  room: Room,
  viewer: Administrator,
  service: string,
  round?: string,
): Promise<SurveyResults> {
  const current = await surveyOf(room, service);
  const rounds = await room.database.query<RoundRow>(roundsOf([service]));
  const chosen = round === undefined ? rounds[0] : rounds.find(({ id }) => id === round);
  const isOwner = await looksAfter(room, viewer, service);
  if (chosen === undefined) throw new Refused(isOwner ? 'survey/no-results' : 'service/not-found');
  const version = await versionOf(room, chosen);
  const isOver = chosen.closed_at !== null;
  if (!isOwner) await refuseReader(room, viewer, current, chosen);
  if (isOwner && !isOver && current.settings.survey.results?.owner === 'closed')
    throw new Refused('survey/not-yet');
  const papers = await room.database.query<Answers>(answersIn(chosen.id));
  const plan = planOf(version);
  const results = resultsOf(isOver ? plan : withoutGroups(plan), isOver ? grouped(version, papers) : papers);
  const counts = await countsFor(room, rounds);
  return {
    service: { id: service, name: nameOf(current) },
    round: presentRound(chosen, counts),
    rounds: isOwner ? rounds.map((each) => presentRound(each, counts)) : [],
    least: plan.least,
    counted: results.counted,
    ...(isOver &&
      results.groups.length > 1 && { groupedBy: groupedBy(version), groups: [...results.groups] }),
    questions: presentQuestions(version, results, isOwner),
    owner: isOwner,
    contacts: isOwner && isOver ? await contactsFor(room, version, chosen) : [],
  };
}

export async function looksAfter(room: Room, viewer: Administrator, service: string): Promise<boolean> {
  if (viewer.grants.length === 0) return false;
  const services = await servicesOf(room, viewer);
  return services === null || services.includes(service);
}

async function refuseReader(
  room: Room,
  viewer: Administrator,
  { settings }: SurveyVersion,
  round: RoundRow,
): Promise<void> {
  const isAsked = (await room.database.query(standingIn(round.id, viewer.id))).length > 0;
  if (!isAsked || settings.survey.results?.asked !== 'closed') throw new Refused('access/forbidden');
  if (round.closed_at === null) throw new Refused('survey/not-yet');
}

const countable = {
  radio: 'one',
  select: 'one',
  multiselect: 'many',
  rating: 'rating',
  boolean: 'yesno',
  number: 'number',
  text: 'text',
  textarea: 'text',
} as const satisfies Partial<Record<Field['type'], Question['kind']>>;

const questionFields = ({ form, settings }: SurveyVersion): readonly Field[] =>
  form.document.sections
    .flatMap(({ fields }) => fields)
    .filter(({ key, type }) => type in countable && !settings.survey.contact?.includes(key));

function planOf(version: SurveyVersion): Plan {
  const { survey } = version.settings;
  const { group } = survey;
  const fields = questionFields(version);
  const asked = group && 'question' in group ? fields.find(({ key }) => key === group.question) : undefined;
  return {
    least: leastAnswers(survey),
    questions: fields.map((field) => ({
      key: field.key,
      kind: countable[field.type as keyof typeof countable],
      options: 'options' in field ? field.options.map(({ value, label }) => ({ value, label })) : [],
    })),
    ...(group && {
      groups: {
        names: new Map(
          asked && 'options' in asked
            ? asked.options.map(({ value, label }) => [value, label] as const)
            : Object.entries(valueNames),
        ),
        unknown: '其他',
        ...(asked && { key: asked.key }),
      },
    }),
  };
}

const withoutGroups = ({ groups: _, ...plan }: Plan): Plan => plan;

/** Where a question tells people apart, their answer does. */
function grouped({ settings }: SurveyVersion, papers: readonly Answers[]): readonly Answers[] {
  const { group } = settings.survey;
  if (group === undefined || !('question' in group)) return papers;
  return papers.map(({ answers }) => {
    const value = Object.hasOwn(answers, group.question) ? answers[group.question] : undefined;
    return { group: typeof value === 'string' ? value : '', answers };
  });
}

const valueNames: Readonly<Record<string, string>> = {
  staff: '教职工',
  student: '学生',
  guest: '校外人员',
  university: '学校',
  leadership: '校领导',
  department: '机关部门',
  college: '学院',
  office: '系（科、室）',
  centre: '直属单位',
};

function groupedBy({ settings, form }: SurveyVersion): string {
  const { group } = settings.survey;
  if (group === undefined) return '';
  if ('profile' in group) return factNames[group.profile][0];
  const field = form.fields.get(group.question)?.field;
  return field !== undefined && 'label' in field ? field.label : group.question;
}

function presentQuestions(
  version: SurveyVersion,
  { questions }: Results,
  withTexts: boolean,
): SurveyResults['questions'] {
  const sections = version.form.document.sections;
  const fields = new Map(questionFields(version).map((field) => [field.key, field]));
  return questions.flatMap((result): SurveyResults['questions'] => {
    const field = fields.get(result.key);
    if (field === undefined) return [];
    const about = {
      key: field.key,
      label: { zh: field.label, ...(field.labelEn && { en: field.labelEn }) },
      section: sections.find((section) => section.fields.includes(field))?.title ?? '',
      kind: countable[field.type as keyof typeof countable],
    };
    if ('hidden' in result)
      return [{ ...about, shown: false, answered: 0, bars: [], texts: [], words: [], groups: [] }];
    const { key: _, ...figures } = result;
    return [
      {
        ...about,
        shown: true,
        ...figures,
        bars: figures.bars.map((bar) => ({ ...bar })),
        words: figures.words.map((word) => ({ ...word })),
        texts: withTexts ? [...figures.texts] : [],
        groups: figures.groups.map((group) => ({ ...group, bars: group.bars.map((bar) => ({ ...bar })) })),
      },
    ];
  });
}

async function contactsFor(
  room: Room,
  { form }: SurveyVersion,
  { id }: RoundRow,
): Promise<SurveyResults['contacts']> {
  const [row] = await room.database.query<{ contacts: Buffer | null }>(contactsIn(id));
  const all = await openContacts(room, id, row?.contacts ?? null);
  return all.map((contact) =>
    Object.entries(contact).flatMap(([key, value]) => {
      const field = form.fields.get(key)?.field;
      if (typeof value !== 'string' || field === undefined || !('label' in field)) return [];
      return [{ label: field.label, value }];
    }),
  );
}
