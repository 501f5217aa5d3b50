import type { Statistics, StatisticsQuery } from '@yizhan/contract';
import { minutesOfWorkday } from '@yizhan/feel';
import { schoolDay } from '@yizhan/flow';
import { type Administrator, servicesAskedFor } from '../administration/administrator.ts';
import { nameOf } from '../applications/present.ts';
import { organisation, type Room } from '../room.ts';
import { checkPeriod, currentPeriod, momentsOf, type Period, partFor, partsOf } from './period.ts';
import {
  byOrigin,
  byService,
  bySteps,
  byUnit,
  type Counting,
  type GradeRow,
  grades,
  type NamedCountRow,
  type OverdueRow,
  overdue,
  type ReasonRow,
  reasons,
  type ServiceRow,
  type StepRow,
  underWay,
  type VolumeRow,
  volume,
} from './statistics.sql.ts';

/**
 * 统计 of the services that an administrator looks after, or of one of them; of others, nothing is counted. No value of
 * a form is in it.
 * @throws Refused `statistics/period`
 */
export async function readStatistics(
  room: Room,
  administrator: Administrator,
  query: StatisticsQuery,
): Promise<Statistics> {
  const period = periodOf(query, schoolDay(room.now()));
  const by = partFor(period, query.by);
  const [from, before] = momentsOf(period);
  const keys = await servicesAskedFor(room, administrator, query.service);
  const counted = await count(room, { keys, from, before }, by);
  const [current, directory] = await Promise.all([room.catalogue.current(), organisation(room)]);
  const versions = new Map(current.map((version) => [version.id, version]));
  const service = (id: string) => {
    const version = versions.get(id);
    return { id, name: version === undefined ? { zh: id } : nameOf(version) };
  };
  const unit = (id: string) => ({ id, name: directory.unit(id)?.name ?? id });
  const promisedOf = (id: string) => versions.get(id)?.settings.guide.promisedWorkdays;
  const numbers = await room.flow.standingsOf(counted.reasons.map((row) => row.application_id));
  const step = (row: { readonly node: string; readonly name: string }) => ({ id: row.node, name: row.name });
  return {
    ...period,
    by,
    totals: totalsOf(counted),
    volume: partsOf(period, by).map((part) => ({ part, ...partOf(counted.volume, part) })),
    units: counted.units.map(({ name, count }) => ({ unit: unit(name), count })),
    origins: {
      self: countOf(counted.origins, 'self'),
      behalf: countOf(counted.origins, 'behalf'),
      service: countOf(counted.origins, 'service'),
    },
    services: counted.services.map((row) => ({
      service: service(row.service_id),
      submitted: row.submitted,
      ended: row.ended,
      ...(row.median !== null && { median: row.median }),
      ...promise(row, promisedOf(row.service_id)),
    })),
    minutesADay: minutesOfWorkday(room.site.calendar),
    promised: { kept: sum(counted.services, 'kept'), broken: sum(counted.services, 'broken') },
    steps: counted.steps.map((row) => ({
      service: service(row.service_id),
      step: step(row),
      count: row.count,
      median: row.median,
      ninety: row.ninety,
      late: row.late,
      sentBack: row.sent_back,
      rejected: row.rejected,
    })),
    overdueUnits: counted.overdue.flatMap(({ unit: id, due, late, waiting }) =>
      id === null ? [] : [{ unit: unit(id), due, late, waiting }],
    ),
    overdueSteps: counted.overdue.flatMap(({ service_id, node, name, due, late, waiting }) =>
      service_id === null || node === null
        ? []
        : [{ service: service(service_id), step: step({ node, name: name ?? node }), due, late, waiting }],
    ),
    // Of what was forgotten, the words went with it.
    reasons: counted.reasons.map((row) => ({
      at: row.closed_at,
      service: service(row.service_id),
      step: step({ node: row.node, name: row.node_name }),
      outcome: row.outcome,
      application: { id: row.application_id, number: numbers.get(row.application_id)?.business_key ?? null },
      reason: row.reason,
    })),
    ratings: ratingsOf(counted.grades),
  };
}

function periodOf({ period = 'month', from, to }: StatisticsQuery, today: string): Period {
  const current = currentPeriod(period, today);
  return from === undefined && to === undefined
    ? current
    : checkPeriod({ from: from ?? current.from, to: to ?? today });
}

async function count(room: Room, counting: Counting, by: 'day' | 'week' | 'month') {
  const { database } = room;
  const [volumeRows, units, origins, services, now, steps, late, why, given] = await Promise.all([
    database.query<VolumeRow>(volume(counting, by)),
    database.query<NamedCountRow>(byUnit(counting)),
    database.query<NamedCountRow>(byOrigin(counting)),
    database.query<ServiceRow>(byService(counting)),
    database.query<NamedCountRow>(underWay(counting.keys)),
    database.query<StepRow>(bySteps(counting)),
    database.query<OverdueRow>(overdue(counting, room.now())),
    database.query<ReasonRow>(reasons(counting)),
    database.query<GradeRow>(grades(counting)),
  ]);
  return {
    volume: volumeRows,
    units,
    origins,
    services,
    now,
    steps,
    overdue: late,
    reasons: why,
    grades: given,
  };
}

type Counted = Awaited<ReturnType<typeof count>>;

const countOf = (rows: readonly NamedCountRow[], ...names: readonly string[]): number =>
  rows.reduce((total, row) => (names.includes(row.name) ? total + row.count : total), 0);

const sum = (rows: readonly ServiceRow[], column: 'kept' | 'broken'): number =>
  rows.reduce((total, row) => total + row[column], 0);

function totalsOf({ volume: rows, now }: Counted): Statistics['totals'] {
  const total = (what: VolumeRow['what']) =>
    rows.reduce((whole, row) => (row.what === what ? whole + row.count : whole), 0);
  return {
    submitted: total('submitted'),
    approved: total('approved'),
    rejected: total('rejected'),
    cancelled: total('cancelled'),
    terminated: total('terminated'),
    running: countOf(now, 'running'),
    returned: countOf(now, 'returned', 'withdrawn'),
  };
}

function partOf(rows: readonly VolumeRow[], part: string): Omit<Statistics['volume'][number], 'part'> {
  const of = (what: VolumeRow['what']) =>
    rows.find((row) => row.part === part && row.what === what)?.count ?? 0;
  return {
    submitted: of('submitted'),
    approved: of('approved'),
    rejected: of('rejected'),
    others: of('cancelled') + of('terminated'),
  };
}

function promise(
  { kept, broken }: ServiceRow,
  workdays: number | undefined,
): Pick<Statistics['services'][number], 'promised'> {
  if (workdays === undefined && kept + broken === 0) return {};
  return { promised: { kept, broken, ...(workdays !== undefined && { workdays }) } };
}

function ratingsOf(rows: readonly GradeRow[]): Statistics['ratings'] {
  const counts = [1, 2, 3, 4, 5].map((grade) => rows.find((row) => row.grade === grade)?.count ?? 0);
  const all = counts.reduce((total, each) => total + each, 0);
  const points = counts.reduce((total, each, index) => total + each * (index + 1), 0);
  return { grades: counts, ...(all > 0 && { average: Math.round((points / all) * 10) / 10 }) };
}
