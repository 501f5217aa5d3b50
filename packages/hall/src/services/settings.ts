import Type, { type Static } from 'typebox';
import { AnnouncementSettings } from '../announcements/settings.ts';
import { BallotSettings } from '../ballots/settings.ts';
import { QuerySettings } from '../queries/settings.ts';
import { RegistrationSettings } from '../registrations/settings.ts';
import { SurveySettings } from '../surveys/settings.ts';
import { BilingualText, closed, oneOf, Word } from './words.ts';

const Id = Type.String({ pattern: '^[a-z][a-z0-9-]{1,62}$' });
/** FEEL. */
const Feel = Type.String({ minLength: 1 });

const serviceKinds = [
  'approval',
  'assessment',
  'collection',
  'data-maintenance',
  'booking',
  'registration',
  'survey',
  'query',
  'payment',
  'incident',
  'provisioning',
] as const;

/** 开放时间: outside it drafts may be written and nothing submitted. Days in China, both inclusive. */
const Window = closed({
  ranges: Type.Optional(
    Type.Array(
      closed({
        from: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
        to: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
      }),
      { minItems: 1 },
    ),
  ),
  yearly: Type.Optional(
    Type.Array(
      closed({
        from: Type.String({ pattern: '^\\d{2}-\\d{2}$' }),
        to: Type.String({ pattern: '^\\d{2}-\\d{2}$' }),
      }),
      { minItems: 1 },
    ),
  ),
  note: Type.Optional(BilingualText),
});
export type Window = Static<typeof Window>;

const quotaPeriods = ['ever', 'year', 'academicYear', 'term', 'month', 'week', 'day'] as const;

/** 名额: counted at submission over the service's applications that were not cancelled, rejected or withdrawn. */
const Quota = closed({
  /** `campaign`: over all cases of a campaign; only of services that campaigns open. */
  per: oneOf(['applicant', 'unit', 'all', 'campaign']),
  /** Of `campaign`: each unit's part of it for itself. */
  within: Type.Optional(Type.Literal('unit')),
  /** Of `campaign`: the steps at whose approval it is taken, for what is decided there; absent: at submission. */
  at: Type.Optional(Type.Array(Word, { minItems: 1 })),
  /** Absent of `campaign`, which is a period of its own. */
  period: Type.Optional(oneOf(quotaPeriods)),
  /** A number, or `parameters.<key>`; of `campaign` any FEEL over `parameters` and `roster`, the number of its cases. */
  max: Type.Union([Type.Number({ minimum: 0 }), Feel]),
  /** How much an application takes; 1 where it is absent. */
  count: Type.Optional(Feel),
  /** Which applications it is about; all where it is absent. */
  where: Type.Optional(Feel),
  message: Type.Optional(BilingualText),
});
export type Quota = Static<typeof Quota>;

/** Who may initiate on somebody's behalf; `applicant` is the one for whom it is done. */
const Initiator = Type.Union([
  closed({ is: Type.Literal('group'), group: Word }),
  closed({ is: Type.Literal('post'), title: Word, unit: Word }),
  closed({ is: Type.Literal('post'), title: Word, of: Type.Literal('applicant') }),
  closed({ is: Type.Literal('unitHead'), of: Type.Literal('applicant') }),
  closed({ is: Type.Literal('person'), person: Word }),
  /** 同事, 同学: whoever is of the same unit and kind. */
  closed({ is: Type.Literal('colleague'), of: Type.Literal('applicant') }),
]);
export type Initiator = Static<typeof Initiator>;

const NamedId = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9-]{0,40}$' });

const Parameter = closed({
  value: Type.Unknown(),
  label: BilingualText,
  unit: Type.Optional(BilingualText),
});

