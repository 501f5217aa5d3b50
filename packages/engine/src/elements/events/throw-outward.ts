/**
 * Errors and escalations look for who catches them, from the scope in which they arise outward: first an event
 * sub-process of the scope, then a boundary event of the activity around it, and so on (BPMN 2.0, 10.5.6). An
 * error with the same code wins over a catch-all of the same place.
 */
import type { BoundaryEvent, Node, StartEvent } from '../../program.ts';
import { refuse } from '../../refusal.ts';
import type { Run } from '../../run.ts';
import type { Frame, Token } from '../../state.ts';
import { wholeOf } from '../activities/repeat.ts';
import { removeToken } from '../remove.ts';
import { openEventFrame, pass } from './trigger.ts';

type Kind = 'error' | 'escalation';

/** An error ends what it is caught on, always. One that nobody catches refuses the command. */
export function throwError(
  run: Run,
  code: string,
  from: { readonly frame: string | undefined; readonly token?: Token },
  element: string,
): void {
  if (!isCaught(run, 'error', code, from)) refuse('flow/error-uncaught', { element, error: code });
}

/** An escalation that nobody catches is of no consequence. */
export function throwEscalation(
  run: Run,
  code: string,
  from: { readonly frame: string | undefined; readonly token?: Token },
): void {
  isCaught(run, 'escalation', code, from);
}

function isCaught(
  run: Run,
  kind: Kind,
  code: string,
  from: { readonly frame: string | undefined; readonly token?: Token },
): boolean {
  if (from.token !== undefined && catchOnActivity(run, kind, code, from.token)) return true;
  let frame = from.frame;
  for (;;) {
    if (catchInScope(run, kind, code, frame)) return true;
    const open = run.frame(frame);
    if (open === undefined) return false;
    const host = run.state.tokens.find((token) => token.id === open.host);
    if (host !== undefined && catchOnActivity(run, kind, code, host)) return true;
    // An event sub-process is inside the scope whose event it handles; its own errors go past that scope's listeners
    // only when they are the ones that opened it, which a closed listener no longer is.
    frame = open.in;
  }
}

function catchInScope(run: Run, kind: Kind, code: string, frame: string | undefined): boolean {
  const scope = scopeOf(run, run.frame(frame));
  if (scope === undefined) return false;
  const program = run.program(frame);
  const listeners = (program.scopes.get(scope)?.listeners ?? []).flatMap((id) => program.nodes.get(id) ?? []);
  const start = bestMatch(
    listeners.filter((node): node is StartEvent => node.kind === 'startEvent'),
    kind,
    code,
  );
  if (start === undefined) return false;
  const isOpen = run.state.frames.some(
    (open) => open.kind === 'event' && open.node === start.scope && open.in === frame,
  );
  if (isOpen && start.isInterrupting) return false;
  openEventFrame(run, start, frame);
  return true;
}

/** Items and repetitions are no scopes with listeners of their own. */
function scopeOf(run: Run, frame: Frame | undefined): string | undefined {
  if (frame === undefined) return run.program().id;
  if (frame.kind === 'repeat' || frame.kind === 'item') return undefined;
  return frame.process ?? frame.node;
}

function catchOnActivity(run: Run, kind: Kind, code: string, thrower: Token): boolean {
  const host = wholeOf(run, thrower);
  const node = run.node(host.at, host.in);
  if (!('boundary' in node)) return false;
  const events = node.boundary
    .map((id) => run.node(id, host.in))
    .filter((event): event is BoundaryEvent => event.kind === 'boundaryEvent');
  const event = bestMatch(events, kind, code);
  if (event === undefined) return false;
  if (event.isInterrupting) removeToken(run, host);
  pass(run, event, host.in);
  return true;
}

function bestMatch<Event_ extends Extract<Node, { trigger?: unknown }>>(
  events: readonly Event_[],
  kind: Kind,
  code: string,
): Event_ | undefined {
  const codeOf = ({ trigger }: Event_) => (trigger?.kind === kind ? { code: trigger.code } : undefined);
  return (
    events.find((event) => codeOf(event)?.code === code) ??
    events.find((event) => {
      const wanted = codeOf(event);
      return wanted !== undefined && wanted.code === undefined;
    })
  );
}
