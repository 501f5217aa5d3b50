import { evaluate, holds } from '../../data.ts';
import type { Timer, Trigger } from '../../program.ts';
import { refuse } from '../../refusal.ts';
import { inside, type Run } from '../../run.ts';
import type { Wait } from '../../state.ts';

/** Begins to wait for what triggers an event. Errors and their like are not waited for: they find their way. */
export function openWait(
  run: Run,
  trigger: Trigger,
  node: string,
  place: { readonly token?: string; readonly in: string | undefined },
): void {
  const base = {
    id: run.newName('w'),
    node,
    ...inside(place.in),
    ...(place.token !== undefined && { token: place.token }),
  };
  const wait = waitFor(run, trigger, base);
  if (wait !== undefined) run.emit({ type: 'wait-opened', wait });
}

function waitFor(run: Run, trigger: Trigger, base: Omit<Wait, 'kind'>): Wait | undefined {
  switch (trigger.kind) {
    case 'timer':
      return { ...base, kind: 'timer', ...firstTime(run, trigger.timer, base) };
    case 'message': {
      const key = trigger.key && evaluate(run, trigger.key, base.node, base.in);
      return {
        ...base,
        kind: 'message',
        name: trigger.name,
        ...(key !== undefined && key !== null && { key: String(key) }),
      };
    }
    case 'signal':
      return { ...base, kind: 'signal', name: trigger.name };
    case 'conditional':
      // It fires when nothing else moves (`fireConditional`), also when it holds from the beginning.
      return { ...base, kind: 'conditional', held: false };
    default:
      return undefined;
  }
}

function firstTime(
  run: Run,
  timer: Timer,
  { node, in: frame }: Omit<Wait, 'kind'>,
): Pick<Wait, 'due' | 'cycle'> {
  const value = typeof timer.value === 'string' ? timer.value : evaluate(run, timer.value, node, frame);
  const text = typeof value === 'string' ? value.trim() : '';
  const { now, after } = run.context;
  try {
    if (timer.kind === 'date') return { due: momentOf(text) };
    if (timer.kind === 'duration') return { due: after(now, text) };
    const cycle = /^R(\d*)\/(?:(\d{4}-[^/]+)\/)?([^/]+)$/.exec(text);
    if (cycle === null || Number(cycle[1] || 1) < 1) throw new RangeError('应如 R3/PT1H');
    const [, times = '', from, every = ''] = cycle;
    const left = times === '' ? undefined : Number(times) - 1;
    const due = from === undefined ? after(now, every) : momentOf(from);
    return { due, cycle: { every, ...(left !== undefined && { left }) } };
  } catch (error) {
    refuse('flow/expression-failed', {
      element: node,
      expression: text,
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}

/** A date of the form is a day in China, which is at UTC+8 all year. */
function momentOf(text: string): string {
  const zoned = /^\d{4}-\d{2}-\d{2}$/.test(text)
    ? `${text}T00:00:00+08:00`
    : /[zZ]|[+-]\d{2}:?\d{2}$/.test(text)
      ? text
      : `${text}+08:00`;
  const moment = Date.parse(zoned);
  if (Number.isNaN(moment)) throw new RangeError(`“${text}”不是日期时间`);
  return new Date(moment).toISOString();
}

/** Fires one conditional event whose condition has become true, if there is one. */
export function conditionalToFire(run: Run): Wait | undefined {
  for (const wait of run.state.waits) {
    if (wait.kind !== 'conditional') continue;
    const node = run.node(wait.node, wait.in);
    if (!('trigger' in node) || node.trigger?.kind !== 'conditional') continue;
    const isTrue = holds(run, node.trigger.condition, node.id, wait.in);
    if (isTrue && !wait.held) return wait;
    if (!isTrue && wait.held) run.emit({ type: 'wait-changed', wait: { ...wait, held: false } });
  }
  return undefined;
}
