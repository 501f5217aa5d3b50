import type { Statement } from '@yizhan/database';

export interface CopyRow {
  readonly step: string | null;
}

/** Whether an application was copied (抄送) to a person. Rides copy's primary key. */
export const copyFor = (person: string, instance: string): Statement => ({
  name: 'flow.copy-for',
  text: `
    select step
    from flow.copy
    where instance_id = $2 and person = $1`,
  values: [person, instance],
});

export const markCopyRead = (person: string, instance: string, at: string): Statement => ({
  name: 'flow.mark-copy-read',
  text: `
    update flow.copy
    set read_at = $3
    where instance_id = $2 and person = $1 and read_at is null`,
  values: [person, instance, at],
});
