/**
 * Compensation (BPMN 2.0, 10.7): what was completed is undone by the handlers of its activities, the last done
 * first, one after the other. The event that asks for it waits until all are through.
 */
import type { Program } from '../../program.ts';
import { inside, type Run } from '../../run.ts';
import type { Token, Undoable, Undoing } from '../../state.ts';

/** Remembers a completed activity that can be undone: it has a handler, or holds something that has. */
export function rememberUndoable(
  run: Run,
  node: string,
  frame: string | undefined,
  innerFrame: string | undefined,
  isItem = false,
): void {
  const activity = run.node(node, frame);
  const hasHandler = 'compensation' in activity && activity.compensation !== undefined;
  // What a called process has done is its own business: its caller undoes it by a handler on the call.
  const inner =
    innerFrame === undefined || hasHandler || activity.kind !== 'subProcess'
      ? []
      : run.state.undoable.filter((undoable) => undoable.in === innerFrame);
  // A handler undoes a repeated activity as a whole; without one each item's own inside is undone.
  if (isItem ? inner.length === 0 : !hasHandler && inner.length === 0) return;
  run.emit({
    type: 'undoable-added',
    undoable: { id: run.newName('u'), node, ...inside(frame), ...(inner.length > 0 && { inner }) },
  });
}

/** Begins to undo what was done in a scope, or one activity of it. Answers whether there is anything to wait for. */
export function undo(
  run: Run,
  token: Token,
  scope: string | undefined,
  activity: string | undefined,
): boolean {
  const chosen = run.state.undoable.filter(
    (undoable) => undoable.in === scope && (activity === undefined || undoable.node === activity),
  );
  const handlers = chosen.toReversed().flatMap((undoable) => handlersOf(undoable, run.program(scope)));
  for (const undoable of chosen) run.emit({ type: 'undoable-removed', undoable: undoable.id });
  if (handlers.length === 0) return false;
  goOn(run, { id: run.newName('c'), token: token.id, handlers }, scope);
  return true;
}

function handlersOf(undoable: Undoable, program: Program): readonly string[] {
  const node = program.nodes.get(undoable.node);
  if (node !== undefined && 'compensation' in node && node.compensation !== undefined)
    return [node.compensation];
  return (undoable.inner ?? []).toReversed().flatMap((inner) => handlersOf(inner, program));
}

/** A handler is through: the next one, or back to the event that has waited. @returns the token to go on with */
export function handlerDone(run: Run, id: string, frame: string | undefined): Token | undefined {
  const undoing = run.state.undoing.find((candidate) => candidate.id === id);
  if (undoing === undefined) return undefined;
  if (undoing.handlers.length > 0) {
    goOn(run, undoing, frame);
    return undefined;
  }
  run.emit({ type: 'undoing-ended', undoing: undoing.id });
  return run.state.tokens.find((token) => token.id === undoing.token);
}

function goOn(run: Run, { handlers, ...undoing }: Undoing, frame: string | undefined): void {
  const [next, ...rest] = handlers;
  run.emit({ type: 'undoing-changed', undoing: { ...undoing, handlers: rest } });
  if (next !== undefined) run.place(next, { ...inside(frame), undoes: undoing.id });
}
