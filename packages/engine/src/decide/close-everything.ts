import type { Run } from '../run.ts';

/** Takes away every open task and every token, of all branches: nothing of the instance goes on. */
export function closeEverything(run: Run): void {
  const { tasks, tokens } = run.state;
  for (const task of tasks) run.emit({ type: 'task-closed', task: task.id, outcome: 'dropped' });
  for (const token of tokens) run.emit({ type: 'token-removed', token: token.id });
}
