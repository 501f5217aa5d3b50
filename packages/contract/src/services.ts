import type { FormDocument } from '@yizhan/forms';
import Type, { type Static } from 'typebox';
import { FormGiven, FormValues, Names } from './values.ts';

/** A text in both languages; `en` is absent where the service's owner gave none. */
export const Text = Type.Object({ zh: Type.String(), en: Type.Optional(Type.String()) });
export type Text = Static<typeof Text>;

export const Category = Type.Object({
  id: Type.String(),
  name: Text,
  services: Type.Integer({ description: 'services in it that the person may see' }),
});
export type Category = Static<typeof Category>;

export const ServiceSummary = Type.Object({
  id: Type.String(),
  name: Text,
  category: Type.String(),
  kind: Type.String(),
  owner: Type.Object({ unit: Type.String(), phone: Type.String() }),
  purpose: Text,
  promisedWorkdays: Type.Optional(Type.Number()),
  favourite: Type.Boolean(),
  /** What a search looks in: name, pinyin, initials, synonyms; see `matchesQuery`. */
  terms: Type.Array(Type.String()),
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

export const ServiceDetail = Type.Object({
  ...ServiceSummary.properties,
  version: Type.Integer(),
  channels: Type.Array(Type.String()),
  guide: Type.Object({
    conditions: Type.Array(Text),
    materials: Type.Array(Text),
    basis: Type.Optional(Text),
    offline: Type.Optional(Text),
  }),
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

export const ServiceQuery = Type.Object(
  {
    category: Type.Optional(Type.String({ maxLength: 64 })),
    kind: Type.Optional(Type.String({ maxLength: 64 })),
    q: Type.Optional(Type.String({ maxLength: 64 })),
  },
  { additionalProperties: false },
);
