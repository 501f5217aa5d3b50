/** 活动: a service opened at once for all persons or units of a roster (年度考核, 信息采集, 核实). */
import Type, { type Static } from 'typebox';
import { ApplicationStatus } from './application-status.ts';
import { CampaignState } from './applications.ts';
import { Text } from './services.ts';
import { Id, oneOf, PageQuery, PersonSummary, page, Time, UnitName } from './values.ts';

const Day = Type.String({ format: 'date', description: 'a day in China' });
const strict = { additionalProperties: false } as const;

/** Who is in it: by what the school knows of people, by a list of numbers, or the heads of units. */
export const Roster = Type.Union([
  Type.Object(
    {
      by: Type.Literal('audience'),
      units: Type.Optional(
        Type.Array(Id, { minItems: 1, maxItems: 500, description: 'with the units below; absent: all' }),
      ),
      kinds: Type.Optional(Type.Array(oneOf(['staff', 'student', 'guest']), { minItems: 1 })),
      categories: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { minItems: 1, maxItems: 20 })),
      posts: Type.Optional(
        Type.Array(Type.String({ maxLength: 40 }), { minItems: 1, maxItems: 50, description: 'titles' }),
      ),
      tags: Type.Optional(
        Type.Array(Type.String({ maxLength: 40 }), { minItems: 1, maxItems: 50, description: 'any of them' }),
      ),
      facts: Type.Optional(
        Type.Record(
          Type.String({ pattern: '^(gender|level|major|grade|campus|position|title)$' }),
          Type.Array(Type.String({ maxLength: 60 }), { minItems: 1, maxItems: 50 }),
          strict,
        ),
      ),
    },
    strict,
  ),
  Type.Object(
    {
      by: Type.Literal('numbers'),
      numbers: Type.Array(Type.String({ minLength: 1, maxLength: 32 }), {
        minItems: 1,
        maxItems: 20_000,
        description: '工号/学号',
      }),
    },
    strict,
  ),
  Type.Object(
    {
      by: Type.Literal('units'),
      units: Type.Array(Id, { minItems: 1, maxItems: 500, description: 'the head of each fills it in' }),
    },
    strict,
  ),
]);
export type Roster = Static<typeof Roster>;

export const RosterQuestion = Type.Object({ service: Id, roster: Roster }, strict);

export const RosterPreview = Type.Object({
  count: Type.Integer(),
  units: Type.Array(Type.Object({ ...UnitName.properties, count: Type.Integer() })),
  sample: Type.Array(Type.Object({ person: PersonSummary, unit: Type.String() }), {
    description: 'the first of them',
  }),
});
export type RosterPreview = Static<typeof RosterPreview>;

/** What is settled before it opens. */
export const CampaignWish = Type.Object(
  {
    service: Id,
    title: Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' }),
    year: Type.Integer({ minimum: 2000, maximum: 2100 }),
    term: Type.Optional(Type.Integer({ minimum: 1, maximum: 3 })),
    parameters: Type.Optional(
      Type.Record(Type.String({ maxLength: 64 }), Type.Unknown(), {
        description: "in place of the service's own values",
      }),
    ),
    opens: Day,
    closes: Day,
    roster: Roster,
    remindDays: Type.Optional(
      Type.Array(Type.Integer({ minimum: 0, maximum: 90 }), {
        maxItems: 5,
        description: 'so many days before it closes, whoever has not submitted is reminded',
      }),
    ),
  },
  strict,
);
export type CampaignWish = Static<typeof CampaignWish>;

/** 未开始, 填写中, 办理中, 已退回, 已办结, 未通过 (refused, cancelled or terminated). */
export const caseStates = ['notBegun', 'draft', 'running', 'returned', 'done', 'refused'] as const;
export const CaseState = oneOf(caseStates);
export type CaseState = Static<typeof CaseState>;

const CaseCounts = Type.Object({
  notBegun: Type.Integer(),
  draft: Type.Integer(),
  running: Type.Integer(),
  returned: Type.Integer(),
  done: Type.Integer(),
  refused: Type.Integer(),
});
export type CaseCounts = Static<typeof CaseCounts>;

export const CampaignSummary = Type.Object({
  id: Type.String(),
  service: Type.Object({ id: Type.String(), name: Text }),
  title: Type.String(),
  year: Type.Integer(),
  term: Type.Optional(Type.Integer()),
  opens: Day,
  closes: Day,
  state: CampaignState,
  cases: Type.Integer({ description: 'that it has, or 0 before it opens' }),
  createdAt: Time,
});
export type CampaignSummary = Static<typeof CampaignSummary>;

const campaignActs = [
  'created',
  'changed',
  'copied',
  'opened',
  'extended',
  'closed',
  'reminded',
  'added',
  'removed',
] as const;

