import { type Event, type Program, watchPlacements } from '@yizhan/engine';
import type { HistoryRow } from './history.sql.ts';

/** The way that an instance has gone through its process, for its drawing. */
export interface Trail {
  /** Elements come to since the applicant last submitted through all steps, and still behind the instance. */
  readonly nodes: ReadonlySet<string>;
  readonly flows: ReadonlySet<string>;
  /** Steps that nobody was found for, or that went by themselves. */
  readonly skipped: ReadonlySet<string>;
  /** Voices by step, the last first. */
  readonly voices: ReadonlyMap<string, readonly Voiced[]>;
  /** 退回, oldest first. `stands` while the step that sent back has not been come to again. */
  readonly returns: readonly Return[];
}

interface Voiced {
  readonly person: string;
  readonly at: string;
  readonly since: string;
}

interface Return {
  readonly from: string;
  readonly to: string;
  readonly stands: boolean;
}

export function trailOf(rows: readonly HistoryRow[], program: Program): Trail {
  /** By element, in the order of the last coming. */
  const entered = new Map<string, number>();
  const flows = new Map<string, string>();
  const skipped = new Set<string>();
  const voices = new Map<string, Voiced[]>();
  const returns: { readonly from: string; readonly to: string; stands: boolean }[] = [];
  const tasks = new Map<string, { readonly node: string; readonly at: string }>();
  const placed = watchPlacements();
  let order = 0;

  for (const row of rows) for (const event of row.events) note(event, row.at);
  return { nodes: new Set(entered.keys()), flows: new Set(flows.keys()), skipped, voices, returns };

  function note(event: Event, at: string): void {
    const token = placed(event);
    if (token !== undefined) enter(token.at, token.via);
    switch (event.type) {
      case 'submitted':
        if (event.walk === 'again') forget([...entered.keys()].filter((node) => node !== program.start));
        break;
      case 'task-opened':
        tasks.set(event.task.id, { node: event.task.node, at });
        break;
      case 'task-skipped':
        skipped.add(event.node);
        break;
      case 'voted': {
        const task = tasks.get(event.task);
        if (task !== undefined)
          voices.set(task.node, [
            { person: event.person, at, since: task.at },
            ...(voices.get(task.node) ?? []),
          ]);
        break;
      }
      case 'sent-back':
      case 'returned-to-step': {
        const from = tasks.get(event.task)?.node;
        if (from !== undefined) returns.push({ from, to: event.to, stands: true });
        if (event.type === 'returned-to-step') goBackTo(event.to);
        break;
      }
      case 'jumped':
        goBackTo(event.to);
        break;
      case 'taken-back':
        goBackTo(event.node);
        break;
    }
  }

  function enter(node: string, via: string | undefined): void {
    entered.delete(node);
    entered.set(node, ++order);
    if (via !== undefined) flows.set(via, node);
    for (const back of returns) if (back.from === node) back.stands = false;
  }

  /** What was come to after an element, and by way of it, is ahead again. A branch beside it is left as it is. */
  function goBackTo(target: string): void {
    const since = entered.get(target);
    if (since === undefined) return;
    const behind = reachableFrom(program, target);
    forget([...entered].flatMap(([node, at]) => (at >= since && behind.has(node) ? [node] : [])));
  }

  function forget(nodes: readonly string[]): void {
    for (const node of nodes) {
      entered.delete(node);
      skipped.delete(node);
      voices.delete(node);
    }
    for (const [flow, to] of flows) if (nodes.includes(to)) flows.delete(flow);
  }
}

function reachableFrom({ nodes }: Program, start: string): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const id of reached) for (const { to } of nodes.get(id)?.outgoing ?? []) reached.add(to);
  return reached;
}
