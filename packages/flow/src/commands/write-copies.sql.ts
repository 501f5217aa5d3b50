import type { Statement } from '@yizhan/database';
import type { Event, State } from '@yizhan/engine';

/**
 * Keeps who got a copy (抄送); a second copy is news again. Whose application it is needs none. Undefined where a command
 * sent none.
 */
export function writeCopies(
  instance: string,
  { events, state }: { readonly events: readonly Event[]; readonly state: State },
  at: string,
): Statement | undefined {
  const copies = events.flatMap((event) => (event.type === 'noted' && event.act === 'cc' ? [event] : []));
  const last = copies.at(-1);
  if (last === undefined) return undefined;
  const owners = [state.initiator, state.applicant.person];
  return {
    name: 'flow.write-copies',
    text: `
      insert into flow.copy (instance_id, person, copied_by, at, step)
      select $1, person, $3, $4, $5
      from unnest($2::text[]) as person
      on conflict (instance_id, person) do update
      set copied_by = excluded.copied_by, at = excluded.at, step = excluded.step, read_at = null`,
    values: [
      instance,
      [...new Set(copies.flatMap(({ people = [] }) => people))].filter((person) => !owners.includes(person)),
      last.person,
      at,
      last.step ?? null,
    ],
  };
}
