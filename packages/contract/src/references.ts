import Type, { type Static } from 'typebox';
import { Origin } from './services.ts';
import { FormValues, Id, Names, PageQuery, Time } from './values.ts';

/** A row that a form may pick: its columns stand beside `id` and `label`. */
const ReferenceRow = Type.Object(
  { id: Type.String(), label: Type.String() },
  { additionalProperties: Type.Unknown() },
);

export const ReferenceRows = Type.Object({
  items: Type.Array(ReferenceRow),
  columns: Type.Array(Type.Object({ key: Type.String(), label: Type.String() }), {
    description: 'what the columns are called that people read',
  }),
  next: Type.Optional(Type.String()),
});
export type ReferenceRows = Static<typeof ReferenceRows>;

export const ReferenceQuery = Type.Object(
  { q: Type.Optional(Type.String({ maxLength: 64 })), ...PageQuery },
  { additionalProperties: false },
);

/** 从上次申请填入 */
const LastApplication = Type.Object({
  id: Type.String(),
  number: Type.Union([Type.String(), Type.Null()]),
  submittedAt: Time,
  values: FormValues,
  names: Names,
});
export const LastApplicationQuery = Type.Object(
  {
    from: Type.Optional(Type.String({ maxLength: 64, description: 'this one, and not the last (再次申请)' })),
  },
  { additionalProperties: false },
);
/** Without `last` where there is none. */
export const LastApplicationAnswer = Type.Object({ last: Type.Optional(LastApplication) });
export type LastApplication = Static<typeof LastApplication>;

export const PersonPrefillQuery = Type.Object(
  { field: Type.String({ minLength: 1, maxLength: 128 }), person: Id },
  { additionalProperties: false },
);
export const PersonPrefill = Type.Object({
  values: FormValues,
  origins: Type.Record(Type.String(), Origin),
});
export type PersonPrefill = Static<typeof PersonPrefill>;
