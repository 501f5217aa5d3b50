import { dataAt, evaluate } from '../../data.ts';
import type { CallActivity, Program, SubProcess } from '../../program.ts';
import { refuse } from '../../refusal.ts';
import { inside, type Run } from '../../run.ts';
import type { Data, Frame, Token } from '../../state.ts';
import { openWait } from '../events/wait.ts';

/** Far deeper than processes call one another, but for one that calls itself without end. */
const mostNested = 100;

function depthOf(run: Run, frame: string | undefined): number {
  let depth = 0;
  for (let at = run.frame(frame); at !== undefined; at = run.frame(at.in)) depth++;
  return depth;
}

/** Enters a sub-process or a called process: a frame of its own, what listens in it, and a token where it begins. */
export function openScope(run: Run, node: SubProcess | CallActivity, token: Token): void {
  if (depthOf(run, token.in) > mostNested) refuse('flow/endless', { element: node.id, node: node.name });
  const frame: Frame = {
    id: run.newName('f'),
    kind: node.kind === 'subProcess' ? 'subProcess' : 'call',
    node: node.id,
    host: token.id,
    ...inside(token.in),
    ...(node.kind === 'callActivity' && { process: node.process, data: inputsOf(run, node, token.in) }),
  };
  run.emit({ type: 'frame-opened', frame });
  const program = run.program(frame.id);
  enterScope(run, program, node.kind === 'callActivity' ? program.id : node.id, frame.id);
}

/** Begins a scope in its open frame. */
export function enterScope(run: Run, program: Program, scopeId: string, frame: string | undefined): void {
  enterListeners(run, program, scopeId, frame);
  for (const entry of program.scopes.get(scopeId)?.entries ?? []) run.place(entry, inside(frame));
}

/** Lets the event sub-processes of a scope listen, from when it is entered. */
export function enterListeners(run: Run, program: Program, scopeId: string, frame: string | undefined): void {
  for (const id of program.scopes.get(scopeId)?.listeners ?? []) {
    const start = program.nodes.get(id);
    if (start?.kind === 'startEvent' && start.trigger !== undefined)
      openWait(run, start.trigger, id, { in: frame });
  }
}

function inputsOf(run: Run, node: CallActivity, frame: string | undefined): Data {
  if (node.inputs === undefined) return dataAt(run, frame);
  return Object.fromEntries(node.inputs.map(({ value, to }) => [to, evaluate(run, value, node.id, frame)]));
}
