/** 报名: places of a service, who has them and who waits for them. */
import Type, { type Static } from 'typebox';
import { ApplicationStatus } from './application-status.ts';
import { Group, RegistrationState, registrationStates, Session } from './own-registration.ts';
import { Text } from './services.ts';
import { oneOf, PageQuery, PersonSummary, page, Time } from './values.ts';

const strict = { additionalProperties: false } as const;

export const RegistrationOwnAct = Type.Object({ act: oneOf(['confirm', 'giveUp']) }, strict);

const GroupPlaces = Type.Object({
  group: Group,
  places: Type.Optional(Type.Integer({ description: 'absent: only those of all' })),
  placed: Type.Integer(),
  waiting: Type.Integer(),
  left: Type.Optional(Type.Integer({ description: 'absent: there is no end' })),
});

/** What everybody sees of a session. */
const SessionPlaces = Type.Object({
  session: Session,
  places: Type.Optional(Type.Integer()),
  placed: Type.Integer(),
  entered: Type.Integer({ description: 'in the lot' }),
  waiting: Type.Integer(),
  left: Type.Optional(Type.Integer()),
  groups: Type.Array(GroupPlaces),
  draw: Type.Optional(
    Type.Object({
      at: Time,
      commitment: Type.String({ description: 'SHA-256 of the seed, in hex' }),
      seed: Type.Optional(Type.String({ description: 'since it was drawn' })),
      drawnAt: Type.Optional(Time),
    }),
  ),
});

export const RegistrationPlaces = Type.Object({
  mode: oneOf(['first-come', 'lot']),
  groupLabel: Type.Optional(Text),
  each: Type.Optional(Type.Integer({ description: 'places of each group that is not in the list' })),
  waitingList: Type.Boolean(),
  confirmWithin: Type.Optional(Type.Number({ description: 'hours' })),
  sessions: Type.Array(SessionPlaces),
});
export type RegistrationPlaces = Static<typeof RegistrationPlaces>;

/** The list of a lot that was drawn, for everybody to work it out again. */
export const DrawQuery = Type.Object({ session: Type.Optional(Session), ...PageQuery }, strict);
export const DrawPage = page(Type.Object({ turn: Type.Integer(), lot: Type.String(), mine: Type.Boolean() }));

export const RegistrationSummary = Type.Object({
  service: Type.Object({ id: Type.String(), name: Text }),
  ...SessionPlaces.properties,
  offered: Type.Integer(),
  checkedIn: Type.Integer(),
});
export type RegistrationSummary = Static<typeof RegistrationSummary>;

export const RegistrationSummaries = Type.Object({ items: Type.Array(RegistrationSummary) });

export const SessionQuery = Type.Object({ session: Type.Optional(Session) }, strict);

const registrationActs = ['givenUp', 'checkIn', 'undoCheckIn', 'remove', 'places', 'drawn'] as const;

export const RegistrationDetail = Type.Object({
  ...RegistrationSummary.properties,
  mode: oneOf(['first-come', 'lot']),
  groupLabel: Type.Optional(Text),
  checkIn: Type.Boolean(),
  columns: Type.Array(Type.Object({ key: Type.String(), label: Text })),
  sessions: Type.Array(Session),
  events: Type.Array(
    Type.Object({
      at: Time,
      act: oneOf(registrationActs),
      /** Absent where it went by itself. */
      person: Type.Optional(PersonSummary),
      group: Type.Optional(Group),
      count: Type.Optional(Type.Integer()),
      places: Type.Optional(Type.Integer()),
      reason: Type.Optional(Type.String()),
      people: Type.Optional(Type.Array(Type.String(), { description: 'names, the first of them' })),
    }),
    { description: 'the newest first, 100 at most' },
  ),
});
export type RegistrationDetail = Static<typeof RegistrationDetail>;

const RosterFilter = {
  session: Type.Optional(Session),
  group: Type.Optional(Group),
  state: Type.Optional(oneOf([...registrationStates, 'in', 'checkedIn', 'notCheckedIn'])),
  q: Type.Optional(
    Type.String({ maxLength: 64, description: 'in name, number or the number of the application' }),
  ),
};
export const RosterQuery = Type.Object({ ...RosterFilter, ...PageQuery }, strict);
export const RosterExportQuery = Type.Object(
  { ...RosterFilter, format: Type.Optional(oneOf(['xlsx', 'csv'], { default: 'xlsx' })) },
  strict,
);

export const RosterEntry = Type.Object({
  application: Type.String(),
  number: Type.Union([Type.String(), Type.Null()]),
  status: Type.Optional(ApplicationStatus),
  person: PersonSummary,
  unit: Type.String(),
  group: Group,
  state: RegistrationState,
  turn: Type.Integer(),
  since: Time,
  confirmBy: Type.Optional(Time),
  checkedInAt: Type.Optional(Time),
  reason: Type.Optional(Type.String()),
  cells: Type.Array(Type.String(), { description: 'as `columns` of the registration' }),
});
export type RosterEntry = Static<typeof RosterEntry>;
export const RosterPage = page(RosterEntry);

const Applications = Type.Array(Type.String({ format: 'uuid' }), { minItems: 1, maxItems: 500 });

export const RegistrationAct = Type.Union([
  Type.Object(
    {
      act: Type.Literal('checkIn'),
      session: Type.Optional(Session),
      code: Type.String({
        minLength: 1,
        maxLength: 64,
        description: 'what the QR code says, the number of the application, or 工号/学号',
      }),
    },
    strict,
  ),
  Type.Object({ act: Type.Literal('undoCheckIn'), application: Type.String({ format: 'uuid' }) }, strict),
  Type.Object(
    {
      act: Type.Literal('remove'),
      session: Type.Optional(Session),
      applications: Applications,
      reason: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
    },
    strict,
  ),
  Type.Object(
    {
      act: Type.Literal('places'),
      session: Type.Optional(Session),
      group: Type.Optional(Group),
      places: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
      below: Type.Optional(
        Type.Boolean({ description: 'also where it is fewer than those who have a place, who keep it' }),
      ),
    },
    strict,
  ),
]);
export type RegistrationAct = Static<typeof RegistrationAct>;

export const RegistrationActDone = Type.Object({
  count: Type.Integer({ description: 'to how many it was done' }),
  person: Type.Optional(PersonSummary),
});
export type RegistrationActDone = Static<typeof RegistrationActDone>;
