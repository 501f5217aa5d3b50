import { setData } from '../../data.ts';
import type { Activity } from '../../program.ts';
import type { Run } from '../../run.ts';
import type { Data, Token } from '../../state.ts';
import { handlerDone, rememberUndoable } from '../events/undo.ts';
import { leavingFlows } from '../leaving-flows.ts';
import { removeHosted } from '../remove.ts';

/** The activity as a whole is done: nothing listens on it any more, it can be undone, and the token goes on. */
export function leaveActivity(
  run: Run,
  node: Activity,
  token: Token,
  results: Data = {},
  innerFrame?: string,
): void {
  if (Object.keys(results).length > 0) setData(run, token.in, results);
  if (token.undoes === undefined) rememberUndoable(run, node.id, token.in, innerFrame);
  removeHosted(run, token);
  if (token.undoes !== undefined) {
    run.emit({ type: 'token-removed', token: token.id });
    const waiting = handlerDone(run, token.undoes, token.in);
    if (waiting !== undefined) run.undone(waiting);
    return;
  }
  run.leave(token, leavingFlows(run, node, token.in));
}
