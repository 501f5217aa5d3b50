/** 导出 of lists of applications: what is offered, what is wished, and who has taken what. */
import Type, { type Static } from 'typebox';
import { ApplicationStatus } from './application-status.ts';
import { Text } from './services.ts';
import { Id, PageQuery, PersonSummary, Time } from './values.ts';

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });

const Column = Type.Object({
  key: Type.String({ description: '`@…` of the process, else the key of a field' }),
  label: Text,
  masked: Type.Boolean({ description: 'secret: its values come masked' }),
  files: Type.Boolean({ description: 'it holds files, which can be had as a zip' }),
});

export const ExportOffer = Type.Object({
  columns: Type.Array(Column),
  form: Type.Boolean({ description: 'the form says what the owner sees of it (its step `owner`)' }),
});
export type ExportOffer = Static<typeof ExportOffer>;

export const ExportWish = Type.Object(
  {
    service: Id,
    /** Days of the submission, both inclusive. */
    from: Day,
    to: Day,
    statuses: Type.Optional(Type.Array(ApplicationStatus, { minItems: 1, maxItems: 8, uniqueItems: true })),
    columns: Type.Array(Type.String({ maxLength: 64 }), { minItems: 1, maxItems: 200, uniqueItems: true }),
    files: Type.Optional(Type.Boolean({ description: 'the files in these columns, too' })),
    reason: Type.String({ minLength: 1, maxLength: 200, description: 'what it is for; kept in the record' }),
  },
  { additionalProperties: false },
);
export type ExportWish = Static<typeof ExportWish>;

export const ExportGiven = Type.Object({ id: Type.String(), applications: Type.Integer() });
export type ExportGiven = Static<typeof ExportGiven>;

export const ExportEntry = Type.Object({
  id: Type.String(),
  at: Time,
  person: PersonSummary,
  service: Type.Object({ id: Type.String(), name: Text }),
  from: Day,
  to: Day,
  statuses: Type.Optional(Type.Array(ApplicationStatus)),
  columns: Type.Array(Text),
  files: Type.Boolean(),
  applications: Type.Integer(),
  reason: Type.String(),
  mine: Type.Boolean({ description: 'I asked for it within the last day and can still fetch it' }),
});
export type ExportEntry = Static<typeof ExportEntry>;

export const ExportQuery = Type.Object(
  { service: Type.Optional(Id), ...PageQuery },
  { additionalProperties: false },
);
