import { setData } from '../../data.ts';
import type { Activity } from '../../program.ts';
import type { Run } from '../../run.ts';
import type { Data, Token } from '../../state.ts';
import { leaveActivity } from './leave-activity.ts';
import { isItemOf, itemDone } from './repeat.ts';

/** One performance of an activity is done: an item of a repetition, or the activity itself. */
export function complete(
  run: Run,
  node: Activity,
  token: Token,
  results: Data = {},
  innerFrame?: string,
): void {
  if (!isItemOf(run, node, token)) return leaveActivity(run, node, token, results, innerFrame);
  if (Object.keys(results).length > 0) setData(run, token.in, results);
  const item = token.in ?? '';
  run.emit({ type: 'token-removed', token: token.id });
  itemDone(run, node, item);
}
