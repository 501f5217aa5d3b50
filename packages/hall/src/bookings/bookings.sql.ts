import type { Statement } from '@yizhan/database';

export interface BookingRow {
  readonly id: string;
  readonly resource_id: string;
  readonly starts: string;
  readonly ends: string;
  readonly status: 'held' | 'confirmed' | 'released';
  readonly origin: 'application' | 'timetable';
  readonly application_id: string | null;
  readonly field: string | null;
  readonly person: string | null;
  readonly timetable: string | null;
  readonly title: string | null;
  readonly expires_at: string | null;
}

const columns = `id, resource_id, lower(during) as starts, upper(during) as ends, status, origin, application_id,
      field, person, timetable, title, expires_at`;

/** In one order for all, so that no two wait for each other. */
export const lockResources = (resources: readonly string[]): Statement => ({
  name: 'hall.lock-resources',
  text: `
    select pg_advisory_xact_lock(hashtextextended('hall.booking ' || resource, 0))
    from (select unnest($1::text[]) as resource order by 1) as wanted`,
  values: [[...new Set(resources)].sort()],
});

/** What an application holds, or held until the time ran out; behind it what others are to know is settled. */
export const ownBookings = (application: string): Statement => ({
  name: 'hall.own-bookings',
  text: `
    select ${columns}
    from hall.booking
    where application_id = $1 and (status in ('held', 'confirmed') or released_for = 'expired')
    order by during`,
  values: [application],
});

export interface Times {
  readonly starts: readonly string[];
  readonly ends: readonly string[];
}

/** Rides the index of booking_apart. */
export const overlapping = (
  resources: readonly string[],
  { starts, ends }: Times,
  besides: string | undefined,
): Statement => ({
  text: `
    select distinct ${columns}
    from unnest($2::timestamptz[], $3::timestamptz[]) as wish (starts, ends)
    join hall.booking on resource_id = any ($1::text[]) and during && tstzrange(wish.starts, wish.ends)
      and status in ('held', 'confirmed')
    where application_id is distinct from $4
    order by starts, id`,
  values: [resources, starts, ends, besides ?? null],
});

export const releaseExpired = (now: string, resources?: readonly string[]): Statement => ({
  text: `
    update hall.booking
    set status = 'released', released_for = 'expired', released_at = $1
    where status = 'held' and expires_at <= $1 and ($2::text[] is null or resource_id = any ($2))
    returning id`,
  values: [now, resources ?? null],
});

/** What an application held, or has lost by waiting, makes room for what it wants now. */
export const moveAway = (application: string, now: string): Statement => ({
  text: `
    update hall.booking
    set status = 'released', released_for = 'moved', released_at = $2
    where application_id = $1 and (status in ('held', 'confirmed') or released_for = 'expired')`,
  values: [application, now],
});

export const extendHold = (application: string, expires: string): Statement => ({
  text: `
    update hall.booking
    set expires_at = $2
    where application_id = $1 and status = 'held'`,
  values: [application, expires],
});

export interface NewHold {
  readonly id: string;
  readonly resource: string;
  readonly starts: string;
  readonly ends: string;
  readonly field: string;
  readonly expires: string;
}

export const insertHolds = (
  application: string,
  person: string,
  holds: readonly NewHold[],
  now: string,
): Statement => ({
  text: `
    insert into hall.booking
      (id, resource_id, during, status, origin, application_id, field, person, expires_at, held_at)
    select id, resource, tstzrange(starts, ends), 'held', 'application', $1, field, $2, expires, $3
    from unnest($4::uuid[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::text[], $9::timestamptz[])
      as hold (id, resource, starts, ends, field, expires)`,
  values: [
    application,
    person,
    now,
    holds.map(({ id }) => id),
    holds.map(({ resource }) => resource),
    holds.map(({ starts }) => starts),
    holds.map(({ ends }) => ends),
    holds.map(({ field }) => field),
    holds.map(({ expires }) => expires),
  ],
});

/** What ran out meanwhile counts again, unless somebody else has it: then booking_apart refuses. */
export const confirmBookings = (application: string): Statement => ({
  name: 'hall.confirm-bookings',
  text: `
    update hall.booking
    set status = 'confirmed', expires_at = null, released_at = null, released_for = null
    where application_id = $1 and (status = 'held' or released_for = 'expired')`,
  values: [application],
});

export const releaseBookings = (
  application: string,
  reason: 'ended' | 'given-back',
  now: string,
): Statement => ({
  name: 'hall.release-bookings',
  text: `
    update hall.booking
    set status = 'released', released_for = $2, released_at = $3
    where application_id = $1 and (status in ('held', 'confirmed') or released_for = 'expired')`,
  values: [application, reason, now],
});

export const deleteBookingsOf = (applications: readonly string[]): Statement => ({
  text: `
    delete from hall.booking
    where application_id = any ($1::uuid[])`,
  values: [applications],
});

export const timetableResources = (timetable: string): Statement => ({
  text: `
    select distinct resource_id
    from hall.booking
    where timetable = $1`,
  values: [timetable],
});

export const deleteTimetable = (timetable: string): Statement => ({
  text: `
    delete from hall.booking
    where timetable = $1`,
  values: [timetable],
});

interface NewLesson extends Omit<NewHold, 'field' | 'expires'> {
  readonly title: string;
}

export const insertLessons = (timetable: string, lessons: readonly NewLesson[], now: string): Statement => ({
  text: `
    insert into hall.booking (id, resource_id, during, status, origin, timetable, title, held_at)
    select id, resource, tstzrange(starts, ends), 'confirmed', 'timetable', $1, title, $2
    from unnest($3::uuid[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::text[])
      as lesson (id, resource, starts, ends, title)`,
  values: [
    timetable,
    now,
    lessons.map(({ id }) => id),
    lessons.map(({ resource }) => resource),
    lessons.map(({ starts }) => starts),
    lessons.map(({ ends }) => ends),
    lessons.map(({ title }) => title),
  ],
});
