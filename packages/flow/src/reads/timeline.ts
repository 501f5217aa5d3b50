import type { Event } from '@yizhan/engine';
import type { HistoryRow } from './history.sql.ts';

/** One thing that people want to read about an application, out of the events. */
export interface TimelineItem {
  readonly at: string;
  readonly what:
    | 'submitted'
    | 'resubmitted'
    | 'approved'
    | 'rejected'
    | 'sentBack'
    | 'withdrawn'
    | 'cancelled'
    | 'skipped'
    | 'ended'
    | Extract<Event, { type: 'signers-changed' }>['act']
    | 'takeBack';
  readonly node?: string;
  /** What the step was called where the version that runs now has it not, or calls it otherwise. */
  readonly nodeName?: string;
  readonly person?: string;
  readonly comment?: string;
  readonly to?: string;
  /** Whom the act was about. */
  readonly people?: readonly string[];
  /** When the step had begun. */
  readonly since?: string;
}

export function timelineOf(rows: readonly HistoryRow[]): readonly TimelineItem[] {
  const opened = new Map<string, { readonly node: string; readonly at: string }>();
  let items: TimelineItem[] = [];
  for (const row of rows) {
    for (const event of row.events) {
      if (event.type === 'task-opened') opened.set(event.task.id, { node: event.task.node, at: row.at });
      if (event.type === 'migrated') items = items.map((item) => named(item, event.names));
      const item = itemOf(event, row, opened);
      if (item !== undefined) items.push(item);
    }
  }
  return items;
}

/** What was done before a migration bears the names of then. */
function named(item: TimelineItem, names: Readonly<Record<string, string>>): TimelineItem {
  const nodeName = item.nodeName ?? (item.node === undefined ? undefined : names[item.node]);
  return nodeName === undefined ? item : { ...item, nodeName };
}

function itemOf(
  event: Event,
  { at, person }: HistoryRow,
  opened: ReadonlyMap<string, { readonly node: string; readonly at: string }>,
): TimelineItem | undefined {
  switch (event.type) {
    case 'submitted':
      return {
        at,
        what: event.walk === 'first' ? 'submitted' : 'resubmitted',
        person,
      };
    case 'voted':
    case 'returned-to-step':
    case 'sent-back': {
      const task = opened.get(event.task);
      return {
        at,
        what: event.type !== 'voted' ? 'sentBack' : event.voice === 'approve' ? 'approved' : 'rejected',
        person: event.person,
        ...(task && { node: task.node, since: task.at }),
        ...(event.comment !== undefined && { comment: event.comment }),
        ...(event.type !== 'voted' && { to: event.to }),
      };
    }
    case 'signers-changed': {
      const task = opened.get(event.task);
      return {
        at,
        what: event.act,
        ...(event.person !== '' && { person: event.person }),
        ...(task && { node: task.node }),
        ...(event.people && { people: event.people }),
        ...(event.comment !== undefined && { comment: event.comment }),
      };
    }
    case 'taken-back':
      return {
        at,
        what: 'takeBack',
        person: event.person,
        node: event.node,
        ...(event.comment !== undefined && { comment: event.comment }),
      };
    case 'task-skipped':
      return { at, what: 'skipped', node: event.node };
    case 'withdrawn':
      return {
        at,
        what: 'withdrawn',
        person: event.person,
        ...(event.comment !== undefined && { comment: event.comment }),
      };
    case 'ended':
      if (event.status === 'cancelled')
        return {
          at,
          what: 'cancelled',
          person,
          ...(event.comment !== undefined && { comment: event.comment }),
        };
      return { at, what: 'ended' };
    default:
      return undefined;
  }
}
