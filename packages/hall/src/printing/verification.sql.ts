import type { Statement } from '@yizhan/database';

/** The code of an application: the given one, or that which an earlier print has drawn. Two at once get the same. */
export const drawCode = (application: string, code: string, at: string): Statement => ({
  name: 'hall.draw-verification-code',
  text: `
    insert into hall.verification (application_id, code, drawn_at)
    values ($1, $2, $3)
    on conflict (application_id) do update set code = verification.code
    returning code`,
  values: [application, code, at],
});

/** Rides verification_code_key. */
export const applicationOfCode = (code: string): Statement => ({
  name: 'hall.application-of-verification-code',
  text: `
    select application_id
    from hall.verification
    where code = $1`,
  values: [code],
});

export const deleteCodesOf = (applications: readonly string[]): Statement => ({
  text: 'delete from hall.verification where application_id = any ($1::uuid[])',
  values: [applications],
});
