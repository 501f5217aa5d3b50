/** 名单: who is in a registration, for whoever looks after its service; by pages, and as a file. */
import {
  Refused,
  type RegistrationDetail,
  type RegistrationState,
  type RegistrationSummary,
  type RosterEntry,
} from '@yizhan/contract';
import { type InstanceStanding, schoolDay } from '@yizhan/flow';
import { peopleOf } from '@yizhan/forms';
import type { Administrator } from '../administration/administrator.ts';
import { nameOf } from '../applications/present.ts';
import { cellsOf } from '../exports/cells.ts';
import { columnsOffered } from '../exports/columns.ts';
import { dataForOwner } from '../exports/exported-applications.ts';
import { type NameBook, openNameBook } from '../names.ts';
import { organisation, type Room } from '../room.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import { inBothLanguages } from '../services/words.ts';
import { csvOf, workbookOf } from '../workbook.ts';
import { atSchool } from './own-registration.ts';
import { type Administered, administeredBy, administeredFor } from './registration-of.ts';
import {
  type CountRow,
  type EventRow,
  eventsOf,
  type RegistrationRow,
  rosterOf,
} from './registrations.sql.ts';
import { numberIn, sessionsIn } from './show-places.ts';
import { isLive } from './take-place.ts';

/** One line for each session of the services that he looks after. */
export async function listRegistrations(
  room: Room,
  administrator: Administrator,
): Promise<{ items: RegistrationSummary[] }> {
  const administered = await administeredBy(room, administrator);
  const items = await Promise.all(
    administered.map(async (each) => (await summariesOf(room, each)).map(({ summary }) => summary)),
  );
  return { items: items.flat() };
}

async function summariesOf(room: Room, { version, settings }: Administered) {
  return (await sessionsIn(room, version, settings)).map(({ places, counted }) => ({
    summary: {
      service: { id: version.id, name: nameOf(version) },
      ...places,
      offered: numberIn(counted, 'offered'),
      checkedIn: checkedIn(counted),
    },
  }));
}

const checkedIn = (counted: readonly CountRow[]): number =>
  counted.reduce((sum, { checked_in: count }) => sum + count, 0);

/** @throws Refused `registration/not-found` */
export async function readRegistration(
  room: Room,
  administrator: Administrator,
  service: string,
  session: string | undefined,
): Promise<RegistrationDetail> {
  const administered = await administeredFor(room, administrator, service);
  const { version, settings } = administered;
  const summaries = (await summariesOf(room, administered)).map(({ summary }) => summary);
  const summary =
    summaries.find((each) => session === undefined || each.session === session) ??
    (session === undefined ? emptyOf(version) : undefined);
  if (summary === undefined) throw new Refused('registration/not-found');
  const [events, directory] = await Promise.all([
    room.database.query<EventRow>(eventsOf({ service, session: summary.session })),
    organisation(room),
  ]);
  const names = await openNameBook(
    room.database,
    directory,
    events.map(({ person }) => person),
  );
  return {
    ...summary,
    mode: settings.mode,
    ...(settings.groups?.label !== undefined && { groupLabel: inBothLanguages(settings.groups.label) }),
    checkIn: settings.checkIn === true,
    columns: columnsOf(version).map(({ key, label }) => ({ key, label })),
    sessions: summaries.map((each) => each.session),
    events: events.map((event) => eventFrom(event, names)),
  };
}

/** Of one whose sessions come with those who register, before anybody has. */
const emptyOf = (version: ServiceVersion): RegistrationSummary => ({
  service: { id: version.id, name: nameOf(version) },
  session: '',
  placed: 0,
  entered: 0,
  waiting: 0,
  groups: [],
  offered: 0,
  checkedIn: 0,
});

/** The fields that the settings name, as far as the form's step `owner` shows them. */
const columnsOf = (version: ServiceVersion) =>
  (version.settings.registration?.roster ?? []).flatMap((key) =>
    columnsOffered(version).filter((column) => column.key === key),
  );

const eventFrom = ({ at, act, person, details }: EventRow, names: NameBook) => {
  const { group, count, places, reason, people } = details;
  return {
    at,
    act: act as RegistrationDetail['events'][number]['act'],
    ...(person !== 'system' && { person: names.person(person) }),
    ...(typeof group === 'string' && group !== '' && { group }),
    ...(typeof count === 'number' && { count }),
    ...(typeof places === 'number' && { places }),
    ...(typeof reason === 'string' && { reason }),
    ...(Array.isArray(people) && { people: people.map(String) }),
  };
};

export interface RosterFilter {
  readonly session: string | undefined;
  readonly group: string | undefined;
  readonly state: RegistrationState | 'in' | 'checkedIn' | 'notCheckedIn' | undefined;
  readonly q: string | undefined;
}

interface Line {
  readonly row: RegistrationRow;
  readonly standing: InstanceStanding | undefined;
}

/** Those whom a filter leaves, in the order of the roster. @throws Refused `registration/not-found` */
async function linesFor(
  room: Room,
  administrator: Administrator,
  service: string,
  { session = '', group, state, q = '' }: RosterFilter,
) {
  const { version } = await administeredFor(room, administrator, service);
  const rows = await room.database.query<RegistrationRow>(rosterOf({ service, session }));
  const [standings, directory] = await Promise.all([
    room.flow.standingsOf(rows.map((row) => row.application_id)),
    organisation(room),
  ]);
  const names = await openNameBook(
    room.database,
    directory,
    rows.map(({ person }) => person),
  );
  const words = q.trim().toLowerCase();
  const lines = rows
    .map((row): Line => ({ row, standing: standings.get(row.application_id) }))
    .filter(({ row, standing }) => {
      if (!isOf(row, state) || (group !== undefined && row.group_key !== group)) return false;
      if (words === '' || row.application_id === words) return true;
      const { name, number } = names.person(row.person);
      return [name, number, standing?.business_key ?? '', names.unit(row.unit)].some((text) =>
        text.toLowerCase().includes(words),
      );
    });
  return { version, lines, names, directory };
}

