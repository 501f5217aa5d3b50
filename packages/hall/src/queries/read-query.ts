import { type FreeResources, type QueryRows, type QueryView, Refused } from '@yizhan/contract';
import { cursorOf, readCursor, schoolDay } from '@yizhan/flow';
import type { ReferenceValue } from '@yizhan/forms';
import { nameOf } from '../applications/present.ts';
import { type FreeFilter, freeResources } from '../bookings/show-resources.ts';
import type { Register } from '../registers/register.ts';
import type { RegisterRow } from '../registers/registers.sql.ts';
import { namesIn } from '../registers/show-registers.ts';
import { organisation, type Room } from '../room.ts';
import { refuseUnlessFor } from '../services/audience.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import { inBothLanguages } from '../services/words.ts';
import type { SiteList } from '../site.ts';
import type { Viewer } from '../viewer.ts';
import { type ColumnValue, rowsForQuery, valuesOfColumns } from './queries.sql.ts';
import { type QuerySettings, sourceOf } from './settings.ts';

export interface RowsRequest {
  readonly q?: string;
  /** `campus=主校区&kind=…`: columns and their values. */
  readonly where?: string;
  readonly limit: number;
  readonly cursor?: string;
}

type FreeRequest = Omit<FreeFilter, 'until'>;

/** What a query asks for and shows. @throws Refused `service/not-found`, `service/not-for-you`, `service/not-eligible` */
export async function readQuery(room: Room, viewer: Viewer, id: string): Promise<QueryView> {
  const { version, query } = await queryFor(room, viewer, id);
  const base = { id, name: nameOf(version), columns: [], filters: [], own: false };
  if (sourceOf(query).from === 'free-resources')
    return { ...base, source: 'resources', ...choices(room, query) };
  const source = rowsSource(room, query);
  const keys = query.filters ?? [];
  const values = await valuesIn(room, viewer, source, keys);
  const columns = columnsOf(query, source);
  return {
    ...base,
    source: 'rows',
    columns,
    own: source.register?.personal !== undefined,
    filters: columns
      .filter(({ key }) => keys.includes(key))
      .map(({ key, label }) => ({
        key,
        label,
        values: values.filter((each) => each.key === key).map(({ value }) => value),
      })),
    kinds: [],
    campuses: [],
    buildings: [],
    sections: [],
    terms: [],
  };
}

function choices({ site }: Room, { kinds = [], buildings }: QuerySettings) {
  const all = [...site.resources.values()].filter(
    ({ kind, building }) => kinds.includes(kind) && (buildings?.includes(building) ?? true),
  );
  return {
    kinds: [...kinds],
    campuses: [...new Set(all.map(({ campus }) => campus))],
    buildings: [...new Set(all.map(({ building }) => building))],
    sections: site.sections.map((section) => ({ ...section })),
    terms: site.terms.map((term) => ({ ...term })),
  };
}

/** What is free of what the query is about. @throws Refused */
export async function findFree(
  room: Room,
  viewer: Viewer,
  id: string,
  request: FreeRequest,
): Promise<FreeResources> {
  const { query } = await queryFor(room, viewer, id);
  const { kinds = [], buildings } = query;
  if (sourceOf(query).from !== 'free-resources') throw new Refused('service/not-found');
  // A filter narrows what the query is about and never widens it.
  const within = (all: readonly string[] | undefined, asked: string | undefined) => {
    if (all === undefined) return asked;
    const both = asked === undefined ? all : all.filter((each) => asked.split(',').includes(each));
    return both.length === 0 ? '\0' : both.join(',');
  };
  const kind = within(kinds, request.kind);
  const building = within(buildings, request.building);
  return freeResources(room, {
    ...request,
    ...(kind !== undefined && { kind }),
    ...(building !== undefined && { building }),
  });
}

