import type { Task } from '@yizhan/engine';
import { schoolDay } from '@yizhan/flow';
import type { Directory } from '@yizhan/identity';
import type { Viewer } from '../viewer.ts';

/** 代理: those for whom the viewer may act today, each with the services (null: all). */
export function principalsOf(
  directory: Directory,
  viewer: Viewer,
  now: string,
): readonly { readonly person: string; readonly keys: readonly string[] | null }[] {
  return directory
    .proxiesHeldBy(viewer.id, schoolDay(now))
    .map(({ principal, services }) => ({ person: principal, keys: services }));
}

/** Those for whom the viewer may act today on tasks of a service. */
export const principalsFor = (
  directory: Directory,
  viewer: Viewer,
  service: string,
  now: string,
): readonly string[] =>
  principalsOf(directory, viewer, now)
    .filter(({ keys }) => keys === null || keys.includes(service))
    .map(({ person }) => person);

/** Whose voice the viewer gives on a task: his own where he is asked, else that of somebody he is a proxy of. */
export function speakerOn(
  task: Task | undefined,
  viewer: Viewer,
  principals: readonly string[],
): string | undefined {
  const isIn = (person: string) =>
    task?.signers.some((signer) => signer.person === person || signer.delegate === person);
  if (isIn(viewer.id)) return viewer.id;
  return task?.kind === 'approval' ? principals.find(isIn) : undefined;
}
