/** Taking things away whole: a token with all that hangs on it, a frame with all that goes on in it. */
import type { Run } from '../run.ts';
import type { Token } from '../state.ts';

/** What waits for a token or stands on its activity: tasks, jobs, waits, and the frames that it hosts. */
export function removeHosted(run: Run, token: Token): void {
  const { tasks, jobs, waits, frames } = run.state;
  for (const task of tasks) {
    if (task.token === token.id) run.emit({ type: 'task-closed', task: task.id, outcome: 'dropped' });
  }
  for (const job of jobs) if (job.token === token.id) run.emit({ type: 'job-closed', job: job.id });
  for (const wait of waits) if (wait.token === token.id) run.emit({ type: 'wait-closed', wait: wait.id });
  for (const frame of frames) if (frame.host === token.id) closeFrame(run, frame.id);
}

export function removeToken(run: Run, token: Token): void {
  removeHosted(run, token);
  const undoing = run.state.undoing.find((candidate) => candidate.token === token.id);
  if (undoing !== undefined) run.emit({ type: 'undoing-ended', undoing: undoing.id });
  run.emit({ type: 'token-removed', token: token.id });
}

/** Everything that goes on in a frame, but not the frame: its tokens, and the frames that hang on none of them. */
export function emptyFrame(
  run: Run,
  frame: string | undefined,
  except?: { readonly token?: string; readonly frame?: string },
): void {
  for (const token of run.state.tokens) {
    const isStill = run.state.tokens.some((candidate) => candidate.id === token.id);
    if (isStill && token.in === frame && token.id !== except?.token) removeToken(run, token);
  }
  for (const inner of run.state.frames) {
    const isStill = run.state.frames.some((candidate) => candidate.id === inner.id);
    if (isStill && inner.in === frame && inner.host === undefined && inner.id !== except?.frame)
      closeFrame(run, inner.id);
  }
}

/** Ends a frame with everything in it, and what listens for it. */
export function closeFrame(run: Run, frame: string): void {
  emptyFrame(run, frame);
  for (const wait of run.state.waits) if (wait.in === frame) run.emit({ type: 'wait-closed', wait: wait.id });
  run.emit({ type: 'frame-closed', frame });
}

/** Takes away everything of the instance: nothing of it goes on. */
export function removeEverything(run: Run): void {
  emptyFrame(run, undefined);
  for (const wait of run.state.waits) run.emit({ type: 'wait-closed', wait: wait.id });
  for (const undoable of run.state.undoable) run.emit({ type: 'undoable-removed', undoable: undoable.id });
}
