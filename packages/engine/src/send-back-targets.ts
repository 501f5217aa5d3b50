import type { Context } from './context.ts';
import { planMove } from './decide/send-back.ts';
import type { Program } from './program.ts';
import { type Run, startRun } from './run.ts';
import type { State } from './state.ts';

export interface SendBackTarget {
  readonly node: string;
  /** Other steps whose open tasks would be cancelled with it. */
  readonly cancels: readonly string[];
}

/** Where a task may be sent back to: the applicant, and every step that has approved before and leads here again. */
export function sendBackTargets(
  program: Program,
  state: State,
  task: string,
  context: Context,
): readonly SendBackTarget[] {
  const run = startRun(program, state, context);
  const open = state.tasks.find((candidate) => candidate.id === task);
  const token = state.tokens.find((candidate) => candidate.id === open?.token);
  if (open === undefined || token === undefined) return [];
  const others = state.tasks.filter((other) => other.id !== task);
  const toStart =
    program.start === undefined ? [] : [{ node: program.start, cancels: others.map((other) => other.node) }];
  const passed = [...new Set(state.approvals.map((approval) => approval.node))].filter(
    (node) => node !== open.node,
  );
  return [
    ...toStart,
    ...passed.flatMap((node) => {
      const plan = planMove(run, token, node);
      if (plan === undefined) return [];
      const gone = new Set(plan.removed.map((each) => each.id));
      return [
        {
          node,
          cancels: others.filter((other) => goesWith(run, other.token, gone)).map((other) => other.node),
        },
      ];
    }),
  ];
}

/** Whether a token is one of those that go, or is in something that stands on one. */
export function goesWith(run: Run, token: string, gone: ReadonlySet<string>): boolean {
  for (let at: string | undefined = token; at !== undefined; ) {
    if (gone.has(at)) return true;
    const id = at;
    let frame = run.frame(run.state.tokens.find((candidate) => candidate.id === id)?.in);
    while (frame !== undefined && frame.host === undefined) frame = run.frame(frame.in);
    at = frame?.host;
  }
  return false;
}
