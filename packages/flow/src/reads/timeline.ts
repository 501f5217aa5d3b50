import type { Event, Task } from '@yizhan/engine';
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
    | 'cancelAsked'
    | 'cancelDeclined'
    | 'skipped'
    | 'ended'
    | Extract<Event, { type: 'signers-changed' }>['act']
    | 'takeBack'
    | Extract<Event, { type: 'noted' }>['act']
    | 'terminated'
    | Extract<Event, { type: AdministrativeEvent }>['type'];
  readonly node?: string;
  /** What the step was called where the version that runs now has it not, or calls it otherwise. */
  readonly nodeName?: string;
  readonly person?: string;
  /** 代理: who acted for the person. */
  readonly by?: string;
  readonly comment?: string;
  readonly to?: string;
  /** Whom the act was about. */
  readonly people?: readonly string[];
  /** When the step had begun, and until when it should have been done. */
  readonly since?: string;
  readonly due?: string;
  /** It counted by itself, and why. */
  readonly itself?: 'samePerson' | 'applicant' | 'timeout';
  /** Of a resubmission: straight (直送) to who sent it back. */
  readonly straight?: true;
}

type AdministrativeEvent = 'suspended' | 'resumed' | 'migrated' | 'jumped' | 'retried' | 'hastened';

interface Opened {
  readonly node: string;
  readonly at: string;
  readonly due?: string;
}

export function timelineOf(rows: readonly HistoryRow[]): readonly TimelineItem[] {
  const opened = new Map<string, Opened>();
  let items: TimelineItem[] = [];
  for (const row of rows) {
    for (const event of row.events) {
      if (event.type === 'task-opened') opened.set(event.task.id, openedAt(event.task, row.at));
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

const openedAt = ({ node, dueAt }: Task, at: string): Opened => ({
  node,
  at,
  ...(dueAt !== undefined && { due: dueAt }),
});

function itemOf(
  event: Event,
  { at, person }: HistoryRow,
  opened: ReadonlyMap<string, Opened>,
): TimelineItem | undefined {
  switch (event.type) {
    case 'submitted':
      return {
        at,
        what: event.walk === 'first' ? 'submitted' : 'resubmitted',
        person,
        ...(event.walk === 'straight' && { straight: true }),
      };
    case 'voted':
      return {
        at,
        what: event.voice === 'approve' ? 'approved' : 'rejected',
        ...stepOf(opened.get(event.task)),
        ...saidIn(event),
        ...(event.itself !== undefined && { itself: event.itself }),
      };
    case 'returned-to-step':
    case 'sent-back':
      return { at, what: 'sentBack', ...stepOf(opened.get(event.task)), ...saidIn(event), to: event.to };
    case 'signers-changed': {
      const { node } = stepOf(opened.get(event.task));
      return { at, what: event.act, ...(node !== undefined && { node }), ...saidIn(event) };
    }
    case 'noted':
      return { at, what: event.act, ...saidIn(event) };
    case 'taken-back':
      return { at, what: 'takeBack', node: event.node, ...saidIn(event) };
    case 'task-skipped':
      return { at, what: 'skipped', node: event.node };
    case 'withdrawn':
      return { at, what: 'withdrawn', ...saidIn(event) };
    case 'cancel-asked':
      return { at, what: 'cancelAsked', ...saidIn(event) };
    case 'cancel-declined':
      return { at, what: 'cancelDeclined', ...saidIn(event) };
    case 'ended':
      return event.status === 'cancelled' || event.status === 'terminated'
        ? { at, what: event.status, ...saidIn({ ...event, person }) }
        : { at, what: 'ended' };
    default:
      return administrativeItem(event, at);
  }
}

/** What an administrator did, with its reason. */
function administrativeItem(event: Event, at: string): TimelineItem | undefined {
  switch (event.type) {
    case 'suspended':
    case 'resumed':
    case 'migrated':
      return { at, what: event.type, ...saidIn(event) };
    case 'retried':
    case 'hastened':
      return { at, what: event.type, node: event.node, ...saidIn(event) };
    case 'jumped':
      return { at, what: event.type, node: event.from, to: event.to, ...saidIn(event) };
    default:
      return undefined;
  }
}

type Step = Pick<TimelineItem, 'node' | 'since' | 'due'>;

const stepOf = (task: Opened | undefined): Step =>
  task === undefined
    ? {}
    : { node: task.node, since: task.at, ...(task.due !== undefined && { due: task.due }) };

interface Said {
  /** Empty where it came by itself. */
  readonly person: string;
  readonly by?: string;
  readonly people?: readonly string[];
  readonly comment?: string;
}

const saidIn = ({ person, by, people, comment }: Said) => ({
  ...(person !== '' && { person }),
  ...(by !== undefined && { by }),
  ...(people && { people }),
  ...(comment !== undefined && { comment }),
});
