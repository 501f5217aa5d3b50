/** What an element of one version is in another: by id, or as somebody says, and of the same kind in the same scope. */
import { type Activity, isActivity, type Node, type Program } from '../program.ts';
import type { Frame } from '../state.ts';

/** Old id → new id, for elements (also scopes and processes) that have been renamed. */
export type Renamed = Readonly<Record<string, string>>;

/** Why an instance cannot go over to a version, and the element of the old one that it is about. */
export interface Obstacle {
  readonly element: string;
  readonly name: string;
  /** `missing`: there is none; `kind`: another kind of element; `scope`: elsewhere; `flow`: its join is entered otherwise. */
  readonly why: 'missing' | 'kind' | 'scope' | 'flow';
}

export interface Counterparts {
  idOf(id: string): string;
  /** The old version's program and the new one's, in a frame. */
  programs(frame: string | undefined): { readonly old: Program; readonly now: Program | undefined };
  /** The new element for an old one; undefined where there is none that fits, and then the obstacle is kept. */
  of(id: string, frame: string | undefined): Node | undefined;
  /** The same, but nobody minds where there is none. */
  find(id: string, frame: string | undefined): Node | undefined;
  mind(node: Node, why: Obstacle['why']): void;
  readonly obstacles: readonly Obstacle[];
}

export function counterpartsOf(
  from: Program,
  to: Program,
  frames: readonly Frame[],
  renamed: Renamed,
): Counterparts {
  const obstacles = new Map<string, Obstacle>();
  const idOf = (id: string): string => {
    if (Object.hasOwn(renamed, id)) return renamed[id] ?? id;
    // A version has one start for the applicant, whatever its id, and is one process.
    if (id === from.start && !to.nodes.has(id)) return to.start ?? id;
    return id === from.id ? to.id : id;
  };
  const processOf = (frame: string | undefined): string | undefined => {
    for (let at = frame; at !== undefined; ) {
      const open = frames.find((candidate) => candidate.id === at);
      if (open?.process !== undefined) return open.process;
      at = open?.in;
    }
    return undefined;
  };
  const programs: Counterparts['programs'] = (frame) => {
    const process = processOf(frame);
    if (process === undefined) return { old: from, now: to };
    const old = from.called.get(process);
    if (old === undefined) throw new Error(`process ${process} is called but was not compiled`);
    return { old, now: to.called.get(idOf(process)) };
  };
  const mind = ({ id, name }: Node, why: Obstacle['why']): void => {
    if (!obstacles.has(id)) obstacles.set(id, { element: id, name, why });
  };
  const look = (id: string, frame: string | undefined): { old: Node; found: Node | Obstacle['why'] } => {
    const { old: program, now } = programs(frame);
    const old = program.nodes.get(id);
    if (old === undefined) throw new Error(`there is no element ${id} in process ${program.id}`);
    const node = now?.nodes.get(idOf(id));
    if (node === undefined || now === undefined) return { old, found: 'missing' };
    if (!isSameKind(old, node, idOf)) return { old, found: 'kind' };
    const scope = old.scope === program.id ? now.id : idOf(old.scope);
    return { old, found: node.scope === scope ? node : 'scope' };
  };
  return {
    idOf,
    programs,
    of(id, frame) {
      const { old, found } = look(id, frame);
      if (typeof found !== 'string') return found;
      mind(old, found);
      return undefined;
    },
    find(id, frame) {
      const { found } = look(id, frame);
      return typeof found === 'string' ? undefined : found;
    },
    mind,
    get obstacles() {
      return [...obstacles.values()];
    },
  };
}

function isSameKind(old: Node, node: Node, idOf: (id: string) => string): boolean {
  if (old.kind !== node.kind) return false;
  if (isActivity(old) && isActivity(node)) return isSameActivity(old, node, idOf);
  if ('trigger' in old || 'trigger' in node)
    return triggerOf(old)?.kind === triggerOf(node)?.kind && isSameHost(old, node, idOf);
  return resultOf(old)?.kind === resultOf(node)?.kind;
}

const triggerOf = (node: Node) => ('trigger' in node ? node.trigger : undefined);
const resultOf = (node: Node) =>
  node.kind === 'throwEvent' || node.kind === 'endEvent' ? node.result : undefined;

const isSameHost = (old: Node, node: Node, idOf: (id: string) => string): boolean =>
  old.kind !== 'boundaryEvent' || node.kind !== 'boundaryEvent' || node.attachedTo === idOf(old.attachedTo);

function isSameActivity(old: Activity, node: Activity, idOf: (id: string) => string): boolean {
  if (old.isForCompensation !== node.isForCompensation || repetitionOf(old) !== repetitionOf(node))
    return false;
  if (old.kind === 'subProcess' && node.kind === 'subProcess') return old.variety === node.variety;
  if (old.kind === 'callActivity' && node.kind === 'callActivity') return node.process === idOf(old.process);
  if (old.kind === 'receiveTask' && node.kind === 'receiveTask')
    return old.trigger.kind === node.trigger.kind;
  return true;
}

const repetitionOf = ({ loop }: Activity): string =>
  loop === undefined
    ? ''
    : loop.kind === 'standard'
      ? 'standard'
      : loop.isSequential
        ? 'sequential'
        : 'parallel';
