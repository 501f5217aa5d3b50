import {
  Refused,
  type RegisterPage,
  type RegisterRowDetail,
  type RegisterSummary,
  type Text,
} from '@yizhan/contract';
import { cursorOf, isUuid, readCursor, schoolDay } from '@yizhan/flow';
import type { Directory } from '@yizhan/identity';
import { nameOf } from '../applications/present.ts';
import { versionOf } from '../applications/version-of.ts';
import { type NameBook, openNameBook } from '../names.ts';
import { organisation, type Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';
import { type Scope, scopeFor } from './access.ts';
import { maskCell } from './mask-cell.ts';
import { type Column, isRecords, type Register } from './register.ts';
import {
  type CountRow,
  countRows,
  type HistoryRow,
  historyOfRow,
  type RegisterRow,
  type Row,
  rowById,
  rowsOf,
} from './registers.sql.ts';

/** The registers that the viewer may read all of, and those that hold something about him. */
export async function listRegisters(room: Room, viewer: Viewer): Promise<RegisterSummary[]> {
  const today = schoolDay(room.now());
  const [directory, counts] = await Promise.all([
    organisation(room),
    room.database.query<CountRow>(countRows(viewer.id, today)),
  ]);
  const records = counts.map(({ register }) => register).filter(isRecords);
  return [...room.site.registers.keys(), ...records].flatMap((id) => {
    const register = registerIn(room, id);
    const scope = register && scopeFor(register, viewer, directory);
    if (register === undefined || scope === undefined) return [];
    const count = counts.find((each) => each.register === id);
    if (scope === 'own' && !count?.own) return [];
    const rows = (scope === 'all' ? count?.rows : count?.own) ?? 0;
    return [summaryOf(register, scope, rows, directory)];
  });
}

export interface RegisterRequest {
  readonly state?: 'current' | 'struck' | 'expired' | 'all';
  readonly q?: string;
  readonly column?: string;
  readonly value?: string;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Rows of a register, newest first. @throws Refused `register/not-found` */
export async function readRegister(
  room: Room,
  viewer: Viewer,
  id: string,
  request: RegisterRequest,
): Promise<RegisterPage> {
  const today = schoolDay(room.now());
  const { register, scope, directory } = await registerFor(room, viewer, id);
  const { limit, state = 'current', column, value, q } = request;
  const [rows, counts] = await Promise.all([
    room.database.query<RegisterRow>(
      rowsOf({
        register: id,
        state,
        words: q?.trim() || undefined,
        person: scope === 'own' ? viewer.id : undefined,
        where: column === undefined ? undefined : { column: readable(register, column), value: value ?? '' },
        today,
        after: readCursor(request.cursor),
        limit: limit + 1,
      }),
    ),
    room.database.query<CountRow>(countRows(viewer.id, today)),
  ]);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const count = counts.find((each) => each.register === id);
  const whole = withColumns(register, items);
  return {
    ...summaryOf(whole, scope, (scope === 'all' ? count?.rows : count?.own) ?? 0, directory),
    columns: columnsOf(whole),
    items: items.map((row) => entryOf(row, whole, viewer, today)),
    ...(rows.length > limit && last !== undefined && { next: cursorOf(last.written_at, last.id) }),
    names: await namesIn(
      room,
      directory,
      whole,
      items.map(({ row }) => row),
    ),
  };
}

/** One row with all that has been written of it. @throws Refused `register/not-found` */
export async function readRegisterRow(
  room: Room,
  viewer: Viewer,
  id: string,
  rowId: string,
): Promise<RegisterRowDetail> {
  const { register, scope, directory } = await registerFor(room, viewer, id);
  const [row] = isUuid(rowId) ? await room.database.query<RegisterRow>(rowById(id, rowId)) : [];
  if (row === undefined || (scope === 'own' && row.person !== viewer.id))
    throw new Refused('register/not-found');
  const history = await room.database.query<HistoryRow>(historyOfRow(row.id));
  const whole = withColumns(register, [row, ...history]);
  const applications = new Map(
    await Promise.all(
      [...new Set(history.map((each) => each.application_id))].map(async (application) => {
        const instance = await room.flow.instance(application);
        return [application, { instance, version: await versionOf(room, instance) }] as const;
      }),
    ),
  );
  return {
    register: { id, name: nameIn(whole) },
    columns: columnsOf(whole),
    row: entryOf(row, whole, viewer, schoolDay(room.now())),
    history: history.flatMap(({ at, what, row: values, until, application_id }) => {
      const known = applications.get(application_id);
      if (known === undefined) return [];
      const { instance, version } = known;
      return [
        {
          at,
          what,
          values: valuesFor(values, row.person, whole, viewer),
          ...(until !== null && { until }),
          application: {
            id: application_id,
            number: instance.row.business_key,
            service: nameOf(version),
            mine: instance.row.applicant === viewer.id || instance.row.initiator === viewer.id,
          },
        },
      ];
    }),
    names: await namesIn(room, directory, whole, [row.row, ...history.map((each) => each.row)]),
  };
}

/** @throws Refused `register/not-found` */
export async function registerFor(
  room: Room,
  viewer: Viewer,
  id: string,
): Promise<{ readonly register: Register; readonly scope: Scope; readonly directory: Directory }> {
  const directory = await organisation(room);
  const register = registerIn(room, id);
  const scope = register && scopeFor(register, viewer, directory);
  if (register === undefined || scope === undefined) throw new Refused('register/not-found');
  return { register, scope, directory };
}

/** Of personal data whose centre is still to come nobody is the owner: administrators see them, and everybody his own. */
const registerIn = (room: Room, id: string): Register | undefined =>
  room.site.registers.get(id) ??
  (isRecords(id)
    ? { id, name: `个人数据 ${id.slice('pdc-'.length)}`, owner: '', personal: 'person', columns: [] }
    : undefined);

/** Records have the columns that their works have written. */
function withColumns(register: Register, rows: readonly { readonly row: Row }[]): Register {
  if (register.columns.length > 0) return register;
  const keys = [...new Set(rows.flatMap(({ row }) => Object.keys(row)))];
  return { ...register, columns: keys.map((key) => ({ key, label: key, type: 'text' as const })) };
}

const nameIn = ({ name, nameEn }: Register): Text => ({ zh: name, ...(nameEn && { en: nameEn }) });

const summaryOf = (register: Register, scope: Scope, rows: number, directory: Directory): RegisterSummary => {
  const owner = directory.unit(register.owner);
  return {
    id: register.id,
    name: nameIn(register),
    owner: { unit: owner?.name ?? '', phone: owner?.phone ?? '' },
    rows,
    scope,
  };
};

const columnsOf = ({ columns }: Register): RegisterPage['columns'] =>
  columns.map(({ key, label, labelEn, type, secret = false }) => ({
    key,
    label: { zh: label, ...(labelEn && { en: labelEn }) },
    type,
    secret,
  }));

function entryOf(row: RegisterRow, register: Register, viewer: Viewer, today: string) {
  const isExpired = row.until !== null && row.until < today;
  const state = row.struck_at !== null ? 'struck' : isExpired ? 'expired' : 'current';
  const isKeySecret = register.columns.some(
    (column) => column.secret === true && String(row.row[column.key]) === row.key,
  );
  return {
    id: row.id,
    key: isKeySecret && row.person !== viewer.id ? '******' : row.key,
    values: valuesFor(row.row, row.person, register, viewer),
    state: state as 'current' | 'expired' | 'struck',
    ...(row.until !== null && { until: row.until }),
    writtenAt: row.written_at,
  };
}

/** What is no column is not shown, for nobody has said whether it is a secret; one's own secrets are none. */
export function valuesFor(
  row: Row,
  person: string | null,
  { columns }: Register,
  viewer: Viewer,
): Record<string, unknown> {
  const isOwn = person !== null && person === viewer.id;
  return Object.fromEntries(
    columns
      .filter(({ key }) => Object.hasOwn(row, key))
      .map((column) => [
        column.key,
        column.secret && !isOwn ? maskCell(column, row[column.key]) : row[column.key],
      ]),
  );
}

/** Whoever may not read a column may not ask for its values either. @throws Refused */
function readable({ columns }: Register, key: string): string {
  const column = columns.find((candidate) => candidate.key === key);
  if (column === undefined || column.secret)
    throw new Refused('request/invalid', { detail: `column ${key}` });
  return key;
}

export const namesIn = async (
  room: Room,
  directory: Directory,
  register: Register,
  rows: readonly Row[],
): Promise<RegisterPage['names']> => {
  const people = idsIn(register, rows, ['person', 'persons']);
  const book = await openNameBook(room.database, directory, people);
  return book.entries(people, idsIn(register, rows, ['department', 'departments']));
};

export const namesOfRows = async (
  room: Room,
  directory: Directory,
  register: Register,
  rows: readonly Row[],
): Promise<NameBook> => openNameBook(room.database, directory, idsIn(register, rows, ['person', 'persons']));

function idsIn(
  { columns }: Register,
  rows: readonly Row[],
  types: readonly Column['type'][],
): readonly string[] {
  const keys = columns.filter(({ type, secret }) => !secret && types.includes(type)).map(({ key }) => key);
  const ids = rows.flatMap((row) => keys.flatMap((key) => [row[key]].flat()));
  return [...new Set(ids.filter((id): id is string => typeof id === 'string' && id !== ''))];
}
