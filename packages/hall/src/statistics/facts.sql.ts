import type { Statement } from '@yizhan/database';

export interface ApplicationFact {
  readonly application_id: string;
  readonly service_id: string;
  readonly revision: number;
  readonly calendar: string;
  readonly status: string;
  readonly unit: string;
  readonly origin: 'self' | 'behalf' | 'service';
  readonly submitted_at: string;
  readonly ended_at: string | null;
  readonly work_minutes: number | null;
  readonly promised_minutes: number | null;
}

export interface StepFact {
  readonly task_id: string;
  readonly node: string;
  readonly node_name: string;
  readonly kind: string;
  readonly unit: string;
  readonly opened_at: string;
  readonly due_at: string | null;
  readonly closed_at: string | null;
  readonly work_minutes: number | null;
  readonly outcome: string | null;
  readonly itself: boolean;
  readonly reason: string | null;
}

/**
 * The application and its steps in one statement. The application's row is what two who count at once wait for: whoever
 * comes with an older revision writes nothing at all. A step that is closed keeps the unit that closed it, wherever that
 * person works later. Where an application came from, another row says which may come later than it.
 */
export const writeFacts = (fact: ApplicationFact, steps: readonly StepFact[]): Statement => ({
  name: 'hall.write-facts',
  text: `
    with counted as (
      insert into hall.application_fact as fact (application_id, service_id, revision, calendar, status, unit, origin,
        submitted_at, ended_at, work_minutes, promised_minutes)
      values ($1, $2, $3, $4, $5, $6,
        case when exists (select from hall.application_origin where application_id = $1) then 'service' else $7 end,
        $8, $9, $10, $11)
      on conflict (application_id) do update set revision = excluded.revision, calendar = excluded.calendar,
        status = excluded.status, origin = excluded.origin, ended_at = excluded.ended_at,
        work_minutes = excluded.work_minutes, promised_minutes = excluded.promised_minutes
      where fact.revision <= excluded.revision
      returning application_id
    )
    insert into hall.step_fact as step (application_id, service_id, task_id, node, node_name, kind, unit, opened_at, due_at,
      closed_at, work_minutes, outcome, itself, reason)
    select $1, $2, given.*
    from jsonb_to_recordset($12::jsonb) as given (task_id uuid, node text, node_name text, kind text, unit text,
      opened_at timestamptz, due_at timestamptz, closed_at timestamptz, work_minutes integer, outcome text, itself boolean,
      reason text)
    where exists (select from counted)
    on conflict (task_id) do update set node_name = excluded.node_name, due_at = excluded.due_at,
      closed_at = excluded.closed_at, work_minutes = excluded.work_minutes, outcome = excluded.outcome,
      itself = excluded.itself, reason = excluded.reason,
      unit = case when step.closed_at is null then excluded.unit else step.unit end`,
  values: [
    fact.application_id,
    fact.service_id,
    fact.revision,
    fact.calendar,
    fact.status,
    fact.unit,
    fact.origin,
    fact.submitted_at,
    fact.ended_at,
    fact.work_minutes,
    fact.promised_minutes,
    JSON.stringify(steps),
  ],
});

export interface CountedRow {
  readonly application_id: string;
  readonly revision: number;
  readonly calendar: string;
}

export const countedOf = (applications: readonly string[]): Statement => ({
  text: `
    select application_id, revision, calendar
    from hall.application_fact
    where application_id = any ($1::uuid[])`,
  values: [applications],
});

/** What is counted of forgotten applications stays; what was said goes. Rides step_fact_application. */
export const forgetReasonsOf = (applications: readonly string[]): Statement => ({
  text: `
    update hall.step_fact
    set reason = null
    where application_id = any ($1::uuid[]) and reason is not null`,
  values: [applications],
});

export const gradeFact = (application: string, grade: number, at: string): Statement => ({
  text: `
    update hall.application_fact
    set grade = $2, rated_at = $3
    where application_id = $1`,
  values: [application, grade, at],
});

/** Of what has become confidential after it was counted. */
export const deleteFacts = (application: string): Statement => ({
  text: `
    with steps as (
      delete from hall.step_fact
      where application_id = $1
    )
    delete from hall.application_fact
    where application_id = $1`,
  values: [application],
});
