/**
 * What is counted, each in one statement over the facts of a period. Every figure goes by the moment at which it came
 * about: what was submitted by its submission, what has ended by its end, a step by when it was closed, what is overdue
 * by when it was due, a rating by when it was given. One service rides the indexes that begin with it; all of them
 * together read the facts of all, which are narrow.
 */
import type { Statement } from '@yizhan/database';

export interface Counting {
  /** Services by their ids; null: all. */
  readonly keys: readonly string[] | null;
  readonly from: string;
  readonly before: string;
}

const isAsked = (alias: string) => `($1::text[] is null or ${alias}.service_id = any ($1))`;
const asked = ({ keys, from, before }: Counting) => [keys, from, before];

export interface VolumeRow {
  readonly part: string;
  readonly what: 'submitted' | 'approved' | 'rejected' | 'cancelled' | 'terminated';
  readonly count: number;
}

export const volume = (counting: Counting, part: 'day' | 'week' | 'month'): Statement => ({
  text: `
    select (date_trunc($4, moment.at at time zone 'Asia/Shanghai'))::date::text as part, moment.what, count(*)::int as count
    from hall.application_fact as fact
    cross join lateral (values (fact.submitted_at, 'submitted'), (fact.ended_at, fact.status)) as moment (at, what)
    where ${isAsked('fact')}
      and moment.at >= $2 and moment.at < $3
      and (fact.submitted_at >= $2 and fact.submitted_at < $3 or fact.ended_at >= $2 and fact.ended_at < $3)
    group by date_trunc($4, moment.at at time zone 'Asia/Shanghai'), 2
    order by 1, 2`,
  values: [...asked(counting), part],
});

export interface NamedCountRow {
  readonly name: string;
  readonly count: number;
}

/** By whom: the applicants' units. */
export const byUnit = (counting: Counting): Statement => submittedBy(counting, 'unit');
/** How: by oneself, on somebody's behalf, by another service. */
export const byOrigin = (counting: Counting): Statement => submittedBy(counting, 'origin');

const submittedBy = (counting: Counting, column: 'unit' | 'origin'): Statement => ({
  text: `
    select ${column} as name, count(*)::int as count
    from hall.application_fact as fact
    where ${isAsked('fact')} and submitted_at >= $2 and submitted_at < $3
    group by 1
    order by 2 desc, 1`,
  values: asked(counting),
});

export interface ServiceRow {
  readonly service_id: string;
  readonly submitted: number;
  readonly ended: number;
  /** Of those that were approved or rejected; working time. */
  readonly median: number | null;
  readonly kept: number;
  readonly broken: number;
}

/** 承诺时限: of what was approved or rejected, whether it took no longer than the guide had promised. */
export const byService = (counting: Counting): Statement => ({
  text: `
    select service_id,
      count(*) filter (where submitted_at >= $2 and submitted_at < $3)::int as submitted,
      count(*) filter (where ended_at >= $2 and ended_at < $3)::int as ended,
      percentile_cont(0.5) within group (order by work_minutes) filter (where ${isDealtWith}) as median,
      count(*) filter (where ${isDealtWith} and work_minutes <= promised_minutes)::int as kept,
      count(*) filter (where ${isDealtWith} and work_minutes > promised_minutes)::int as broken
    from hall.application_fact as fact
    where ${isAsked('fact')}
      and (submitted_at >= $2 and submitted_at < $3 or ended_at >= $2 and ended_at < $3)
    group by 1
    order by 2 desc, 1`,
  values: asked(counting),
});

const isDealtWith = `ended_at >= $2 and ended_at < $3 and status in ('approved', 'rejected')`;

/** What is under way at this moment, whatever the period. */
export const underWay = (keys: readonly string[] | null): Statement => ({
  text: `
    select status as name, count(*)::int as count
    from hall.application_fact as fact
    where ${isAsked('fact')} and ended_at is null
    group by 1
    order by 1`,
  values: [keys],
});

export interface StepRow {
  readonly service_id: string;
  readonly node: string;
  readonly name: string;
  readonly count: number;
  readonly median: number;
  readonly ninety: number;
  readonly late: number;
  readonly sent_back: number;
  readonly rejected: number;
}

/** More than these nobody compares; the slowest come first. */
const mostSteps = 200;

/**
 * Working minutes that steps have waited for people, of those closed by somebody. The median is the middle one, or
 * half-way between the two in the middle; within `ninety` nine of ten were done.
 */
export const bySteps = (counting: Counting): Statement => ({
  text: `
    select service_id, node, max(node_name) as name, count(*)::int as count,
      percentile_cont(0.5) within group (order by work_minutes) as median,
      percentile_disc(0.9) within group (order by work_minutes) as ninety,
      count(*) filter (where closed_at > due_at)::int as late,
      count(*) filter (where outcome = 'sentBack')::int as sent_back,
      count(*) filter (where outcome = 'rejected')::int as rejected
    from hall.step_fact as fact
    where ${isAsked('fact')} and closed_at >= $2 and closed_at < $3
      and kind = 'approval' and not itself and outcome in ('approved', 'rejected', 'sentBack')
    group by 1, 2
    order by ninety desc, count desc, 1, 2
    limit ${mostSteps}`,
  values: asked(counting),
});

export interface OverdueRow {
  /** Either of a unit, or of a step. */
  readonly unit: string | null;
  readonly service_id: string | null;
  readonly node: string | null;
  readonly name: string | null;
  readonly due: number;
  readonly late: number;
  /** Of the late ones, those that are still open. */
  readonly waiting: number;
}

/** Tasks that were due in the period: done after that, or not done at all by now. */
export const overdue = (counting: Counting, now: string): Statement => ({
  text: `
    select unit, service_id, node, max(node_name) as name, count(*)::int as due,
      count(*) filter (where coalesce(closed_at, $4) > due_at)::int as late,
      count(*) filter (where closed_at is null and due_at < $4)::int as waiting
    from hall.step_fact as fact
    where ${isAsked('fact')} and due_at >= $2 and due_at < $3 and kind = 'approval' and outcome is distinct from 'dropped'
    group by grouping sets ((unit), (service_id, node))
    having count(*) filter (where coalesce(closed_at, $4) > due_at) > 0
    order by late desc, due, 1, 2, 3
    limit ${mostSteps}`,
  values: [...asked(counting), now],
});

export interface ReasonRow {
  readonly application_id: string;
  readonly service_id: string;
  readonly node: string;
  readonly node_name: string;
  readonly outcome: 'sentBack' | 'rejected';
  readonly closed_at: string;
  readonly reason: string;
}

const mostReasons = 50;

/** Why it was sent back or rejected, the latest first; only what the owner may read was written down. */
export const reasons = (counting: Counting): Statement => ({
  text: `
    select application_id, service_id, node, node_name, outcome, closed_at, reason
    from hall.step_fact as fact
    where ${isAsked('fact')} and closed_at >= $2 and closed_at < $3
      and reason is not null
    order by closed_at desc, task_id
    limit ${mostReasons}`,
  values: asked(counting),
});

export interface GradeRow {
  readonly grade: number;
  readonly count: number;
}

export const grades = (counting: Counting): Statement => ({
  text: `
    select grade, count(*)::int as count
    from hall.application_fact as fact
    where ${isAsked('fact')} and rated_at >= $2 and rated_at < $3
    group by 1
    order by 1`,
  values: asked(counting),
});