/** `service.json`: all of a service that is neither form nor flow. */
export const ServiceSettings = closed({
  formatVersion: Type.Literal(1),
  id: Id,
  name: Word,
  nameEn: Type.Optional(Type.String()),
  category: Word,
  kind: oneOf(serviceKinds),
  owner: closed({ unit: Word }),
  audience: Type.Array(oneOf(['staff', 'student', 'guest']), { minItems: 1 }),
  /** People from outside may begin it without an invitation, at `/guest/services/<id>`. */
  openToGuests: Type.Optional(Type.Boolean()),
  /** Who of the audience: FEEL over `applicant`. Whoever is not does not see the service, unless a note says why. */
  eligible: Type.Optional(Feel),
  eligibleNote: Type.Optional(BilingualText),
  /** `campaign`: nobody applies by himself; a campaign opens the applications. */
  initiation: Type.Optional(oneOf(['self', 'proxy-allowed', 'proxy-required', 'campaign'])),
  /** 代发起: the person field that names for whom, and whether he confirms before the flow goes on. */
  principal: Type.Optional(closed({ field: Word, confirm: Type.Boolean() })),
  initiators: Type.Optional(Type.Array(Initiator, { minItems: 1 })),
  channels: Type.Array(oneOf(['pc', 'mobile']), { minItems: 1 }),
  window: Type.Optional(Window),
  quota: Type.Optional(Type.Array(Quota, { minItems: 1 })),
  /** 报名: places, groups, waiting list, lot. Of kind `registration`. */
  registration: Type.Optional(RegistrationSettings),
  /** 查询: what it answers from. Of kind `query`. */
  query: Type.Optional(QuerySettings),
  parameters: Type.Optional(Type.Record(Type.String({ pattern: '^[A-Za-z][A-Za-z0-9]*$' }), Parameter)),
  /** Whether everybody may read its guide, without signing in. */
  public: Type.Optional(Type.Boolean()),
  purpose: Word,
  purposeEn: Type.Optional(Type.String()),
  synonyms: Type.Optional(Type.Array(Word)),
  guide: closed({
    conditions: Type.Array(BilingualText),
    materials: Type.Array(BilingualText),
    basis: Type.Optional(BilingualText),
    promisedWorkdays: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    offline: Type.Optional(BilingualText),
    faq: Type.Optional(Type.Array(closed({ q: BilingualText, a: BilingualText }))),
  }),
  /** 无记名投票: what steps with `ballot` ask, by id. */
  ballots: Type.Optional(Type.Record(NamedId, BallotSettings)),
  /** 公示: what works `publish` put up, by id. */
  announcements: Type.Optional(Type.Record(NamedId, AnnouncementSettings)),
  /** 限制知悉: FEEL; while true, an application stands in no list, statistic or export but before its own people. */
  confidential: Type.Optional(Feel),
  /** 匿名调查: the form is a questionnaire whose answers go into no application. */
  survey: Type.Optional(SurveySettings),
  outcome: Type.Optional(BilingualText),
  notices: Type.Optional(Type.Array(BilingualText)),
  related: Type.Optional(Type.Array(Id)),
  /** `true`, or how: read by the printing of applications. */
  print: Type.Optional(
    Type.Union([
      Type.Boolean(),
      closed({
        title: Type.Optional(BilingualText),
        watermark: Type.Optional(BilingualText),
        copies: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
      }),
    ]),
  ),
  retentionYears: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
  /** 评价: whether applicants rate, and whether the owner sees which application it was; `named` where it is absent. */
  rating: Type.Optional(oneOf(['named', 'anonymous', 'off'])),
  /** What the owner is to know about the personal data in it. */
  privacy: Type.Optional(BilingualText),
  serialNumber: Type.String({ pattern: '\\{seq:[1-9]\\}' }),
  title: Word,
});
export type ServiceSettings = Static<typeof ServiceSettings>;

/** The values of the parameters, as expressions read them. */
export const parametersOf = ({ parameters = {} }: ServiceSettings): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(parameters).map(([key, { value }]) => [key, value]));
