/** What expressions see at a place, and where results go. */
import { condition as asCondition, type Expression, type Scope } from '@yizhan/feel';
import { refuse } from './refusal.ts';
import type { Run } from './run.ts';
import type { Data } from './state.ts';

/** The data of the process that a frame is in, with the names that its items and repetitions add. */
export function dataAt(run: Run, frame: string | undefined): Data {
  const locals: Data[] = [];
  for (let at = run.frame(frame); at !== undefined; at = run.frame(at.in)) {
    if (at.locals !== undefined) locals.unshift(at.locals);
    if (at.repeat !== undefined) {
      const { total, started, completed } = at.repeat;
      locals.unshift({
        ...(total !== undefined && { nrOfInstances: total }),
        nrOfActiveInstances: started - completed,
        nrOfCompletedInstances: completed,
      });
    }
    if (at.data !== undefined) return Object.assign({}, at.data, ...locals);
  }
  return locals.length === 0 ? run.state.data : Object.assign({}, run.state.data, ...locals);
}

/** The frame whose data a result is written to: the called process's, else (undefined) the instance's. */
export function ownerOfData(run: Run, frame: string | undefined): string | undefined {
  for (let at = run.frame(frame); at !== undefined; at = run.frame(at.in))
    if (at.data !== undefined) return at.id;
  return undefined;
}

/** Keeps values as seen from a frame: a name of an item's own stays with the item, all others go to its process. */
export function setData(run: Run, frame: string | undefined, values: Data): void {
  let others = Object.entries(values);
  const owner = ownerOfData(run, frame);
  for (let at = run.frame(frame); at !== undefined && at.id !== owner; at = run.frame(at.in)) {
    const { locals } = at;
    if (locals === undefined) continue;
    const mine = others.filter(([name]) => Object.hasOwn(locals, name));
    const isChanged = mine.some(([name, value]) => locals[name] !== value);
    if (isChanged)
      run.emit({
        type: 'frame-changed',
        frame: { ...at, locals: { ...locals, ...Object.fromEntries(mine) } },
      });
    others = others.filter(([name]) => !Object.hasOwn(locals, name));
  }
  if (others.length === 0) return;
  run.emit({
    type: 'data-changed',
    set: Object.fromEntries(others),
    ...(owner !== undefined && { in: owner }),
  });
}

/** Everything that an expression or a decision reads at a place. */
export const scopeAt = (run: Run, frame: string | undefined): Scope => ({
  ...run.context.scope,
  ...dataAt(run, frame),
  ...run.state.given,
});

/** The value of an expression, as seen from a frame and over `more`; one that fails refuses the command. */
export function evaluate(
  run: Run,
  expression: Expression,
  element: string,
  frame: string | undefined,
  more: Data = {},
): unknown {
  try {
    return expression.evaluate({ ...scopeAt(run, frame), ...more });
  } catch (error) {
    refuse('flow/expression-failed', { element, expression: expression.text, reason: messageOf(error) });
  }
}

/**
 * Whether a condition holds. Null counts as no, for a form is seldom filled in whole; an expression that fails
 * refuses the command, since falling through to the default flow would send the application the wrong way.
 */
export function holds(run: Run, condition: Expression, element: string, frame: string | undefined): boolean {
  try {
    return asCondition(condition, scopeAt(run, frame));
  } catch (error) {
    refuse('flow/expression-failed', { element, expression: condition.text, reason: messageOf(error) });
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