/** The rows that the viewer may see: of a register about persons his own. @throws Refused */
export async function findRows(
  room: Room,
  viewer: Viewer,
  id: string,
  request: RowsRequest,
): Promise<QueryRows> {
  const { query } = await queryFor(room, viewer, id);
  if (sourceOf(query).from === 'free-resources') throw new Refused('service/not-found');
  const source = rowsSource(room, query);
  const keys = columnsOf(query, source).map(({ key }) => key);
  const where = [...new URLSearchParams(request.where ?? '')].map(([column, value]) => {
    if (!query.filters?.includes(column)) throw new Refused('request/invalid', { detail: `where ${column}` });
    return [column, value] as const;
  });
  const words = request.q?.trim() || undefined;
  if (source.list !== undefined) return rowsOfList(source.list, keys, words, where, request);
  const { limit, cursor } = request;
  const rows = await room.database.query<RegisterRow>(
    rowsForQuery({
      register: source.register.id,
      today: schoolDay(room.now()),
      person: ownerOf(source.register, viewer),
      columns: keys,
      words,
      where,
      after: readCursor(cursor),
      limit: limit + 1,
    }),
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map((row) => ({ id: row.id, values: shown(row.row, keys) })),
    ...(rows.length > limit && last !== undefined && { next: cursorOf(last.written_at, last.id) }),
    names: await namesIn(
      room,
      await organisation(room),
      { ...source.register, columns: source.register.columns.filter(({ key }) => keys.includes(key)) },
      items.map(({ row }) => row),
    ),
  };
}

/** @throws Refused `service/not-found`, `service/not-for-you`, `service/not-eligible` */
async function queryFor(
  room: Room,
  viewer: Viewer,
  id: string,
): Promise<{ readonly version: ServiceVersion; readonly query: QuerySettings }> {
  const version = await room.catalogue.find(id);
  await refuseUnlessFor(room, version, viewer);
  const { query } = version.settings;
  if (query === undefined) throw new Refused('service/not-found');
  return { version, query };
}

type RowsSource =
  | { readonly register: Register; readonly list?: undefined }
  | { readonly list: SiteList; readonly register?: undefined };

/** @throws Refused `service/not-found` when the site no longer has it */
function rowsSource({ site }: Room, query: QuerySettings): RowsSource {
  const { from, id } = sourceOf(query);
  const register = from === 'register' ? site.registers.get(id) : undefined;
  if (register !== undefined) return { register };
  const list = from === 'list' ? site.lists.get(id) : undefined;
  if (list === undefined) throw new Refused('service/not-found');
  return { list };
}

/** A column that has become a secret since is shown no more. */
function columnsOf({ columns = [] }: QuerySettings, { register, list }: RowsSource): QueryView['columns'] {
  return columns.flatMap(({ key, label }) => {
    const column = register?.columns.find((each) => each.key === key && !each.secret);
    const listed = list?.columns.find((each) => each.key === key);
    if (register !== undefined && column === undefined) return [];
    const { labelEn } = column ?? {};
    const own = {
      zh: column?.label ?? listed?.label ?? (key === 'label' ? '名称' : key),
      ...(labelEn && { en: labelEn }),
    };
    return [{ key, label: label === undefined ? own : inBothLanguages(label), type: column?.type ?? 'text' }];
  });
}

const ownerOf = ({ personal }: Register, { id }: Viewer) => (personal === undefined ? undefined : id);

async function valuesIn(
  room: Room,
  viewer: Viewer,
  { register, list }: RowsSource,
  keys: readonly string[],
): Promise<readonly ColumnValue[]> {
  if (keys.length === 0) return [];
  if (register !== undefined)
    return room.database.query<ColumnValue>(
      valuesOfColumns(register.id, keys, ownerOf(register, viewer), schoolDay(room.now())),
    );
  return keys.flatMap((key) =>
    [...new Set(list.rows.map((row) => textIn(row, key)))]
      .filter((value) => value !== '')
      .map((value) => ({ key, value })),
  );
}

function rowsOfList(
  { rows }: SiteList,
  keys: readonly string[],
  words: string | undefined,
  where: readonly (readonly [string, string])[],
  { limit, cursor }: RowsRequest,
): QueryRows {
  const found = rows.filter(
    (row) =>
      (words === undefined ||
        keys.some((key) => textIn(row, key).toLowerCase().includes(words.toLowerCase()))) &&
      where.every(([key, value]) => textIn(row, key) === value),
  );
  const begin = cursor === undefined ? 0 : found.findIndex(({ id }) => id === cursor) + 1;
  const items = found.slice(begin, begin + limit);
  const last = items.at(-1);
  return {
    items: items.map((row) => ({ id: row.id, values: shown(row, keys) })),
    ...(begin + limit < found.length && last !== undefined && { next: last.id }),
    names: { people: {}, units: {} },
  };
}

const textIn = (row: ReferenceValue, key: string): string => {
  const value: unknown = row[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

const shown = (row: Readonly<Record<string, unknown>>, keys: readonly string[]) =>
  Object.fromEntries(keys.filter((key) => Object.hasOwn(row, key)).map((key) => [key, row[key]]));
