import type { Statement } from '@yizhan/database';
import type { State } from '@yizhan/engine';
import type { Locked, Order } from '../commands/order.ts';
import { programAt } from '../commands/writing-of.ts';
import { writeMigration } from './migrate.sql.ts';

/** What a migration changes in the room's tables besides what every command does; undefined for all other orders. */
export function migrationOf(order: Order, locked: Locked, after: State): Statement | undefined {
  if (order.migration === undefined) return undefined;
  const { to, renamed } = order.migration;
  const kept = after.tasks.filter((task) => locked.state.tasks.some((before) => before.id === task.id));
  const tasks = kept.map(({ id, ...task }) => ({
    id,
    node: task.node,
    nodeName: programAt(to, after, { id, ...task }).nodes.get(task.node)?.name ?? task.node,
  }));
  return writeMigration(order.instance, to.id, tasks, renamed);
}
