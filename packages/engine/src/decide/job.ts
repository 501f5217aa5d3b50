import type { Command } from '../command.ts';
import { evaluate, setData } from '../data.ts';
import { complete } from '../elements/activities/complete.ts';
import { throwError } from '../elements/events/throw-outward.ts';
import type { ServiceTask } from '../program.ts';
import { refuse } from '../refusal.ts';
import type { Run } from '../run.ts';
import type { Data, Token } from '../state.ts';
import { walk } from '../walk.ts';

/** A worker has done its work. */
export function completeJob(run: Run, command: Extract<Command, { type: 'completeJob' }>): void {
  const { node, token } = takeJob(run, command.job);
  complete(run, node, token, resultsOf(run, node, token, command.data ?? {}));
  walk(run);
}

/** A worker has met an error that the process may handle; one that nobody catches is refused and stays with the job. */
export function failJob(run: Run, command: Extract<Command, { type: 'failJob' }>): void {
  const { token } = takeJob(run, command.job);
  if (command.data !== undefined) setData(run, token.in, command.data);
  throwError(run, command.error, { frame: token.in, token }, token.at);
  walk(run);
}

function takeJob(run: Run, id: string): { readonly node: ServiceTask; readonly token: Token } {
  const job = run.state.jobs.find((candidate) => candidate.id === id);
  const token = run.state.tokens.find((candidate) => candidate.id === job?.token);
  if (job === undefined || token === undefined) refuse('flow/not-waiting', { what: id });
  const node = run.node(job.node, token.in);
  if (node.kind !== 'serviceTask')
    throw new Error(`job ${id} belongs to ${node.id}, which is no service task`);
  run.emit({ type: 'job-closed', job: id });
  return { node, token };
}

function resultsOf(run: Run, node: ServiceTask, token: Token, data: Data): Data {
  if (node.outputs !== undefined)
    return Object.fromEntries(
      node.outputs.map(({ value, to }) => [to, evaluate(run, value, node.id, token.in, data) ?? null]),
    );
  if (node.result === undefined) return data;
  return { [node.result]: Object.hasOwn(data, node.result) ? data[node.result] : data };
}
