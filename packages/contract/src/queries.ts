import Type, { type Static } from 'typebox';
import { ResourcePage } from './bookings.ts';
import { Text } from './services.ts';
import { Names, oneOf, PageQuery, page } from './values.ts';

/** 查询: what may be looked for, and what is shown of it. */
export const QueryView = Type.Object({
  id: Type.String(),
  name: Text,
  source: oneOf(['resources', 'rows'], { description: 'rooms and devices that are free, or rows' }),
  own: Type.Boolean({ description: 'only rows about me' }),
  columns: Type.Array(Type.Object({ key: Type.String(), label: Text, type: Type.String() })),
  filters: Type.Array(Type.Object({ key: Type.String(), label: Text, values: Type.Array(Type.String()) })),
  kinds: ResourcePage.properties.kinds,
  campuses: ResourcePage.properties.campuses,
  buildings: ResourcePage.properties.buildings,
  sections: ResourcePage.properties.sections,
  terms: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      firstMonday: Type.String(),
      weeks: Type.Integer(),
    }),
  ),
});
export type QueryView = Static<typeof QueryView>;

const RowFilter = {
  q: Type.Optional(Type.String({ maxLength: 64 })),
  where: Type.Optional(
    Type.String({
      maxLength: 600,
      description: 'columns and their values, like campus=x&kind=y, encoded once more',
    }),
  ),
};
export const QueryRowsQuery = Type.Object({ ...RowFilter, ...PageQuery }, { additionalProperties: false });

export const QueryRows = Type.Object({
  ...page(Type.Object({ id: Type.String(), values: Type.Record(Type.String(), Type.Unknown()) })).properties,
  names: Names,
});
export type QueryRows = Static<typeof QueryRows>;

const FreeFilter = {
  kind: Type.Optional(Type.String({ maxLength: 200 })),
  campus: Type.Optional(Type.String({ maxLength: 100 })),
  building: Type.Optional(Type.String({ maxLength: 400 })),
  seats: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
  start: Type.Optional(Type.String({ pattern: '^\\d{2}:\\d{2}$' })),
  end: Type.Optional(Type.String({ pattern: '^\\d{2}:\\d{2}$' })),
  sections: Type.Optional(Type.String({ pattern: '^\\d{1,2}(-\\d{1,2})?$' })),
  also: Type.Optional(
    Type.String({
      pattern: '^\\d{4}-\\d{2}-\\d{2}(,\\d{4}-\\d{2}-\\d{2}){0,39}$',
      description: 'further days on which it must be free at that time, with commas between',
    }),
  ),
};
const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
export const QueryFreeQuery = Type.Object(
  { day, ...FreeFilter, q: RowFilter.q, ...PageQuery },
  { additionalProperties: false },
);
export const QueryExportQuery = Type.Object(
  { day: Type.Optional(day), ...FreeFilter, ...RowFilter },
  { additionalProperties: false },
);
