import Type, { type Static } from 'typebox';
import { Text } from './services.ts';
import { Id, oneOf, PageQuery, page } from './values.ts';

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
/** The school's local time, as forms have it. */
const Minute = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$' });
const Clock = Type.String({ pattern: '^\\d{2}:\\d{2}$' });

/** A room or device that can be booked. */
export const ResourceSummary = Type.Object({
  id: Type.String(),
  name: Text,
  kind: Type.String(),
  campus: Type.String(),
  building: Type.String(),
  floor: Type.Optional(Type.Integer()),
  seats: Type.Optional(Type.Integer()),
  equipment: Type.Array(Type.String()),
  owner: Type.String({ description: 'the unit that looks after it' }),
  service: Type.Optional(Type.String({ description: 'the service that books it' })),
  opening: Type.Tuple([Type.String(), Type.String()]),
  rules: Type.Object({
    aheadHours: Type.Optional(Type.Number()),
    aheadWorkdays: Type.Optional(Type.Integer()),
    aheadDays: Type.Optional(Type.Integer()),
    longestHours: Type.Optional(Type.Number()),
    holdHours: Type.Optional(Type.Number()),
    who: Type.Optional(Type.Array(Type.String())),
  }),
});
export type ResourceSummary = Static<typeof ResourceSummary>;

/** 节次 of the teaching day. */
const TeachingSection = Type.Object({ number: Type.Integer(), start: Type.String(), end: Type.String() });
export type TeachingSection = Static<typeof TeachingSection>;

const ResourceFilter = {
  kind: Type.Optional(Type.String({ maxLength: 200, description: 'one or several, with commas between' })),
  campus: Type.Optional(Type.String({ maxLength: 100 })),
  building: Type.Optional(
    Type.String({ maxLength: 400, description: 'one or several, with commas between' }),
  ),
  seats: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000, description: 'at least so many' })),
  q: Type.Optional(Type.String({ maxLength: 64 })),
};
export const ResourceQuery = Type.Object(
  { ...ResourceFilter, ...PageQuery },
  { additionalProperties: false },
);

export const ResourcePage = Type.Object({
  ...page(ResourceSummary).properties,
  kinds: Type.Array(Type.String()),
  campuses: Type.Array(Type.String()),
  buildings: Type.Array(Type.String()),
  sections: Type.Array(TeachingSection),
});
export type ResourcePage = Static<typeof ResourcePage>;

export const BusyQuery = Type.Object({ from: Day, until: Day }, { additionalProperties: false });

/** Who has it is told to those who look after it, and to himself. */
const Busy = Type.Object({
  start: Minute,
  end: Minute,
  status: oneOf(['held', 'confirmed']),
  origin: oneOf(['application', 'timetable']),
  title: Type.Optional(Type.String()),
  mine: Type.Boolean(),
  person: Type.Optional(Type.String()),
  application: Type.Optional(Type.String()),
});
export type Busy = Static<typeof Busy>;

export const ResourceBookings = Type.Object({
  resource: ResourceSummary,
  sections: Type.Array(TeachingSection),
  items: Type.Array(Busy),
});
export type ResourceBookings = Static<typeof ResourceBookings>;

export const FreeQuery = Type.Object(
  {
    ...ResourceFilter,
    day: Day,
    start: Type.Optional(Clock),
    end: Type.Optional(Clock),
    sections: Type.Optional(
      Type.String({ pattern: '^\\d{1,2}(-\\d{1,2})?$', description: 'the first and the last, like 3-4' }),
    ),
    until: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'every week until' })),
    ...PageQuery,
  },
  { additionalProperties: false },
);

export const FreeResources = Type.Object({
  ...page(ResourceSummary).properties,
  start: Minute,
  end: Minute,
});
export type FreeResources = Static<typeof FreeResources>;

export const ResourceParams = Type.Object({ id: Id });
