import type { Statement } from '@yizhan/database';
import type { Program, State, Task } from '@yizhan/engine';
import { type JobRow, type WaitRow, writeWaits } from './write-waits.sql.ts';

interface Standing {
  readonly state: State;
  /** What it runs; another one after a migration. */
  readonly definition: { readonly program: Program };
}

/**
 * The statement that keeps the tables of waits and jobs in step with the state, by comparing it before and after;
 * undefined where a command changed none of it, as most approvals do.
 */
export function waitsStatement(
  instance: string,
  before: Standing,
  after: Standing,
  at: string,
): Statement | undefined {
  const [waitsThen, waitsNow] = [waitRows(before), waitRows(after)];
  const [jobsThen, jobsNow] = [jobRows(before.state), jobRows(after.state)];
  const waits = { opened: added(waitsNow, waitsThen), closed: gone(waitsNow, waitsThen) };
  const jobs = { opened: added(jobsNow, jobsThen), closed: gone(jobsNow, jobsThen) };
  const isChanged = [waits.opened, waits.closed, jobs.opened, jobs.closed].some((list) => list.length > 0);
  return isChanged ? writeWaits(instance, waits, jobs, at) : undefined;
}

function waitRows({ state, definition: { program } }: Standing): ReadonlyMap<string, WaitRow> {
  const rows = state.waits.flatMap((wait): readonly WaitRow[] =>
    wait.kind === 'conditional'
      ? []
      : [
          {
            id: wait.id,
            kind: wait.kind,
            node: wait.node,
            name: wait.name ?? null,
            key: wait.key ?? null,
            due_at: wait.due ?? null,
          },
        ],
  );
  const expiring = state.tasks.filter((task) => expires(task, program));
  const tasks = expiring.map(
    (task): WaitRow => ({
      id: task.id,
      kind: 'task',
      node: task.node,
      name: null,
      key: null,
      due_at: task.dueAt ?? null,
    }),
  );
  return new Map([...rows, ...tasks].map((row) => [row.id, row]));
}

/** A deadline that is only shown needs nobody to wait for it. */
function expires(task: Task, program: Program): boolean {
  const node = [program, ...program.called.values()]
    .map((each) => each.nodes.get(task.node))
    .find((each) => each !== undefined);
  return task.dueAt !== undefined && node?.kind === 'userTask' && node.approval.onTimeout !== 'nothing';
}

const jobRows = (state: State): ReadonlyMap<string, JobRow> =>
  new Map(state.jobs.map(({ id, node, work }) => [id, { id, node, work }]));

const added = <Row>(now: ReadonlyMap<string, Row>, then: ReadonlyMap<string, Row>): readonly Row[] =>
  [...now].flatMap(([id, row]) => (JSON.stringify(row) === JSON.stringify(then.get(id)) ? [] : [row]));

const gone = (now: ReadonlyMap<string, unknown>, then: ReadonlyMap<string, unknown>): readonly string[] =>
  [...then.keys()].filter((id) => !now.has(id));
