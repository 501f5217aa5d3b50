/** How an instance has gone step by step, out of its history: what statistics are counted from. */
import type { Event, Task, TaskOutcome } from '@yizhan/engine';
import type { HistoryRow } from './history.sql.ts';

export interface Progress {
  /** Every task that was ever opened, the first one first. */
  readonly steps: readonly StepTaken[];
  /** When it lay with the applicant: sent back or withdrawn, until he submitted it again. */
  readonly withApplicant: readonly Span[];
}

export interface Span {
  readonly from: string;
  readonly to: string;
}

export interface StepTaken {
  readonly task: string;
  readonly node: string;
  /** What the step was called where the version that runs now has it not, or calls it otherwise. */
  readonly nodeName?: string;
  readonly kind: Task['kind'];
  readonly openedAt: string;
  readonly dueAt?: string;
  readonly closedAt?: string;
  readonly outcome?: TaskOutcome;
  /** Whoever spoke last; while nobody has, the first who is asked. */
  readonly person?: string;
  /** The last voice counted by itself: nobody has waited for anybody. */
  readonly itself: boolean;
  /** The last word that was said with an act on it. */
  readonly comment?: string;
}

/** What lies with the applicant still does so until `now`. */
export function progressOf(rows: readonly HistoryRow[], now: string): Progress {
  const steps = new Map<string, StepTaken>();
  for (const { at, events } of rows) for (const event of events) note(steps, event, at);
  return { steps: [...steps.values()], withApplicant: spansWithApplicant(rows, now) };
}

function note(steps: Map<string, StepTaken>, event: Event, at: string): void {
  const change = (task: string, changes: { [Key in keyof StepTaken]?: StepTaken[Key] | undefined }) => {
    const step = steps.get(task);
    const said = Object.entries(changes).filter(([, value]) => value !== undefined);
    if (step !== undefined) steps.set(task, { ...step, ...Object.fromEntries(said) });
  };
  switch (event.type) {
    case 'task-opened':
      steps.set(event.task.id, opened(event.task, at));
      break;
    case 'signers-changed':
      change(event.task, { person: event.signers.find(({ voice }) => !voice)?.person });
      break;
    case 'voted':
      change(event.task, {
        person: event.person || undefined,
        itself: event.itself !== undefined,
        comment: event.comment,
      });
      break;
    case 'sent-back':
    case 'returned-to-step':
      change(event.task, { person: event.person, comment: event.comment });
      break;
    case 'task-closed':
      change(event.task, { closedAt: at, outcome: event.outcome });
      break;
    case 'migrated':
      for (const { task, node, nodeName } of steps.values())
        change(task, { nodeName: nodeName ?? event.names[node] });
      break;
  }
}

function spansWithApplicant(rows: readonly HistoryRow[], now: string): readonly Span[] {
  const spans: Span[] = [];
  let since: string | undefined;
  for (const { at, events } of rows) {
    for (const { type } of events) {
      if (type === 'sent-back' || type === 'withdrawn') since ??= at;
      if ((type !== 'submitted' && type !== 'ended') || since === undefined) continue;
      spans.push({ from: since, to: at });
      since = undefined;
    }
  }
  return since === undefined ? spans : [...spans, { from: since, to: now }];
}

const opened = ({ id, node, kind, signers, dueAt }: Task, at: string): StepTaken => ({
  task: id,
  node,
  kind,
  openedAt: at,
  itself: false,
  ...(dueAt !== undefined && { dueAt }),
  ...(signers[0] && { person: signers[0].person }),
});
