import type { Statement } from '@yizhan/database';
import type { After, Keys } from '../administration/administration.sql.ts';

export interface IncidentRow {
  readonly id: string;
  readonly instance_id: string | null;
  readonly source: string;
  readonly element: string;
  readonly code: string;
  readonly message: string;
  readonly at: string;
  readonly times: number;
}

export type NewIncident = Omit<IncidentRow, 'at' | 'times'>;

/** One open incident for each thing that failed; failing again is counted there. */
export const openIncident = (incident: NewIncident, at: string): Statement => ({
  text: `
    insert into flow.incident (id, instance_id, source, element, code, message, at)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (instance_id, source) where resolved_at is null
    do update set times = incident.times + 1, message = excluded.message, code = excluded.code, at = excluded.at`,
  values: [
    incident.id,
    incident.instance_id,
    incident.source,
    incident.element,
    incident.code,
    incident.message,
    at,
  ],
});

/** What had failed has worked after all. */
export const settleIncident = (source: string, at: string): Statement => ({
  text: `
    update flow.incident
    set resolved_at = $2
    where source = $1 and resolved_at is null`,
  values: [source, at],
});

/** An incident with what a list tells of its instance. */
export interface IncidentOfInstanceRow extends IncidentRow {
  readonly resolved_at: string | null;
  readonly resolved_by: string | null;
  readonly definition_id: string | null;
  readonly key: string | null;
  readonly business_key: string | null;
  readonly applicant: string | null;
}

export interface IncidentFilter {
  readonly keys: Keys;
  readonly isOpen: boolean;
  readonly code: string | undefined;
  readonly instance: string | undefined;
}

/** The latest first. Rides incident_at or incident_instance. */
export const incidents = (
  { keys, isOpen, code, instance }: IncidentFilter,
  after: After,
  limit: number,
): Statement => ({
  text: `
    select incident.*, instance.definition_id, instance.key, instance.business_key, instance.applicant
    from flow.incident
    left join flow.instance on instance.id = incident.instance_id
    where incident.resolved_at is ${isOpen ? '' : 'not'} null
      and (incident.at, incident.id) < ($1, $2)
      and ($3::text[] is null or instance.key = any ($3))
      and ($4::text is null or incident.code = $4)
      and ($5::uuid is null or incident.instance_id = $5)
    order by incident.at desc, incident.id desc
    limit $6`,
  values: [
    after?.[0] ?? 'infinity',
    after?.[1] ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff',
    keys,
    code ?? null,
    instance ?? null,
    limit,
  ],
});

export const incidentById = (id: string): Statement => ({
  text: `
    select incident.*, instance.definition_id, instance.key, instance.business_key, instance.applicant
    from flow.incident
    left join flow.instance on instance.id = incident.instance_id
    where incident.id = $1`,
  values: [id],
});

/** Mended: what failed is due again at once. Nothing is answered when somebody was quicker. */
export const retryIncident = (id: string, person: string, at: string): Statement => ({
  text: `
    with resolved as (
      update flow.incident
      set resolved_at = $3, resolved_by = $2
      where id = $1 and resolved_at is null
      returning instance_id, source
    ),
    job as (
      update flow.job
      set failed_at = null, attempts = 0, due_at = now(), leased_until = null
      where instance_id in (select instance_id from resolved) and id::text in (select source from resolved)
    ),
    wait as (
      update flow.wait
      set leased_until = null
      where (instance_id, id) in (select instance_id, source from resolved)
    ),
    message as (
      update flow.message
      set leased_until = null
      where id::text in (select source from resolved)
    )
    select instance_id from resolved`,
  values: [id, person, at],
});
