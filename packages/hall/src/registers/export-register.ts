import { schoolDay } from '@yizhan/flow';
import type { Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';
import { workbookOf } from '../workbook.ts';
import { type Column, isRecords } from './register.ts';
import { type RegisterRow, rowsOf } from './registers.sql.ts';
import { namesOfRows, type RegisterRequest, registerFor, valuesFor } from './show-registers.ts';

/** More is no list for a person any more, and held in memory while it is written. */
const mostRows = 20_000;

/** The rows as a workbook, as the viewer sees them in the list: what is secret is masked. @throws Refused */
export async function exportRegister(
  room: Room,
  viewer: Viewer,
  id: string,
  { state = 'current', q, column, value }: Omit<RegisterRequest, 'limit' | 'cursor'>,
): Promise<{ readonly name: string; readonly content: Buffer }> {
  const { register, scope, directory } = await registerFor(room, viewer, id);
  const isAsked = register.columns.some(({ key, secret }) => key === column && !secret);
  const rows = await room.database.query<RegisterRow>(
    rowsOf({
      register: id,
      state,
      words: q?.trim() || undefined,
      person: scope === 'own' ? viewer.id : undefined,
      where: column !== undefined && isAsked ? { column, value: value ?? '' } : undefined,
      today: schoolDay(room.now()),
      after: undefined,
      limit: mostRows,
    }),
  );
  const columns: readonly Column[] = isRecords(id)
    ? [...new Set(rows.flatMap(({ row }) => Object.keys(row)))].map((key) => ({
        key,
        label: key,
        type: 'text',
      }))
    : register.columns;
  const whole = { ...register, columns: [...columns] };
  const names = await namesOfRows(
    room,
    directory,
    whole,
    rows.map(({ row }) => row),
  );
  const heads = [...columns.map(({ label }) => label), '有效期至', '登记时间', '状态'];
  const cells = rows.map((row) => {
    const values = valuesFor(row.row, row.person, whole, viewer);
    return [
      ...columns.map((each) => textOf(values[each.key], each, names)),
      row.until ?? '',
      schoolDay(row.written_at),
      row.struck_at === null ? '' : '已注销',
    ];
  });
  const content = await workbookOf(register.name, heads, cells);
  return { name: `${register.name} ${schoolDay(room.now())}.xlsx`, content };
}

/** A cell as a workbook has it. */
export function textOf(
  value: unknown,
  column: { readonly type: string; readonly secret?: boolean },
  names: { person(id: string): { readonly name: string }; unit(id: string): string },
): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((item) => textOf(item, column, names)).join('、');
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return column.type === 'money' ? (value / 100).toFixed(2) : String(value);
  if (typeof value === 'object')
    return Object.values(value)
      .map((each) => textOf(each, column, names))
      .join(' ');
  const text = String(value);
  if (column.secret) return text;
  if (column.type === 'person' || column.type === 'persons') return names.person(text).name;
  if (column.type === 'department' || column.type === 'departments') return names.unit(text);
  return text;
}
