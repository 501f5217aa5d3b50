import type { FormDocument } from '@yizhan/forms';
import Type, { type Static } from 'typebox';
import { FormGiven, FormValues, Names, oneOf } from './values.ts';

/** A text in both languages; `en` is absent where the service's owner gave none. */
export const Text = Type.Object({ zh: Type.String(), en: Type.Optional(Type.String()) });
export type Text = Static<typeof Text>;

export const Category = Type.Object({
  id: Type.String(),
  name: Text,
  services: Type.Integer({ description: 'services in it that the person may see' }),
});
export type Category = Static<typeof Category>;

/** 开放时间, as of today; absent where a service is always open. */
const Opening = Type.Object({
  state: oneOf(['open', 'upcoming', 'closed']),
  from: Type.Optional(
    Type.String({ description: 'the first day of the range that is open, or of the next' }),
  ),
  to: Type.Optional(Type.String({ description: 'its last day' })),
  days: Type.Optional(
    Type.Integer({ description: 'until it closes (0: today is the last day), or until it opens' }),
  ),
});

export const ServiceSummary = Type.Object({
  id: Type.String(),
  name: Text,
  category: Type.String(),
  kind: Type.String(),
  owner: Type.Object({ unit: Type.String(), phone: Type.String() }),
  purpose: Text,
  promisedWorkdays: Type.Optional(Type.Number()),
  favourite: Type.Boolean(),
  opening: Type.Optional(Opening),
  /** Present where I may not apply myself: who may. */
  notForMe: Type.Optional(Text),
  /** What a search looks in, see `searchServices`: name and synonyms with pinyin and initials, and the guide. */
  terms: Type.Object({
    names: Type.Array(Type.String()),
    synonyms: Type.Array(Type.String()),
    initials: Type.Array(Type.String()),
    guide: Type.Array(Type.String()),
  }),
});
export type ServiceSummary = Static<typeof ServiceSummary>;

/** A step as the guide shows it before anything is started. */
const ServiceStep = Type.Object({
  node: Type.String(),
  name: Type.String(),
  who: Type.String({ description: 'who acts there, in words: 申请人所在单位负责人' }),
  conditional: Type.Boolean({ description: 'not every application passes here' }),
});

/** Where a prefilled value comes from. */
export const Origin = Type.Object({
  source: Type.String(),
  label: Type.String(),
  contact: Type.Optional(Type.String()),
});
export type Origin = Static<typeof Origin>;

/** The form document is a contract of the forms room (`FormDocument`); JSON Schema only sees an object. */
export const FormDocumentSchema = Type.Unsafe<FormDocument>(Type.Object({}, { additionalProperties: true }));

/** JSON Schema 2020-12. */
export const DataSchema = Type.Unsafe<Readonly<Record<string, unknown>>>(
  Type.Object({}, { additionalProperties: true }),
);

/** 名额, as the guide tells of it. */
const Quota = Type.Object({
  per: oneOf(['applicant', 'unit', 'all']),
  period: oneOf(['ever', 'year', 'academicYear', 'term', 'month', 'week', 'day']),
  max: Type.Number(),
  used: Type.Optional(
    Type.Number({
      description: 'by me, my unit or all; absent where it depends on the form which quota counts',
    }),
  ),
  message: Type.Optional(Text),
});

export const ServiceDetail = Type.Object({
  ...ServiceSummary.properties,
  version: Type.Integer(),
  rating: Type.Optional(
    Type.Object(
      { average: Type.Number(), count: Type.Integer() },
      { description: '评价 of those who have applied; absent before there are five' },
    ),
  ),
  channels: Type.Array(Type.String()),
  registration: Type.Optional(
    Type.Literal(true, { description: '报名: GET /services/{id}/places tells what is left' }),
  ),
  phoneCode: Type.Optional(
    Type.Array(Type.String(), {
      description: 'of what is begun on a phone only: the rows of a QR code that leads there, 1 is dark',
    }),
  ),
  guide: Type.Object({
    conditions: Type.Array(Text),
    materials: Type.Array(Text),
    basis: Type.Optional(Text),
    offline: Type.Optional(Text),
    faq: Type.Array(Type.Object({ q: Text, a: Text })),
  }),
  notices: Type.Array(Text),
  outcome: Type.Optional(Text),
  windowNote: Type.Optional(Text),
  quotas: Type.Array(Quota),
  related: Type.Array(Type.Object({ id: Type.String(), name: Text })),
  initiation: Type.Object({
    self: Type.Boolean({ description: 'whether I may begin an application for myself' }),
    proxy: Type.Boolean({ description: 'whether there may be others for whom I may (代发起)' }),
    reason: Type.Optional(
      oneOf(['proxy-only', 'campaign-only', 'survey'], { description: 'why nobody may for himself' }),
    ),
  }),
  for: Type.Optional(
    Type.Object(
      { id: Type.String(), name: Type.String() },
      { description: 'on whose behalf the form is prefilled' },
    ),
  ),
  steps: Type.Array(ServiceStep),
  form: FormDocumentSchema,
  given: FormGiven,
  prefill: Type.Object({ values: FormValues, origins: Type.Record(Type.String(), Origin) }),
  names: Names,
  calendar: Type.Object(
    {
      hours: Type.Array(Type.Tuple([Type.String(), Type.String()])),
      holidays: Type.Array(Type.String()),
      workdays: Type.Array(Type.String()),
    },
    { description: 'the working calendar, so that the browser computes the same days as the server' },
  ),
});
export type ServiceDetail = Static<typeof ServiceDetail>;

/** 常用: ids of services for the home page, each list in its order. */
export const Shelves = Type.Object({
  recent: Type.Array(Type.String(), { description: 'that I have begun lately' }),
  popular: Type.Array(
    Type.Object({
      id: Type.String(),
      people: Type.Integer({ description: 'for at least so many people in the last 90 days, rounded down' }),
    }),
  ),
  fresh: Type.Array(Type.String(), { description: 'that came in the last 30 days' }),
});
export type Shelves = Static<typeof Shelves>;

export const ServiceQuery = Type.Object(
  {
    category: Type.Optional(Type.String({ maxLength: 64 })),
    kind: Type.Optional(Type.String({ maxLength: 64 })),
    q: Type.Optional(Type.String({ maxLength: 64 })),
  },
  { additionalProperties: false },
);

export const ServiceFor = Type.Object(
  {
    onBehalfOf: Type.Optional(
      Type.String({ maxLength: 64, description: '代发起: the form is prefilled for this person' }),
    ),
  },
  { additionalProperties: false },
);

const AboutService = {
  id: Type.String(),
  name: Text,
  category: Type.String(),
  purpose: Text,
};

/** 办事指南 as everybody may read it, without signing in. */
export const PublicGuides = Type.Object({
  institution: Text,
  items: Type.Array(Type.Object(AboutService)),
});
export type PublicGuides = Static<typeof PublicGuides>;

export const PublicGuide = Type.Object({
  institution: Text,
  ...AboutService,
  audience: Type.Array(oneOf(['staff', 'student', 'guest'])),
  eligible: Type.Optional({ ...Text, description: 'of these, who may' }),
  owner: ServiceSummary.properties.owner,
  promisedWorkdays: Type.Optional(Type.Number()),
  opening: Type.Optional(Opening),
  guide: ServiceDetail.properties.guide,
  outcome: Type.Optional(Text),
  steps: Type.Array(ServiceStep),
});
export type PublicGuide = Static<typeof PublicGuide>;
