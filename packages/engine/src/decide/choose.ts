import { refuse } from '../refusal.ts';
import type { Run } from '../run.ts';

const mostPeople = 50;

/** Keeps the approvers that somebody chose for steps to come (自选审批人); only for steps that let them be chosen. */
export function choose(run: Run, choices: Readonly<Record<string, readonly string[]>> = {}): void {
  for (const [step, people] of Object.entries(choices)) {
    const node = run.program().nodes.get(step);
    const mayBeChosen =
      node?.kind === 'userTask' && node.approval.actors.some((rule) => rule.is === 'chosen');
    if (!mayBeChosen || people.length > mostPeople)
      refuse('task/choice-not-offered', { node: node?.name ?? step });
    run.emit({ type: 'chosen', node: step, people: [...new Set(people)] });
  }
}
