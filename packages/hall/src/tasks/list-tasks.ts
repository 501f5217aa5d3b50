import type { BoxServices, TaskSummary } from '@yizhan/contract';
import type { ListRequest, TaskRow } from '@yizhan/flow';
import { findPersons } from '@yizhan/identity';
import { servicesCalled } from '../applications/list-applications.ts';
import { nameOf } from '../applications/present.ts';
import { type NameBook, openNameBook } from '../names.ts';
import { organisation, type Room } from '../room.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import type { Viewer } from '../viewer.ts';
import { principalsOf } from './acting-for.ts';

export interface TaskListRequest extends ListRequest {
  readonly box: 'open' | 'done' | 'cc';
  readonly service: string | undefined;
  readonly q: string | undefined;
  /** Days in China, included. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** The viewer's 待办 or 已办. `q` finds numbers, titles and applicants, these also by pinyin. */
export async function listTasks(
  room: Room,
  viewer: Viewer,
  { box, service, q, from, to, limit, cursor }: TaskListRequest,
): Promise<{ items: TaskSummary[]; next?: string }> {
  const query = q?.trim() || undefined;
  const mayBeName = query !== undefined && /[\p{L}\p{N}]/u.test(query);
  const applicants = mayBeName ? await findPersons(room.database, { q: query }) : [];
  const directory = await organisation(room);
  const page = await room.flow.tasksOf(box, {
    person: viewer.id,
    principals: principalsOf(directory, viewer, room.now()),
    key: service,
    q: query,
    applicants: applicants.map((person) => person.id),
    from: from && beginOf(from),
    before: to && beginOf(to, 1),
    limit,
    cursor,
  });
  const versions = await room.catalogue.byDefinition(page.rows.map((row) => row.definition_id));
  const names = await openNameBook(
    room.database,
    directory,
    page.rows.flatMap((row) => [row.applicant, row.person, ...(row.copied_by ? [row.copied_by] : [])]),
  );
  const items = page.rows.map((row) => summaryOfTask(row, viewer, versions.get(row.definition_id), names));
  return { items, ...(page.next !== undefined && { next: page.next }) };
}

/** The moment at which a day in China (or one so many later) begins. */
const beginOf = (day: string, later = 0): string =>
  new Date(Date.parse(`${day}T00:00:00+08:00`) + later * 86_400_000).toISOString();

/** What a box can be narrowed to. */
export async function servicesOfTasks(
  room: Room,
  viewer: Viewer,
  box: TaskListRequest['box'],
): Promise<BoxServices> {
  const principals = box === 'open' ? principalsOf(await organisation(room), viewer, room.now()) : [];
  const people = [viewer.id, ...principals.map(({ person }) => person)];
  return servicesCalled(room, await room.flow.keysIn(box, people));
}

function summaryOfTask(
  row: TaskRow,
  viewer: Viewer,
  version: ServiceVersion | undefined,
  names: NameBook,
): TaskSummary {
  return {
    id: row.id,
    kind: row.kind,
    node: { id: row.node, name: nodeNames[row.kind] ?? row.node_name },
    application: {
      id: row.instance_id,
      number: row.business_key,
      service: { id: row.key, name: version === undefined ? { zh: row.key } : nameOf(version) },
      title: row.title,
      applicant: names.person(row.applicant),
      status: row.status,
    },
    openedAt: row.opened_at,
    ...(row.person !== viewer.id && { onBehalfOf: names.person(row.person) }),
    ...(row.due_at && { due: row.due_at }),
    ...(row.kind === 'copy' && {
      copy: { by: senderOf(row, names), read: row.read_at !== null },
    }),
    ...(row.done_at && row.outcome && { done: { at: row.done_at, outcome: row.outcome } }),
  };
}

const nodeNames: Partial<Record<TaskRow['kind'], string>> = { resubmission: '修改后重新提交', copy: '抄送' };

/** A copy that the flow sent by itself comes from nobody. */
const senderOf = ({ copied_by: by }: TaskRow, names: NameBook) =>
  by && by !== 'system' ? names.person(by) : null;
