import type { Statement } from '@yizhan/database';

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

/** One open incident for each thing that failed; failing again is counted there. */
export const openIncident = (incident: Omit<IncidentRow, 'at' | 'times'>, at: string): Statement => ({
  text: `
    insert into flow.incident (id, instance_id, source, element, code, message, at)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (source) where resolved_at is null
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

export const openIncidents = (limit: number): Statement => ({
  text: `
    select id, instance_id, source, element, code, message, at, times
    from flow.incident
    where resolved_at is null
    order by at desc
    limit $1`,
  values: [limit],
});

/** Mended: what failed is due again at once. */
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
      where id::text in (select source from resolved)
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
    select instance_id, source from resolved`,
  values: [id, person, at],
});
