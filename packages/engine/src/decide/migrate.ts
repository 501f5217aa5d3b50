import type { Command } from '../command.ts';
import { openApproval } from '../elements/activities/open-approval.ts';
import { wholeOf } from '../elements/activities/repeat.ts';
import { openWait } from '../elements/events/wait.ts';
import { counterpartsOf } from '../migration/counterparts.ts';
import { planMigration } from '../migration/plan-migration.ts';
import { type Approval, isActivity, type Program, type UserTask } from '../program.ts';
import { refuse } from '../refusal.ts';
import { routeFingerprint } from '../route-fingerprint.ts';
import { type Run, startRun } from '../run.ts';
import type { Standing, State } from '../state.ts';
import { walk } from '../walk.ts';

/**
 * 迁移: an administrator puts the instance on another version of its process; the rules are in `migration/README.md`.
 * The run is one of the new version from the beginning: only the plan looks at the old one.
 */
export function migrate(run: Run, from: Program, command: Extract<Command, { type: 'migrate' }>): void {
  const { to, elements = {}, people, person, comment } = command;
  if (!comment) refuse('task/comment-required', { act: 'migrate' });
  const before = run.state;
  const plan = planMigration(from, to, before, elements);
  if ('obstacles' in plan) {
    const { obstacles } = plan;
    refuse('flow/no-counterpart', { elements: named(obstacles.map(({ name }) => name)), obstacles });
  }
  if ('stuck' in plan) refuse('flow/migration-unsound', { elements: named(plan.stuck) });
  const standing = { ...plan.standing, ...backOf(run, from, plan.standing) };
  run.emit({ type: 'migrated', person, comment, names: namesLost(from, to), standing });
  const { idOf, programs } = counterpartsOf(from, to, before.frames, elements);
  const known = (frame: string | undefined) => new Set([...programs(frame).old.nodes.keys()].map(idOf));
  if (before.status === 'running') {
    listenOnActivities(run, known);
    listenInScopes(run, known);
  }
  if (people === 'anew') askAnew(run, from, before);
  // A join of which a way in has gone may have all that it waits for.
  for (const token of run.state.tokens)
    if (run.node(token.at, token.in).kind === 'parallelGateway') run.wake(token);
  walk(run);
}

/**
 * What a straight resubmission compares its data with, as the new version sees them; once the data have changed what
 * the old version had decided by them, there is nothing to go straight back to.
 */
function backOf(run: Run, from: Program, { back }: Standing): Pick<Standing, 'back'> {
  if (back === undefined) return {};
  const isAsItWas = routeFingerprint(startRun(from, run.state, run.context)) === back.route;
  return { back: isAsItWas ? { ...back, route: routeFingerprint(run) } : back };
}

const named = (names: readonly string[]): string => [...new Set(names)].map((name) => `“${name}”`).join('、');

/** The record goes on telling of steps by the names under which people acted. */
function namesLost(from: Program, to: Program): Readonly<Record<string, string>> {
  const now = [to, ...to.called.values()];
  const steps = [from, ...from.called.values()].flatMap((program) =>
    [...program.nodes.values()].filter((node) => node.kind === 'userTask'),
  );
  const lost = steps.filter(({ id, name }) => !now.some((program) => program.nodes.get(id)?.name === name));
  return Object.fromEntries(lost.map(({ id, name }) => [id, name]));
}

type Known = (frame: string | undefined) => ReadonlySet<string>;

/** Boundary events that the old version didn't have are waited for from now on. */
function listenOnActivities(run: Run, known: Known): void {
  for (const token of run.state.tokens) {
    const node = run.node(token.at, token.in);
    if (!isActivity(node) || token.undoes !== undefined || wholeOf(run, token) !== token) continue;
    for (const id of node.boundary) {
      const event = run.node(id, token.in);
      if (event.kind === 'boundaryEvent' && !known(token.in).has(id))
        openWait(run, event.trigger, id, { token: token.id, in: token.in });
    }
  }
}

/** And so are its event sub-processes. */
function listenInScopes(run: Run, known: Known): void {
  const scopes = run.state.frames.filter((frame) => frame.kind !== 'repeat' && frame.kind !== 'item');
  for (const frame of [undefined, ...scopes]) {
    if (isTakenOver(run, frame?.id)) continue;
    const program = run.program(frame?.id);
    const { listeners = [] } = program.scopes.get(frame?.process ?? frame?.node ?? program.id) ?? {};
    for (const id of listeners) {
      const start = program.nodes.get(id);
      if (start?.kind === 'startEvent' && start.trigger !== undefined && !known(frame?.id).has(id))
        openWait(run, start.trigger, id, { in: frame?.id });
    }
  }
}

/** An event sub-process that has interrupted its scope has ended all listening there. */
const isTakenOver = (run: Run, scope: string | undefined): boolean =>
  run.state.frames.some((frame) => {
    if (frame.kind !== 'event' || frame.in !== scope) return false;
    const { nodes } = run.program(frame.id);
    return [...nodes.values()].some(
      (node) => node.kind === 'startEvent' && node.scope === frame.node && node.isInterrupting,
    );
  });

/** Steps whose rules are others now ask those whom these find; what was said there so far is gone. */
function askAnew(run: Run, from: Program, before: State): void {
  for (const task of run.state.tasks) {
    const token = run.state.tokens.find((candidate) => candidate.id === task.token);
    const node = token && run.node(token.at, token.in);
    if (task.kind !== 'approval' || token === undefined || node?.kind !== 'userTask') continue;
    const was = stepBefore(from, before, task.id);
    if (was !== undefined && rulesOf(was.approval) === rulesOf(node.approval)) continue;
    run.emit({ type: 'task-closed', task: task.id, outcome: 'dropped' });
    openApproval(run, node, token);
  }
}

function stepBefore(from: Program, before: State, id: string): UserTask | undefined {
  const node = before.tasks.find((task) => task.id === id)?.node ?? '';
  const found = [from, ...from.called.values()].flatMap((program) => program.nodes.get(node) ?? [])[0];
  return found?.kind === 'userTask' ? found : undefined;
}

/** What decides who is asked and how, as text: two parsings of one expression are the same rule. */
function rulesOf({ mode, rule, share, weights, actors, whenNobody, applicantSigns }: Approval): string {
  const told = actors.map((actor) => {
    if (actor.is === 'expression') return { ...actor, expression: actor.expression.text };
    if (actor.is === 'guest') return [actor.is, actor.name.text, actor.email?.text, actor.phone?.text];
    return actor;
  });
  return JSON.stringify([mode, rule, share, weights, told, whenNobody, applicantSigns]);
}
