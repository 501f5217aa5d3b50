import Type, { type Static } from 'typebox';

/** `service.json`: all of a service that is neither form nor flow. Texts may give Chinese alone. */
const BilingualText = Type.Union([
  Type.String({ minLength: 1 }),
  Type.Object(
    { zh: Type.String({ minLength: 1 }), en: Type.Optional(Type.String()) },
    { additionalProperties: false },
  ),
]);
export type BilingualText = Static<typeof BilingualText>;

export const ServiceSettings = Type.Object(
  {
    formatVersion: Type.Literal(1),
    id: Type.String({ pattern: '^[a-z][a-z0-9-]{1,62}$' }),
    name: Type.String({ minLength: 1 }),
    nameEn: Type.Optional(Type.String()),
    category: Type.String({ minLength: 1 }),
    kind: Type.Union([Type.Literal('approval'), Type.Literal('booking')]),
    owner: Type.Object({ unit: Type.String({ minLength: 1 }) }, { additionalProperties: false }),
    audience: Type.Array(Type.Union([Type.Literal('staff'), Type.Literal('student')]), { minItems: 1 }),
    channels: Type.Array(Type.Union([Type.Literal('pc'), Type.Literal('mobile')]), { minItems: 1 }),
    purpose: Type.String({ minLength: 1 }),
    purposeEn: Type.Optional(Type.String()),
    synonyms: Type.Optional(Type.Array(Type.String({ minLength: 1 }))),
    guide: Type.Object(
      {
        conditions: Type.Array(BilingualText),
        materials: Type.Array(BilingualText),
        basis: Type.Optional(BilingualText),
        promisedWorkdays: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
        offline: Type.Optional(BilingualText),
      },
      { additionalProperties: false },
    ),
    serialNumber: Type.String({ pattern: '\\{seq:[1-9]\\}' }),
    title: Type.String({ minLength: 1 }),
  },
  { additionalProperties: false },
);
export type ServiceSettings = Static<typeof ServiceSettings>;

export const inBothLanguages = (text: BilingualText): { readonly zh: string; readonly en?: string } =>
  typeof text === 'string' ? { zh: text } : text;