export const CampaignDetail = Type.Object({
  ...CampaignSummary.properties,
  parameters: Type.Record(Type.String(), Type.Unknown()),
  roster: Roster,
  rosterNames: Type.Array(UnitName, { description: 'of the units in its rule' }),
  remindDays: Type.Array(Type.Integer()),
  made: Type.Integer({ description: 'cases whose form is there; fewer than `cases` while it opens' }),
  counts: CaseCounts,
  units: Type.Array(Type.Object({ ...UnitName.properties, ...CaseCounts.properties })),
  events: Type.Array(
    Type.Object({
      at: Time,
      act: oneOf(campaignActs),
      /** Absent where it went by itself. */
      person: Type.Optional(PersonSummary),
      count: Type.Optional(Type.Integer()),
      day: Type.Optional(Day),
      reason: Type.Optional(Type.String()),
      people: Type.Optional(Type.Array(Type.String(), { description: 'names, the first of them' })),
    }),
    { description: 'the newest first, 100 at most' },
  ),
});
export type CampaignDetail = Static<typeof CampaignDetail>;

export const CampaignCase = Type.Object({
  application: Type.String(),
  subject: Type.String(),
  person: PersonSummary,
  unit: UnitName,
  state: CaseState,
  status: Type.Optional(ApplicationStatus),
  number: Type.Optional(Type.String()),
  submittedAt: Type.Optional(Time),
  remindedOn: Type.Optional(Day),
});
export type CampaignCase = Static<typeof CampaignCase>;

const CaseFilter = {
  state: Type.Optional(oneOf([...caseStates, 'open'], { description: 'open: not submitted yet' })),
  unit: Type.Optional(Id),
  q: Type.Optional(Type.String({ maxLength: 64, description: 'in name or number' })),
};
export const CaseQuery = Type.Object({ ...CaseFilter, ...PageQuery }, strict);
export const CaseExportQuery = Type.Object(
  { ...CaseFilter, format: Type.Optional(oneOf(['xlsx', 'csv'], { default: 'xlsx' })) },
  strict,
);
export const CasePage = page(CampaignCase);

export const CampaignQuery = Type.Object(
  {
    state: Type.Optional(oneOf(['draft', 'running', 'over'])),
    q: Type.Optional(Type.String({ maxLength: 64 })),
    ...PageQuery,
  },
  strict,
);

export const CampaignServices = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Text,
      audience: Type.Array(Type.String()),
      parameters: Type.Array(
        Type.Object({
          key: Type.String(),
          label: Text,
          value: Type.Unknown(),
          unit: Type.Optional(Text),
        }),
      ),
    }),
  ),
});
export type CampaignServices = Static<typeof CampaignServices>;

const Reason = Type.Optional(Type.String({ maxLength: 200 }));
const Applications = Type.Array(Type.String({ format: 'uuid' }), { minItems: 1, maxItems: 500 });

export const CampaignAct = Type.Union([
  Type.Object(
    { act: Type.Literal('open'), count: Type.Optional(Type.Integer({ description: 'as it was previewed' })) },
    strict,
  ),
  Type.Object({ act: Type.Literal('extend'), closes: Day, reason: Reason }, strict),
  Type.Object({ act: Type.Literal('close'), reason: Reason }, strict),
  Type.Object(
    {
      act: Type.Literal('remind'),
      cases: Type.Optional(Applications),
      comment: Type.Optional(Type.String({ maxLength: 200 })),
    },
    strict,
  ),
  Type.Object(
    {
      act: Type.Literal('add'),
      numbers: Type.Optional(
        Type.Array(Type.String({ minLength: 1, maxLength: 32 }), { minItems: 1, maxItems: 500 }),
      ),
      units: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 100 })),
      reason: Reason,
    },
    strict,
  ),
  Type.Object({ act: Type.Literal('remove'), cases: Applications, reason: Reason }, strict),
]);
export type CampaignAct = Static<typeof CampaignAct>;

export const CampaignActDone = Type.Object({
  count: Type.Integer({ description: 'cases that it was done to' }),
  left: Type.Optional(Type.Integer({ description: 'cases that were left out: reminded today already' })),
});
export type CampaignActDone = Static<typeof CampaignActDone>;

export const CampaignMade = Type.Object({ id: Type.String() });

/** 待填写: cases of mine that I have not submitted. */
export const OwnCases = Type.Object({
  items: Type.Array(
    Type.Object({
      application: Type.String(),
      title: Type.String({ description: 'of the campaign' }),
      service: Text,
      unit: Type.Optional(Type.String({ description: 'for which I fill it in as its head' })),
      opens: Day,
      closes: Day,
      days: Type.Integer({ description: 'until it closes; 0: today is the last day' }),
      status: ApplicationStatus,
    }),
  ),
});
export type OwnCases = Static<typeof OwnCases>;
