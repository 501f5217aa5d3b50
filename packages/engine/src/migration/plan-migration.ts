import { endsWell } from '../net/relocate.ts';
import { isActivity, type Node, type Program } from '../program.ts';
import type { Frame, Standing, State, Token, Undoable, Wait } from '../state.ts';
import { type Counterparts, counterpartsOf, type Obstacle, type Renamed } from './counterparts.ts';

export type MigrationPlan =
  | { readonly standing: Standing }
  | { readonly obstacles: readonly Obstacle[] }
  /** All have their counterparts, but from there the process could not end: names where tokens would stand. */
  | { readonly stuck: readonly string[] };

/** How an instance would stand in another version of its process, or all that speaks against it. */
export function planMigration(from: Program, to: Program, state: State, renamed: Renamed): MigrationPlan {
  const counterparts = counterpartsOf(from, to, state.frames, renamed);
  const { idOf } = counterparts;
  const frames = state.frames.map((frame) => migratedFrame(frame, counterparts));
  const tokens = state.tokens.map((token) => migratedToken(token, counterparts));
  const standing: Standing = {
    frames,
    tokens,
    tasks: state.tasks.map((task) => ({ ...task, node: idOf(task.node) })),
    waits: state.waits.flatMap((wait) => migratedWait(wait, state.tokens, counterparts)),
    jobs: state.jobs.map((job) => {
      const node = counterparts.of(job.node, frameOf(state.tokens, job.token));
      return { ...job, node: idOf(job.node), ...(node?.kind === 'serviceTask' && { work: node.work }) };
    }),
    undoable: state.undoable.map((undoable) => migratedUndoable(undoable, undoable.in, counterparts)),
    undoing: state.undoing.map((undoing) => ({
      ...undoing,
      handlers: undoing.handlers.map((handler) => {
        counterparts.of(handler, scopeAround(state, undoing.token));
        return idOf(handler);
      }),
    })),
    // What has become something else is no step to send back to any more.
    approvals: state.approvals
      .map(({ node, people }) => ({ node: idOf(node), people }))
      .filter(({ node }) => (to.nodes.get(node)?.kind ?? 'userTask') === 'userTask'),
    choices: Object.fromEntries(Object.entries(state.choices).map(([node, people]) => [idOf(node), people])),
    ...backOf(state, from, to, renamed),
  };
  if (counterparts.obstacles.length > 0) return { obstacles: counterparts.obstacles };
  const stuck = stuckIn(to, state, standing, counterparts);
  return stuck.length > 0 ? { stuck } : { standing };
}

function migratedFrame(frame: Frame, counterparts: Counterparts): Frame {
  counterparts.of(frame.node, frame.in);
  return {
    ...frame,
    node: counterparts.idOf(frame.node),
    ...(frame.process !== undefined && { process: counterparts.idOf(frame.process) }),
  };
}

/** Where a token waits at a join, the flow by which it came must lead there as well. */
function migratedToken({ via, ...token }: Token, counterparts: Counterparts): Token {
  const node = counterparts.of(token.at, token.in);
  const { old } = counterparts.programs(token.in);
  const moved: Token = { ...token, at: counterparts.idOf(token.at) };
  if (node === undefined || via === undefined) return moved;
  const came = old.flows.get(via);
  const flow =
    node.incoming.find((each) => each.id === counterparts.idOf(via)) ??
    node.incoming.find((each) => came !== undefined && each.from === counterparts.idOf(came.from));
  if (flow !== undefined) return { ...moved, via: flow.id };
  const isJoin = node.kind === 'parallelGateway' || node.kind === 'inclusiveGateway';
  const waiting = old.nodes.get(token.at);
  if (isJoin && waiting !== undefined) counterparts.mind(waiting, 'flow');
  return moved;
}

/** Gone is what the new version does not listen for; what a token itself stands and waits for must be there. */
function migratedWait(wait: Wait, tokens: readonly Token[], counterparts: Counterparts): readonly Wait[] {
  const { old, now } = counterparts.programs(wait.in);
  const was = old.nodes.get(wait.node);
  const isListening = was?.kind === 'boundaryEvent' || (was?.kind === 'startEvent' && was.scope !== old.id);
  const node = isListening ? counterparts.find(wait.node, wait.in) : counterparts.of(wait.node, wait.in);
  if (node === undefined || was === undefined) return [];
  const at = tokens.find((token) => token.id === wait.token)?.at;
  // From an event-based gateway it must be one of the ways on.
  if (at !== undefined && old.nodes.get(at)?.kind === 'eventGateway') {
    const gateway = now?.nodes.get(counterparts.idOf(at));
    if (!gateway?.outgoing.some((flow) => flow.to === node.id)) counterparts.mind(was, 'flow');
  }
  const trigger = 'trigger' in node ? node.trigger : undefined;
  const isNamed = trigger?.kind === 'message' || trigger?.kind === 'signal';
  return [{ ...wait, node: node.id, ...(isNamed && { name: trigger.name }) }];
}

function migratedUndoable(
  undoable: Undoable,
  frame: string | undefined,
  counterparts: Counterparts,
): Undoable {
  const node = counterparts.of(undoable.node, frame);
  const was = counterparts.programs(frame).old.nodes.get(undoable.node);
  if (node !== undefined && was !== undefined && hasHandler(was) && !hasHandler(node))
    counterparts.mind(was, 'kind');
  return {
    ...undoable,
    node: counterparts.idOf(undoable.node),
    ...(undoable.inner && {
      inner: undoable.inner.map((inner) => migratedUndoable(inner, frame, counterparts)),
    }),
  };
}

const hasHandler = (node: Node): boolean => isActivity(node) && node.compensation !== undefined;

/** What a straight resubmission would restore, as long as the new version has it and could end from there. */
function backOf({ back }: State, from: Program, to: Program, renamed: Renamed): Pick<Standing, 'back'> {
  if (back === undefined || back.tokens.some((token) => token.in !== undefined)) return {};
  const counterparts = counterpartsOf(from, to, [], renamed);
  const tokens = back.tokens.map((token) => migratedToken(token, counterparts));
  const isPossible = counterparts.obstacles.length === 0 && endsWell(to, to.id, tokens);
  return isPossible ? { back: { ...back, tokens } } : {};
}

const frameOf = (tokens: readonly Token[], id: string): string | undefined =>
  tokens.find((token) => token.id === id)?.in;

/** Where handlers run for an event: in the scope around an event sub-process, else where it stands. */
function scopeAround({ tokens, frames }: State, token: string): string | undefined {
  const id = frameOf(tokens, token);
  const frame = frames.find((candidate) => candidate.id === id);
  return frame?.kind === 'event' ? frame.in : id;
}

/** Each open scope by itself, as in the check of a whole process; items are one activity and what undoes is aside. */
function stuckIn(
  to: Program,
  state: State,
  { frames, tokens }: Standing,
  counterparts: Counterparts,
): readonly string[] {
  const scopes = [
    { id: undefined, program: to, scope: to.id },
    ...frames.flatMap((frame) => {
      const program = counterparts.programs(frame.id).now;
      if (program === undefined || frame.kind === 'repeat' || frame.kind === 'item') return [];
      return [{ id: frame.id, program, scope: frame.process ?? frame.node }];
    }),
  ];
  if (state.status !== 'running') return [];
  return scopes.flatMap(({ id, program, scope }) => {
    const standing = tokens.filter((token) => token.in === id && token.undoes === undefined);
    if (endsWell(program, scope, standing)) return [];
    return standing.map((token) => program.nodes.get(token.at)?.name ?? token.at);
  });
}
