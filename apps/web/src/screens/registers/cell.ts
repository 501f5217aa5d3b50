import type { Names, RegisterPage } from '@yizhan/contract';

type Column = RegisterPage['columns'][number];

/** A cell as people read it. */
export function cellText(value: unknown, column: Pick<Column, 'type'>, names: Names): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((item) => cellText(item, column, names)).join('、');
  if (typeof value === 'boolean') return value ? '✓' : '—';
  if (typeof value === 'number') return column.type === 'money' ? (value / 100).toFixed(2) : String(value);
  if (typeof value === 'object') return Object.values(value).flat().map(String).join(' ');
  const text = String(value);
  return names.people[text]?.name ?? names.units[text] ?? text.replace(/^(\d{4}-\d\d-\d\d)T/, '$1 ');
}
