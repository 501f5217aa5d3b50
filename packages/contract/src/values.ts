import Type, { type Static, type TSchema } from 'typebox';

/** Shapes that several resources share. All times are ISO 8601 in UTC. */
export const Time = Type.String({ format: 'date-time' });
export const Id = Type.String({ minLength: 1, maxLength: 64 });

export const UnitName = Type.Object({ id: Type.String(), name: Type.String() });
export type UnitName = Static<typeof UnitName>;

/** A person as others may see them: never more than name, number, unit and the phone to call. */
export const PersonSummary = Type.Object({
  id: Type.String(),
  number: Type.String(),
  name: Type.String(),
  unit: Type.String(),
  phone: Type.Optional(Type.String()),
});
export type PersonSummary = Static<typeof PersonSummary>;

/** The names behind ids that occur in form data. */
export const Names = Type.Object({
  people: Type.Record(Type.String(), PersonSummary),
  units: Type.Record(Type.String(), Type.String()),
});
export type Names = Static<typeof Names>;

/** Form data goes through the forms room, which judges it field by field; here it is only an object. */
export const FormValues = Type.Record(Type.String({ maxLength: 64 }), Type.Unknown());

/** What a form's rules read besides its data, so that the browser judges as the server does. */
export const FormGiven = Type.Object({
  applicant: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  parameters: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  rows: Type.Record(Type.String(), Type.Object({ editable: Type.Array(Type.Boolean()) }), {
    description: 'of tables that have rules for their rows: which of the rows given here may be written',
  }),
});
export type FormGiven = Static<typeof FormGiven>;

export const FileSummary = Type.Object({
  id: Type.String(),
  name: Type.String(),
  size: Type.Integer({ description: 'bytes' }),
  type: Type.String({ description: 'media type found in the content' }),
});

/** One of these words, with their union as the static type. */
export const oneOf = <const Words extends readonly string[]>(words: Words, options = {}) =>
  Type.Unsafe<Words[number]>(Type.String({ enum: [...words], ...options }));

export const page = <Item extends TSchema>(item: Item) =>
  Type.Object({ items: Type.Array(item), next: Type.Optional(Type.String()) });

export const PageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
  cursor: Type.Optional(Type.String({ maxLength: 200 })),
};
