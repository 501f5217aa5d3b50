import type { Scope } from '@yizhan/feel';
import { findActors } from './actors.ts';
import type { Context } from './context.ts';
import { scopeAt } from './data.ts';
import type { Program, WorkOrder } from './program.ts';
import { startRun } from './run.ts';
import type { State } from './state.ts';

/** Work of the hall's own that is to be done now, with what its expressions read. */
export interface OpenWork {
  readonly order: WorkOrder;
  /** As seen from where it stands: in a repetition with the item's own names. */
  readonly scope: Scope;
  /** Whom it names. */
  readonly people: readonly string[];
  /** Of a tally: the task whose papers count; absent where the ballot was passed over. */
  readonly ballot?: string;
}

/** Undefined where the job is no longer open, or is a worker's outside. */
export function openWork(
  program: Program,
  state: State,
  job: string,
  context: Context,
): OpenWork | undefined {
  const run = startRun(program, state, context);
  const open = state.jobs.find((candidate) => candidate.id === job);
  const token = state.tokens.find((candidate) => candidate.id === open?.token);
  if (open === undefined || token === undefined) return undefined;
  const node = run.node(open.node, token.in);
  if (node.kind !== 'serviceTask' || node.order === undefined) return undefined;
  const { order } = node;
  const ballot = order.is === 'tally' ? state.ballots?.[order.ballot] : undefined;
  return {
    order,
    ...(ballot !== undefined && { ballot }),
    scope: scopeAt(run, token.in),
    people: order.is === 'notify' ? findActors(run, order.actors, node.id, token.in) : [],
  };
}
