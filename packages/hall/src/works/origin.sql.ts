import type { Statement } from '@yizhan/database';

export const keepOrigin = (application: string, origin: string, node: string): Statement => ({
  text: `
    insert into hall.application_origin (application_id, origin_id, node)
    values ($1, $2, $3)`,
  values: [application, origin, node],
});

export interface OriginRow {
  readonly application_id: string;
  readonly origin_id: string;
}

/** What an application came from, and what came of it. */
export const kinOf = (application: string): Statement => ({
  name: 'hall.kin-of',
  text: `
    select application_id, origin_id
    from hall.application_origin
    where application_id = $1 or origin_id = $1`,
  values: [application],
});
