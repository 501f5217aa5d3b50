import { setData } from '../../data.ts';
import type { Activity } from '../../program.ts';
import type { Run } from '../../run.ts';
import type { Data, Token } from '../../state.ts';
import { rememberUndoable } from '../events/undo.ts';
import { removeToken } from '../remove.ts';
import { leaveActivity } from './leave-activity.ts';
import { isItemOf, itemDone } from './repeat.ts';

/** An activity has been done once: an item of a repetition, or the activity itself. */
export function complete(
  run: Run,
  node: Activity,
  token: Token,
  results: Data = {},
  innerFrame?: string,
): void {
  if (!isItemOf(run, node, token)) return leaveActivity(run, node, token, results, innerFrame);
  if (Object.keys(results).length > 0) setData(run, token.in, results);
  if (innerFrame !== undefined)
    rememberUndoable(run, node.id, run.frame(run.frame(token.in)?.in)?.in, innerFrame, true);
  const item = token.in ?? '';
  removeToken(run, token);
  itemDone(run, node, item);
}
