import type { RegistrationState } from '@yizhan/contract';
import type { Statement } from '@yizhan/database';

/** Which session of which service. */
export interface Place {
  readonly service: string;
  readonly session: string;
}

export interface SessionRow {
  readonly service_id: string;
  readonly session: string;
  readonly last_turn: number;
  readonly due_at: string | null;
  readonly commitment: string;
  readonly seed: string;
  readonly drawn_at: string | null;
}

const sessionColumns = 'service_id, session, last_turn, due_at, commitment, seed, drawn_at';

export interface RegistrationRow {
  readonly application_id: string;
  readonly service_id: string;
  readonly session: string;
  readonly group_key: string;
  readonly person: string;
  readonly initiator: string;
  readonly unit: string;
  readonly turn: number;
  readonly state: RegistrationState;
  readonly since: string;
  readonly confirm_by: string | null;
  readonly checked_in_at: string | null;
  readonly reason: string | null;
}

const columns = `
  application_id, service_id, session, group_key, person, initiator, unit, turn, state, since, confirm_by,
  checked_in_at, reason`;

/** States in which somebody is in a session: has a place, waits for one or for the lot. */
export const live = [
  'entered',
  'placed',
  'waiting',
  'offered',
] as const satisfies readonly RegistrationState[];
const isLive = `state in ('entered', 'placed', 'waiting', 'offered')`;

/**
 * The row of the session, made where it is the first time, and locked: whoever takes, moves or gives back a place of it
 * waits here, and what he counts afterwards is what the one before him has committed (READ COMMITTED: each statement
 * sees it).
 */
export const lockSession = ({ service, session }: Place, seed: string, commitment: string): Statement => ({
  name: 'hall.lock-registration-session',
  text: `
    insert into hall.registration_session (service_id, session, last_turn, commitment, seed)
    values ($1, $2, 0, $4, $3)
    on conflict (service_id, session) do update set last_turn = registration_session.last_turn
    returning ${sessionColumns}`,
  values: [service, session, seed, commitment],
});

/** The same of one that there is. */
export const lockKnownSession = ({ service, session }: Place): Statement => ({
  name: 'hall.lock-known-registration-session',
  text: `
    select ${sessionColumns}
    from hall.registration_session
    where service_id = $1 and session = $2
    for update`,
  values: [service, session],
});

export const nextTurn = ({ service, session }: Place): Statement => ({
  name: 'hall.next-registration-turn',
  text: `
    update hall.registration_session
    set last_turn = last_turn + 1
    where service_id = $1 and session = $2
    returning last_turn`,
  values: [service, session],
});

/** Settings of the current version; the application may run on an older one, but there are only so many places. */
export const currentSettings = (service: string): Statement => ({
  name: 'hall.current-settings',
  text: `
    select settings
    from hall.service_version
    join hall.service on service.id = service_version.service_id and service.version = service_version.version
    where service_version.service_id = $1`,
  values: [service],
});

export interface PlacesRow {
  readonly session: string;
  readonly group_key: string;
  readonly places: number;
}

export const placesSet = ({ service, session }: Place): Statement => ({
  name: 'hall.registration-places',
  text: `
    select session, group_key, places
    from hall.registration_places
    where service_id = $1 and session = $2`,
  values: [service, session],
});

export const setPlaces = ({ service, session }: Place, group: string, places: number): Statement => ({
  text: `
    insert into hall.registration_places (service_id, session, group_key, places)
    values ($1, $2, $3, $4)
    on conflict (service_id, session, group_key) do update set places = excluded.places`,
  values: [service, session, group, places],
});

export interface CountRow {
  readonly session: string;
  readonly group_key: string;
  readonly state: RegistrationState;
  readonly count: number;
  readonly checked_in: number;
}

/** Rides registration_roster. Counted and not kept beside, so there is nothing that could say otherwise than the rows. */
export const countsIn = ({ service, session }: Place): Statement => ({
  name: 'hall.registration-counts',
  text: `
    select session, group_key, state, count(*)::int as count, count(checked_in_at)::int as checked_in
    from hall.registration
    where service_id = $1 and session = $2
    group by session, group_key, state`,
  values: [service, session],
});

/** The same of all sessions of some services. */
export const countsOf = (services: readonly string[]): Statement => ({
  name: 'hall.registration-counts-of',
  text: `
    select service_id, session, group_key, state, count(*)::int as count, count(checked_in_at)::int as checked_in
    from hall.registration
    where service_id = any ($1)
    group by service_id, session, group_key, state`,
  values: [services],
});

