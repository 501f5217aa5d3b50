import Type, { type Static, type TSchema } from 'typebox';

/** Texts of a service may give Chinese alone. */
export const BilingualText = Type.Union([
  Type.String({ minLength: 1 }),
  Type.Object(
    { zh: Type.String({ minLength: 1 }), en: Type.Optional(Type.String()) },
    { additionalProperties: false },
  ),
]);
export type BilingualText = Static<typeof BilingualText>;

export const inBothLanguages = (text: BilingualText): { readonly zh: string; readonly en?: string } =>
  typeof text === 'string' ? { zh: text } : text;

export const closed = <Properties extends Record<string, TSchema>>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false });

export const oneOf = <const Words extends readonly string[]>(words: Words) =>
  Type.Unsafe<Words[number]>(Type.String({ enum: [...words] }));

export const Word = Type.String({ minLength: 1 });

/** A number, or a parameter of the service. */
export const Figure = Type.Union([
  Type.Number({ minimum: 0 }),
  Type.String({ pattern: '^parameters\\.[A-Za-z][A-Za-z0-9]*$' }),
]);
export type Figure = Static<typeof Figure>;
