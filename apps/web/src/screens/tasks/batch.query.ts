import type { TaskSummary, TasksAct, TasksActed } from '@yizhan/contract';
import { api } from '../../api/index.ts';

/** How many go in one request; as many as the server takes at once. */
const most = 100;

/** A correction of one's own and a copy are no decisions. */
export const isTickable = ({ kind }: TaskSummary): boolean => kind === 'approval';

export const sendBatch = (act: TasksAct, key: string): Promise<TasksActed> =>
  api.send<TasksActed>('POST', '/tasks/acts', { body: act, key });

/** All that can be ticked on the page, or none when they all are. */
export function tickAll(tasks: readonly TaskSummary[], ticked: ReadonlySet<string>): ReadonlySet<string> {
  const all = tasks
    .filter(isTickable)
    .map(({ id }) => id)
    .slice(0, most);
  return all.every((id) => ticked.has(id)) ? new Set() : new Set(all);
}

export function tickOne(ticked: ReadonlySet<string>, id: string): ReadonlySet<string> {
  if (ticked.has(id)) return new Set([...ticked].filter((one) => one !== id));
  return ticked.size < most ? new Set([...ticked, id]) : ticked;
}
