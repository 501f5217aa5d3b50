import type { ApplicationDiagram } from '@yizhan/contract';
import { isWithInitiator, type Program, type State, stepsOf } from '@yizhan/engine';
import type { Instance } from '@yizhan/flow';
import { type NameBook, openNameBook } from '../names.ts';
import { organisation, type Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';
import { standingOf } from './standing.ts';
import { versionOf } from './version-of.ts';

type States = ApplicationDiagram['nodes'];
type Step = ApplicationDiagram['steps'][number];
type Trail = Awaited<ReturnType<Room['flow']['trail']>>;
type Ahead = Awaited<ReturnType<Room['flow']['lookAhead']>>;

/** The drawing of the version that an application runs on, and where it stands on it. @throws Refused `application/not-found` */
export async function readDiagram(room: Room, viewer: Viewer, id: string): Promise<ApplicationDiagram> {
  const instance = await room.flow.instance(id);
  const version = await versionOf(room, instance);
  await standingOf(room, viewer, instance, version.form);
  return diagramOf(room, instance);
}

/** For somebody who may see it. */
export async function diagramOf(room: Room, instance: Instance): Promise<ApplicationDiagram> {
  const { definition, state } = instance;
  const [xml, trail, ahead, directory] = await Promise.all([
    room.flow.drawing(definition.id),
    room.flow.trail(instance),
    room.flow.lookAhead(instance),
    organisation(room),
  ]);
  const names = await openNameBook(room.database, directory, [
    state.initiator,
    ...state.tasks.flatMap((task) => task.signers.map(({ person }) => person)),
    ...ahead.steps.flatMap(({ people }) => people),
    ...[...trail.voices.values()].flat().map(({ person }) => person),
  ]);
  const nodes = statesOf(instance, trail, ahead);
  return {
    xml: xml ?? null,
    nodes,
    flows: {
      ...Object.fromEntries([...ahead.flows].map((flow) => [flow, 'forecast' as const])),
      ...Object.fromEntries([...trail.flows].map((flow) => [flow, 'done' as const])),
    },
    returns: countedReturns(trail),
    steps: stepsIn(definition.program).map((node) => stepAt(node, instance, nodes, trail, ahead, names)),
  };
}

/** What stands nearest to now wins: there now, sent back from there, behind, ahead. */
function statesOf({ state, definition }: Instance, trail: Trail, ahead: Ahead): States {
  const { start = '' } = definition.program;
  const states: States = {};
  for (const node of ahead.nodes) states[node] = 'forecast';
  for (const node of trail.nodes) states[node] = trail.skipped.has(node) ? 'skipped' : 'done';
  // A token that waits at a join has come there and is not through.
  for (const { at } of standing(state, definition.program)) delete states[at];
  for (const { from, stands } of trail.returns) if (stands) states[from] = 'sentBack';
  for (const node of isWithInitiator(state.status) ? [start] : currentNodes(state, definition.program))
    states[node] = 'current';
  return states;
}

/** Tokens of the process itself, not those of called ones. */
function standing({ tokens, frames }: State, program: Program) {
  const isCalled = (frame: string | undefined): boolean => {
    const around = frames.find(({ id }) => id === frame);
    return around !== undefined && (around.process !== undefined || isCalled(around.in));
  };
  return tokens.filter((token) => program.nodes.has(token.at) && !isCalled(token.in));
}

const currentNodes = (state: State, program: Program): readonly string[] =>
  standing(state, program)
    .map(({ at }) => at)
    .filter((at) => !program.nodes.get(at)?.kind.endsWith('Gateway'));

function countedReturns({ returns }: Trail): ApplicationDiagram['returns'] {
  const pairs = Map.groupBy(returns, ({ from, to }) => `${from} ${to}`);
  return [...pairs.values()].flatMap(([first, ...more]) =>
    first === undefined ? [] : [{ from: first.from, to: first.to, times: more.length + 1 }],
  );
}

const stepsIn = (program: Program): readonly string[] => [
  ...(program.start === undefined ? [] : [program.start]),
  ...stepsOf(program).map(({ node }) => node.id),
];

function stepAt(
  node: string,
  { state, row, definition }: Instance,
  states: States,
  trail: Trail,
  ahead: Ahead,
  names: NameBook,
): Step {
  const { program } = definition;
  const step = {
    node: { id: node, name: program.nodes.get(node)?.name || (node === program.start ? '提交申请' : node) },
    state: states[node] ?? 'possible',
  } satisfies Partial<Step>;
  const people = (ids: readonly string[]) => [...new Set(ids)].map((person) => names.person(person));
  if (node === program.start) {
    const at = step.state === 'done' && row.submitted_at ? { at: row.submitted_at } : {};
    return { ...step, people: people([state.initiator]), ...at };
  }
  const tasks = state.tasks.filter((task) => task.node === node && task.kind === 'approval');
  const [open] = tasks;
  if (step.state === 'current')
    return {
      ...step,
      people: people(tasks.flatMap(({ signers }) => signers.map(({ person }) => person))),
      ...(open && { since: open.openedAt }),
      ...(open?.dueAt && { due: open.dueAt }),
    };
  if (step.state === 'forecast')
    return {
      ...step,
      people: people(ahead.steps.filter((next) => next.node === node).flatMap((next) => next.people)),
    };
  const [last, ...earlier] = trail.voices.get(node) ?? [];
  if (last === undefined || step.state === 'possible') return { ...step, people: [] };
  return {
    ...step,
    people: people([last, ...earlier].map(({ person }) => person)),
    since: last.since,
    at: last.at,
  };
}
