import { queryOptions } from '@tanstack/react-query';
import type { TaskDetail, TaskSummary } from '@yizhan/contract';
import { api } from '../../api/index.ts';
import type { Page } from '../../api/types.ts';

export const taskPath = (id: string): string => `/tasks/${encodeURIComponent(id)}`;

export const taskQuery = (id: string) =>
  queryOptions({
    queryKey: ['tasks', id],
    queryFn: ({ signal }) => api.get<TaskDetail>(taskPath(id), signal),
  });

/** The next one to decide after this; corrections of one's own applications are no decisions. */
export async function nextTask(after: string): Promise<TaskSummary | undefined> {
  const { items } = await api.get<Page<TaskSummary>>('/tasks?box=open&limit=10');
  return items.find(({ id, kind }) => kind !== 'resubmission' && id !== after);
}
