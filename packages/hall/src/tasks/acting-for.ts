import type { Program, Task } from '@yizhan/engine';
import { type Instance, schoolDay } from '@yizhan/flow';
import type { Directory } from '@yizhan/identity';
import { organisation, type Room } from '../room.ts';
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

/** A task, and whose it is: the viewer's own, or of somebody he is a proxy of. */
export interface Holding {
  readonly task: Task;
  readonly person: string;
}

/** A ballot is the voter's own, unless its step says that a proxy may vote. */
function isPersonal(task: Task, program: Program): boolean {
  const node = program.nodes.get(task.node);
  return node?.kind === 'userTask' && node.approval.ballot?.byProxy === false;
}

/** The first of these tasks that is the viewer's own, else that of a principal. Correcting a form is nobody else's. */
export function heldAmong(
  tasks: readonly Task[],
  viewer: Viewer,
  principals: readonly string[],
  program: Program,
): Holding | undefined {
  const heldBy = (person: string) => (task: Task) =>
    (person === viewer.id || (task.kind === 'approval' && !isPersonal(task, program))) &&
    task.signers.some((signer) => signer.person === person || signer.delegate === person);
  for (const person of [viewer.id, ...principals]) {
    const task = tasks.find(heldBy(person));
    if (task !== undefined) return { task, person };
  }
  return undefined;
}

/** What the viewer holds of an application: 代理 ends where one's own errand begins. */
export async function holdingOf(
  room: Room,
  viewer: Viewer,
  { row, state, definition }: Instance,
  tasks: readonly Task[] = state.tasks,
): Promise<Holding | undefined> {
  const isOwn = viewer.id === row.applicant || viewer.id === row.initiator;
  const principals = isOwn ? [] : principalsFor(await organisation(room), viewer, row.key, room.now());
  return heldAmong(tasks, viewer, principals, definition.program);
}