export const sessionsOf = (services: readonly string[]): Statement => ({
  name: 'hall.registration-sessions-of',
  text: `
    select ${sessionColumns}
    from hall.registration_session
    where service_id = any ($1)
    order by service_id, session`,
  values: [services],
});

export const placesSetOf = (service: string): Statement => ({
  text: `
    select session, group_key, places
    from hall.registration_places
    where service_id = $1`,
  values: [service],
});

export const registrationOf = (application: string): Statement => ({
  name: 'hall.registration-of',
  text: `
    select ${columns}
    from hall.registration
    where application_id = $1`,
  values: [application],
});

/** Whether the person is in the session with another application. Rides registration_once. */
export const othersOf = ({ service, session }: Place, person: string, application: string): Statement => ({
  name: 'hall.registration-others',
  text: `
    select application_id
    from hall.registration
    where service_id = $1 and session = $2 and person = $3 and application_id <> $4 and ${isLive}`,
  values: [service, session, person, application],
});

export const keepRegistration = (
  row: Pick<
    RegistrationRow,
    | 'application_id'
    | 'service_id'
    | 'session'
    | 'group_key'
    | 'person'
    | 'initiator'
    | 'unit'
    | 'turn'
    | 'state'
  >,
  at: string,
): Statement => ({
  name: 'hall.keep-registration',
  text: `
    insert into hall.registration
      (application_id, service_id, session, group_key, person, initiator, unit, turn, state, since)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    on conflict (application_id) do update set
      drawn = case when registration.session = excluded.session then registration.drawn end,
      session = excluded.session, group_key = excluded.group_key, turn = excluded.turn, state = excluded.state,
      since = excluded.since, confirm_by = null, checked_in_at = null, checked_in_by = null, reason = null`,
  values: [
    row.application_id,
    row.service_id,
    row.session,
    row.group_key,
    row.person,
    row.initiator,
    row.unit,
    row.turn,
    row.state,
    at,
  ],
});

/** Some go over into a state; `confirmBy` of those who are to confirm. */
export const settle = (
  applications: readonly string[],
  state: RegistrationState,
  at: string,
  {
    confirmBy = null,
    reason = null,
  }: { readonly confirmBy?: string | null; readonly reason?: string | null } = {},
): Statement => ({
  name: 'hall.settle-registrations',
  text: `
    update hall.registration
    set state = $2, since = $3, confirm_by = $4, reason = $5, checked_in_at = null, checked_in_by = null
    where application_id = any ($1::uuid[])`,
  values: [applications, state, at, confirmBy, reason],
});

/** A draw, whole: the order, and what each comes to. */
export const settleDraw = (
  drawn: readonly {
    readonly application: string;
    readonly turn: number;
    readonly state: RegistrationState;
  }[],
  at: string,
): Statement => ({
  text: `
    update hall.registration
    set turn = drawn.turn, drawn = drawn.turn, state = drawn.state, since = $4
    from unnest($1::uuid[], $2::int[], $3::text[]) as drawn (application_id, turn, state)
    where registration.application_id = drawn.application_id`,
  values: [
    drawn.map(({ application }) => application),
    drawn.map(({ turn }) => turn),
    drawn.map(({ state }) => state),
    at,
  ],
});

export const markDrawn = ({ service, session }: Place, at: string): Statement => ({
  text: `
    update hall.registration_session
    set drawn_at = $3
    where service_id = $1 and session = $2`,
  values: [service, session, at],
});

/** Those in some states, by turn. Rides registration_roster. */
export const inStates = ({ service, session }: Place, states: readonly RegistrationState[]): Statement => ({
  name: 'hall.registrations-in-states',
  text: `
    select ${columns}
    from hall.registration
    where service_id = $1 and session = $2 and state = any ($3)
    order by turn`,
  values: [service, session, states],
});

export interface DrawnRow {
  readonly application_id: string;
  readonly person: string;
  readonly drawn: number;
}

/** Rides registration_drawn. */
export const drawnIn = ({ service, session }: Place, after: number, limit: number): Statement => ({
  name: 'hall.registrations-drawn',
  text: `
    select application_id, person, drawn
    from hall.registration
    where service_id = $1 and session = $2 and drawn > $3
    order by drawn
    limit $4`,
  values: [service, session, after, limit],
});

/** Everybody who is or was in a session, those with a place first. */
export const rosterOf = ({ service, session }: Place): Statement => ({
  name: 'hall.registration-roster',
  text: `
    select ${columns}
    from hall.registration
    where service_id = $1 and session = $2
    order by array_position(array['placed', 'offered', 'waiting', 'entered'], state), turn, application_id`,
  values: [service, session],
});

