import { evaluate, holds } from '../../data.ts';
import { isActivity } from '../../program.ts';
import type { Run } from '../../run.ts';
import type { Data, Frame, Token } from '../../state.ts';
import { closeFrame } from '../remove.ts';
import { complete } from './complete.ts';

/**
 * Closes one scope in which nothing goes on any more, if there is one: its token goes on. Asked when nothing else
 * moves, for a scope is done when its last token is consumed (BPMN 2.0, 13.3.4), whichever that was.
 */
export function closeEmptyScope(run: Run): boolean {
  const frame = run.state.frames.find((candidate) => isDone(run, candidate));
  if (frame === undefined) return false;
  if (frame.kind === 'event') closeFrame(run, frame.id);
  else finish(run, frame);
  return true;
}

function isDone(run: Run, frame: Frame): boolean {
  if (frame.kind === 'repeat' || frame.kind === 'item') return false;
  return (
    !run.state.tokens.some((token) => token.in === frame.id) &&
    !run.state.frames.some((inner) => inner.in === frame.id)
  );
}

function finish(run: Run, frame: Frame): void {
  const host = run.state.tokens.find((token) => token.id === frame.host);
  if (host === undefined) throw new Error(`frame ${frame.id} has lost its token`);
  const node = run.node(host.at, host.in);
  if (!isActivity(node)) throw new Error(`frame ${frame.id} belongs to ${node.id}, which is no activity`);
  const results = outputsOf(run, frame, host);
  // What can be undone in it is remembered before the frame takes it along.
  completeOver(run, frame, () => complete(run, node, host, results, frame.id));
}

function completeOver(run: Run, frame: Frame, go: () => void): void {
  go();
  if (run.frame(frame.id) !== undefined) closeFrame(run, frame.id);
}

function outputsOf(run: Run, frame: Frame, host: Token): Data {
  if (frame.data === undefined) return {};
  const node = run.node(host.at, host.in);
  if (node.kind !== 'callActivity') return {};
  if (node.outputs === undefined) return frame.data;
  return Object.fromEntries(
    node.outputs.map(({ value, to }) => [to, evaluate(run, value, node.id, frame.id)]),
  );
}

/** An ad-hoc sub-process may say when it is done before all of it is. */
export function endFinishedAdHoc(run: Run): boolean {
  for (const frame of run.state.frames) {
    if (frame.kind !== 'subProcess') continue;
    const node = run.node(frame.node, frame.in);
    if (node.kind !== 'subProcess' || node.completion === undefined) continue;
    const standing = run.state.tokens.filter((token) => token.in === frame.id).map((token) => token.at);
    const { entries = [] } = run.program(frame.id).scopes.get(node.id) ?? {};
    // Asked once something in it is done (BPMN 2.0, 13.3.5), and not when it has just been entered.
    if (standing.length === 0 || entries.every((entry) => standing.includes(entry))) continue;
    if (holds(run, node.completion, node.id, frame.id)) {
      finish(run, frame);
      return true;
    }
  }
  return false;
}
