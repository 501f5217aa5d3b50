import type { Database } from '@yizhan/database';

const services = 40;

/** By number from 1. */
export const service = (number: number): string => `service-${number}`;

/** Applications of the last three years with four steps each, as the worker would have counted them; set-based. */
export async function fillFacts(database: Database, applications: number): Promise<void> {
  await database.query({ text: manyApplications, values: [applications, services] });
  await database.query({ text: theirSteps });
  await database.query({ text: 'vacuum analyze' });
  await database.query({ text: 'checkpoint' });
}

const manyApplications = `
  insert into hall.application_fact (application_id, service_id, revision, calendar, status, unit, origin, submitted_at,
    ended_at, work_minutes, promised_minutes, grade, rated_at)
  select gen_random_uuid(), 'service-' || 1 + n % $2::integer, 9, '',
    case when n % 20 = 0 then 'running' when n % 10 = 1 then 'rejected' else 'approved' end, 'unit-' || n % 50, 'self', at,
    case when n % 20 > 0 then at + make_interval(hours => n % 300) end, n * 7919 % 4000, 2100,
    case when n % 6 = 1 then 1 + n % 5 end, case when n % 6 = 1 then at + interval '10 days' end
  from generate_series(1, $1::integer) as n,
    lateral (select now() - make_interval(secs => n * (3 * 365 * 86400.0 / $1::integer)) as at) as moment`;

const theirSteps = `
  insert into hall.step_fact (task_id, application_id, service_id, node, node_name, kind, unit, opened_at, due_at, closed_at,
    work_minutes, outcome, itself, reason)
  select gen_random_uuid(), application_id, service_id, 'step-' || step, '环节 ' || step, 'approval',
    'unit-' || (work_minutes + step) % 50, submitted_at, submitted_at + interval '3 days',
    case when status <> 'running' or step < 4 then submitted_at + make_interval(hours => (work_minutes * step) % 120) end,
    (work_minutes * step) % 900,
    case
      when status = 'running' and step = 4 then null
      when work_minutes % 17 = 0 and step = 2 then 'sentBack'
      when status = 'rejected' and step = 4 then 'rejected'
      else 'approved'
    end,
    false, case when work_minutes % 17 = 0 and step = 2 then '材料不全' end
  from hall.application_fact, generate_series(1, 4) as step`;