export const registrationsOf = ({ service, session }: Place, applications: readonly string[]): Statement => ({
  name: 'hall.registrations-of',
  text: `
    select ${columns}
    from hall.registration
    where service_id = $1 and session = $2 and application_id = any ($3::uuid[])`,
  values: [service, session, applications],
});

/** How many wait before somebody, in his group. */
export const waitingBefore = ({ service_id, session, group_key, turn }: RegistrationRow): Statement => ({
  name: 'hall.registrations-waiting-before',
  text: `
    select count(*)::int as count
    from hall.registration
    where service_id = $1 and session = $2 and state = 'waiting' and group_key = $3 and turn < $4`,
  values: [service_id, session, group_key, turn],
});

/** The session that a worker has to look after first. Rides registration_session_due. */
export const dueSession = (now: string): Statement => ({
  name: 'hall.due-registration-session',
  text: `
    select ${sessionColumns}
    from hall.registration_session
    where due_at <= $1
    order by due_at
    limit 1`,
  values: [now],
});

/**
 * Behind its lock, in the queue with those who register: skipping it would wait for ever while many come. Where another
 * worker was quicker it is not due any more.
 */
export const takeSession = ({ service, session }: Place, now: string): Statement => ({
  name: 'hall.take-registration-session',
  text: `
    select ${sessionColumns}
    from hall.registration_session
    where service_id = $1 and session = $2 and due_at <= $3
    for update`,
  values: [service, session, now],
});

export const lookAgain = ({ service, session }: Place, at: string | null): Statement => ({
  name: 'hall.look-again-at-registration',
  text: `
    update hall.registration_session
    set due_at = $3
    where service_id = $1 and session = $2`,
  values: [service, session, at],
});

/** Whatever was due later is looked after now. */
export const hasten = ({ service, session }: Place, at: string): Statement => ({
  name: 'hall.hasten-registration',
  text: `
    update hall.registration_session
    set due_at = least(due_at, $3)
    where service_id = $1 and session = $2`,
  values: [service, session, at],
});

export const hastenAll = (service: string, at: string): Statement => ({
  text: `
    update hall.registration_session
    set due_at = least(due_at, $2)
    where service_id = $1`,
  values: [service, at],
});

/** The session first, as everybody else; of an application that has no place it does nothing. */
export const leave = (application: string, at: string): readonly Statement[] => [
  {
    name: 'hall.lock-session-of-leaving',
    text: `
      select 1
      from hall.registration_session
      where (service_id, session) in (select service_id, session from hall.registration where application_id = $1)
      for update`,
    values: [application],
  },
  {
    name: 'hall.leave-registration',
    text: `
      with gone as (
        update hall.registration
        set state = 'released', since = $2, confirm_by = null, checked_in_at = null, checked_in_by = null
        where application_id = $1 and ${isLive}
        returning service_id, session
      )
      update hall.registration_session
      set due_at = least(due_at, $2)
      from gone
      where registration_session.service_id = gone.service_id and registration_session.session = gone.session`,
    values: [application, at],
  },
];

export const checkIn = (application: string, at: string, by: string): Statement => ({
  text: `
    update hall.registration
    set checked_in_at = $2, checked_in_by = $3
    where application_id = $1 and state = 'placed'`,
  values: [application, at, by],
});

export const undoCheckIn = (application: string): Statement => ({
  text: `
    update hall.registration
    set checked_in_at = null, checked_in_by = null
    where application_id = $1`,
  values: [application],
});

export interface EventRow {
  readonly id: string;
  readonly at: string;
  readonly person: string;
  readonly act: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export const insertEvent = (
  { service, session }: Place,
  { id, at, person, act, details }: EventRow,
): Statement => ({
  text: `
    insert into hall.registration_event (id, service_id, session, at, person, act, details)
    values ($1, $2, $3, $4, $5, $6, $7)`,
  values: [id, service, session, at, person, act, details],
});

export const eventById = (id: string): Statement => ({
  text: 'select id, at, person, act, details from hall.registration_event where id = $1',
  values: [id],
});

/** What was done to the session itself; who came in when stands in the roster. */
export const eventsOf = ({ service, session }: Place): Statement => ({
  text: `
    select id, at, person, act, details
    from hall.registration_event
    where service_id = $1 and session = $2 and act <> 'checkIn'
    order by at desc, id desc
    limit 100`,
  values: [service, session],
});

export const deleteRegistrationsOf = (applications: readonly string[]): Statement => ({
  text: 'delete from hall.registration where application_id = any ($1::uuid[])',
  values: [applications],
});
