import type { InstanceRow } from '../reads/instances.sql.ts';

/**
 * Instances as this server saw them last. They may be old: nothing is shown to anybody from here but what he has just
 * done himself, and what is decided on one is written only while the database still has that revision of it.
 */
export interface HeldInstances {
  get(id: string): InstanceRow | undefined;
  /** The instance that had this task open when it was seen last. */
  withTask(task: string): InstanceRow | undefined;
  hold(row: InstanceRow): void;
  forget(id: string): void;
}

/** Some ten kilobytes each; what has long tables would be a megabyte, and is read anew instead. */
const mostHeld = 2000;
const longTable = 50;

export function openHeldInstances(): HeldInstances {
  // In the order in which they were seen: the first is the one that nobody has asked for the longest.
  const rows = new Map<string, InstanceRow>();
  const instanceOf = new Map<string, string>();
  const forget = (id: string) => {
    for (const task of rows.get(id)?.state.tasks ?? []) instanceOf.delete(task.id);
    rows.delete(id);
  };
  return {
    get: (id) => rows.get(id),
    withTask: (task) => rows.get(instanceOf.get(task) ?? ''),
    hold(row) {
      // A read that began earlier may come back later.
      if ((rows.get(row.id)?.revision ?? 0) > row.revision) return;
      forget(row.id);
      if (Object.values(row.data).some((value) => Array.isArray(value) && value.length > longTable)) return;
      rows.set(row.id, row);
      for (const task of row.state.tasks) instanceOf.set(task.id, row.id);
      if (rows.size > mostHeld) for (const oldest of [...rows.keys()].slice(0, mostHeld / 10)) forget(oldest);
    },
    forget,
  };
}