function isOf(row: RegistrationRow, state: RosterFilter['state']): boolean {
  switch (state) {
    case undefined:
      return true;
    case 'in':
      return isLive(row);
    case 'checkedIn':
      return row.checked_in_at !== null;
    case 'notCheckedIn':
      return row.state === 'placed' && row.checked_in_at === null;
    default:
      return row.state === state;
  }
}

/** By pages; the cursor is the application behind which the next page begins. */
export async function listRoster(
  room: Room,
  administrator: Administrator,
  service: string,
  {
    limit,
    cursor,
    ...filter
  }: RosterFilter & { readonly limit: number; readonly cursor: string | undefined },
): Promise<{ items: RosterEntry[]; next?: string }> {
  const { version, lines, names, directory } = await linesFor(room, administrator, service, filter);
  const from = lines.findIndex(({ row }) => row.application_id === cursor) + 1;
  const page = lines.slice(from, from + limit);
  const cells = await cellsFor(room, administrator, version, page, directory);
  const last = page.at(-1);
  return {
    items: page.map((line) => entryFrom(line, names, cells)),
    ...(last !== undefined && from + limit < lines.length && { next: last.row.application_id }),
  };
}

const entryFrom = (
  { row, standing }: Line,
  names: NameBook,
  cells: ReadonlyMap<string, readonly string[]>,
): RosterEntry => ({
  application: row.application_id,
  number: standing?.business_key ?? null,
  ...(standing !== undefined && { status: standing.status }),
  person: names.person(row.person),
  unit: names.unit(row.unit),
  group: row.group_key,
  state: row.state,
  turn: row.turn,
  since: row.since,
  ...(row.confirm_by !== null && { confirmBy: row.confirm_by }),
  ...(row.checked_in_at !== null && { checkedInAt: row.checked_in_at }),
  ...(row.reason !== null && { reason: row.reason }),
  cells: [...(cells.get(row.application_id) ?? [])],
});

/** What of the forms the settings show, as the owner may see it and with what is secret masked. */
async function cellsFor(
  room: Room,
  administrator: Administrator,
  current: ServiceVersion,
  lines: readonly Line[],
  directory: Awaited<ReturnType<typeof organisation>>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const columns = columnsOf(current).map(({ key }) => key);
  if (columns.length === 0) return new Map();
  const rows = await room.flow.rowsOf(lines.map(({ row }) => row.application_id));
  const versions = await room.catalogue.byDefinition(rows.map((row) => row.definition_id));
  const seen = await Promise.all(
    rows.flatMap((row) => {
      const version = versions.get(row.definition_id);
      return version === undefined
        ? []
        : [dataForOwner(room, administrator, version, row).then((data) => ({ row, version, data }))];
    }),
  );
  const names = await openNameBook(
    room.database,
    directory,
    seen.flatMap(({ version, data }) => peopleOf(version.form, data)),
  );
  const entries = await Promise.all(
    seen.map(async (each) => {
      const { program } = await room.flow.definition(each.row.definition_id);
      return [each.row.id, cellsOf({ ...each, names, program }, columns, directory)] as const;
    }),
  );
  return new Map(entries);
}

export const stateWords: Readonly<Record<RegistrationState, string>> = {
  entered: '待抽签',
  placed: '录取',
  waiting: '候补',
  offered: '待确认',
  lost: '未中签',
  lapsed: '逾期未确认',
  'given-up': '已放弃',
  removed: '已移出',
  released: '已退出',
};

/** The roster as the list shows it, as a workbook or as CSV. @throws Refused */
export async function exportRoster(
  room: Room,
  administrator: Administrator,
  service: string,
  { format = 'xlsx', ...filter }: RosterFilter & { readonly format: 'xlsx' | 'csv' | undefined },
): Promise<{ readonly name: string; readonly content: Buffer }> {
  const { version, lines, names, directory } = await linesFor(room, administrator, service, filter);
  const cells = await cellsFor(room, administrator, version, lines, directory);
  const heads = [
    '序号',
    '工号/学号',
    '姓名',
    '单位',
    ...(version.settings.registration?.groups === undefined ? [] : ['组']),
    '状态',
    '签到',
    '流水号',
    ...columnsOf(version).map(({ label }) => label.zh),
  ];
  const rows = lines.map((line, index) => {
    const { person, unit, group, state, number, checkedInAt, cells: own } = entryFrom(line, names, cells);
    return [
      String(index + 1),
      person.number,
      person.name,
      unit,
      ...(version.settings.registration?.groups === undefined ? [] : [group]),
      stateWords[state],
      checkedInAt === undefined ? '' : atSchool(checkedInAt),
      number ?? '',
      ...own,
    ];
  });
  const title = [version.settings.name, filter.session].filter(Boolean).join(' ');
  const name = `${title} 名单 ${schoolDay(room.now())}.${format}`;
  return { name, content: format === 'csv' ? csvOf([heads, ...rows]) : await workbookOf(title, heads, rows) };
}
