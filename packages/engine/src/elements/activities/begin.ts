/** A token arrives at an activity: its repetition first, then what listens on it, then what it does. */
import { evaluate, scopeAt, setData } from '../../data.ts';
import type { Activity, DecisionTask } from '../../program.ts';
import { refuse } from '../../refusal.ts';
import type { Run } from '../../run.ts';
import type { Token } from '../../state.ts';
import { openWait } from '../events/wait.ts';
import { complete } from './complete.ts';
import { openApproval } from './open-approval.ts';
import { openScope } from './open-scope.ts';
import { beginRepeat, isItemOf } from './repeat.ts';

export function beginActivity(run: Run, node: Activity, token: Token): void {
  const isItem = isItemOf(run, node, token);
  // Boundary events stand on the activity as a whole, not on each of its items.
  if (!isItem) {
    for (const id of node.boundary) {
      const event = run.node(id, token.in);
      if (event.kind === 'boundaryEvent') openWait(run, event.trigger, id, { token: token.id, in: token.in });
    }
  }
  if (node.loop !== undefined && !isItem) return beginRepeat(run, node, node.loop, token);
  perform(run, node, token);
}

function perform(run: Run, node: Activity, token: Token): void {
  switch (node.kind) {
    case 'passingTask':
      return complete(run, node, token);
    case 'userTask':
      return openApproval(run, node, token);
    case 'serviceTask':
      return run.emit({
        type: 'job-opened',
        job: { id: run.context.newId(), node: node.id, token: token.id, work: node.work },
      });
    case 'scriptTask':
      setData(run, token.in, { [node.result]: evaluate(run, node.script, node.id, token.in) });
      return complete(run, node, token);
    case 'decisionTask':
      setData(run, token.in, { [node.result]: decide(run, node, token.in) });
      return complete(run, node, token);
    case 'receiveTask':
      return openWait(run, node.trigger, node.id, { token: token.id, in: token.in });
    case 'callActivity':
    case 'subProcess':
      return openScope(run, node, token);
  }
}

function decide(run: Run, node: DecisionTask, frame: string | undefined): unknown {
  try {
    return node.decision.evaluate(scopeAt(run, frame));
  } catch (error) {
    refuse('flow/expression-failed', {
      element: node.id,
      expression: node.name,
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}
