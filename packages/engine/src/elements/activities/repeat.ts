/**
 * Repetition: multi-instance (one item after the other, or all at once) and the standard loop. A repeat frame counts;
 * each item has a frame of its own in it, with the names that only the item sees.
 */
import { evaluate, holds } from '../../data.ts';
import type { Activity, Loop } from '../../program.ts';
import { refuse } from '../../refusal.ts';
import { inside, type Run } from '../../run.ts';
import type { Data, Frame, Repeat, Token } from '../../state.ts';
import { closeFrame } from '../remove.ts';
import { leaveActivity } from './leave-activity.ts';

/** A budget, for a list comes out of an expression: far more than any round of signers or rows. */
const mostItems = 1_000;

/** Whether the token is one of the items of this activity's repetition, and not the one that waits for them all. */
export const isItemOf = (run: Run, node: Activity, token: Token): boolean => {
  const frame = run.frame(token.in);
  return frame?.kind === 'item' && frame.node === node.id;
};

/** The token on the activity as a whole, of which this one may be an item: boundary events stand there. */
export function wholeOf(run: Run, token: Token): Token {
  const frame = run.frame(token.in);
  if (frame?.kind !== 'item' || frame.node !== token.at) return token;
  const host = run.frame(frame.in)?.host;
  return run.state.tokens.find((candidate) => candidate.id === host) ?? token;
}

export function beginRepeat(run: Run, node: Activity, loop: Loop, token: Token): void {
  const repeat = loop.kind === 'multi' ? itemsOf(run, node, loop, token.in) : { started: 0, completed: 0 };
  const frame: Frame = {
    id: run.newName('f'),
    kind: 'repeat',
    node: node.id,
    host: token.id,
    ...inside(token.in),
    repeat,
  };
  run.emit({ type: 'frame-opened', frame });
  if (loop.kind === 'standard') {
    const mayBegin = !loop.isTestedBefore || mayGoOn(run, loop, node, frame);
    return mayBegin ? startItem(run, loop, frame.id) : endRepeat(run, node, loop, frame.id);
  }
  if (repeat.total === 0) return endRepeat(run, node, loop, frame.id);
  const first = loop.isSequential ? 1 : (repeat.total ?? 0);
  for (let item = 0; item < first; item++) startItem(run, loop, frame.id);
}

function itemsOf(
  run: Run,
  node: Activity,
  loop: Extract<Loop, { kind: 'multi' }>,
  frame: string | undefined,
): Repeat {
  const { over } = loop;
  const value = evaluate(run, 'list' in over ? over.list : over.times, node.id, frame);
  const items = 'list' in over ? (Array.isArray(value) ? value : value === null ? [] : undefined) : undefined;
  const total =
    'list' in over
      ? items?.length
      : Number.isInteger(value) && Number(value) >= 0
        ? Number(value)
        : undefined;
  if (total === undefined || total > mostItems) {
    refuse('flow/expression-failed', {
      element: node.id,
      expression: 'list' in over ? over.list.text : over.times.text,
      reason: total === undefined ? '多实例要有一个列表或非负整数' : `多实例最多 ${mostItems} 项`,
    });
  }
  return { total, started: 0, completed: 0, ...(items && { items }), ...(loop.gather && { gathered: [] }) };
}

function startItem(run: Run, loop: Loop, repeatId: string): void {
  const frame = run.frame(repeatId);
  if (frame?.repeat === undefined) throw new Error(`frame ${repeatId} repeats nothing`);
  const { repeat } = frame;
  const index = repeat.started;
  run.emit({ type: 'item-started', frame: repeatId });
  const locals: Data = {
    loopCounter: index + ((loop.kind === 'multi' && loop.firstCounter) || 0),
    ...(loop.kind === 'multi' && loop.item !== undefined && { [loop.item]: repeat.items?.[index] ?? null }),
  };
  const item: Frame = { id: run.newName('f'), kind: 'item', node: frame.node, in: repeatId, locals };
  run.emit({ type: 'frame-opened', frame: item });
  run.place(frame.node, { in: item.id });
}

/** An item is through. What comes next, and whether it was the last, is decided here. */
export function itemDone(run: Run, node: Activity, itemId: string): void {
  const item = run.frame(itemId);
  const frame = run.frame(item?.in);
  if (frame?.repeat === undefined || node.loop === undefined) throw new Error(`frame ${itemId} is no item`);
  const { loop } = node;
  const gather = loop.kind === 'multi' ? loop.gather : undefined;
  const gathered = gather && (evaluate(run, gather.value, node.id, itemId) ?? null);
  run.emit({ type: 'item-done', frame: frame.id, ...(gathered !== undefined && { gathered }) });
  const changed = run.frame(frame.id) ?? frame;
  const isEnough =
    loop.kind === 'multi'
      ? loop.completion !== undefined && holds(run, loop.completion, node.id, itemId)
      : !mayGoOn(run, loop, node, changed, itemId);
  closeFrame(run, itemId);
  const { total, started, completed } = changed.repeat ?? frame.repeat;
  if (isEnough || completed === total) return endRepeat(run, node, loop, frame.id);
  const isOneByOne = loop.kind === 'standard' || loop.isSequential;
  if (isOneByOne && (total === undefined || started < total)) startItem(run, loop, frame.id);
}

function mayGoOn(
  run: Run,
  loop: Extract<Loop, { kind: 'standard' }>,
  node: Activity,
  frame: Frame,
  at = frame.id,
): boolean {
  const done = frame.repeat?.completed ?? 0;
  if (done >= (loop.most ?? mostItems)) return false;
  return loop.condition === undefined || holds(run, loop.condition, node.id, at);
}

/** All done, or enough: what still goes on is ended, and the token that waited leaves. */
function endRepeat(run: Run, node: Activity, loop: Loop, frameId: string): void {
  const frame = run.frame(frameId);
  const host = run.state.tokens.find((token) => token.id === frame?.host);
  if (frame === undefined || host === undefined) throw new Error(`repetition ${frameId} has lost its token`);
  const gathered = frame.repeat?.gathered;
  closeFrame(run, frameId);
  leaveActivity(
    run,
    node,
    host,
    loop.kind === 'multi' && loop.gather && gathered ? { [loop.gather.to]: gathered } : {},
  );
}
