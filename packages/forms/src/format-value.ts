import type { BookingValue, ColumnField, Field } from './document.ts';
import { isAddress } from './types/address.ts';
import { isBooking, occurrencesOf } from './types/booking.ts';
import { cascadePath } from './types/cascade.ts';
import { isFileValue } from './types/file.ts';
import { isRecord } from './types/harmless.ts';
import { showYuan } from './types/number.ts';
import { isReference } from './types/reference.ts';

/** Names behind the ids in the data, as the HTTP contract gives them. */
export interface NamesById {
  readonly people: Readonly<Record<string, { readonly name: string }>>;
  readonly units: Readonly<Record<string, string>>;
}

/**
 * A value as one text: for read-only display, print and lists. Empty when there is none or it is of another
 * kind; an id without a name shows as the id.
 */
export function formatValue(field: Field, value: unknown, names: NamesById, locale: string): string {
  const isEnglish = locale.toLowerCase().startsWith('en');
  if (value === undefined || value === null || field.type === 'note') return '';
  if (field.type === 'table') {
    const count = Array.isArray(value) ? value.length : 0;
    if (!isEnglish) return `${count} 行`;
    return count === 1 ? '1 row' : `${count} rows`;
  }
  if (field.type === 'cascade') return formatCascade(field, value, isEnglish);
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items
    .map((item) => formatOne(field, item, names, isEnglish))
    .filter((text) => text !== '')
    .join(isEnglish ? ', ' : '、');
}

function formatOne(field: ColumnField, value: unknown, names: NamesById, isEnglish: boolean): string {
  if (typeof value === 'string') return formatText(field, value, names, isEnglish);
  if (typeof value === 'number') return formatNumber(field, value, isEnglish);
  if (typeof value === 'boolean') return formatYesNo(field, value, isEnglish);
  switch (field.type) {
    case 'daterange':
      return formatRange(value, isEnglish);
    case 'attachment':
    case 'image':
    case 'signature':
      return isFileValue(value) ? value.name : '';
    case 'address':
      return isAddress(value) ? value.region.join('') + value.detail : '';
    case 'booking':
      return isBooking(value) ? formatBooking(value, isEnglish) : '';
    case 'reference':
    case 'references':
      return isReference(value) ? value.label : '';
    default:
      return '';
  }
}

/** Shown wherever one reads it: where, when, which sections, how often. */
function formatBooking(value: BookingValue, isEnglish: boolean): string {
  const { label, start, end, sections, until } = value;
  const day = start.slice(0, 10);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const names = isEnglish ? ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] : [...'日一二三四五六'];
  const name = names[weekday] ?? '';
  const range =
    sections && [sections[0], sections.at(-1)].filter((each, index, all) => all.indexOf(each) === index);
  const words = range && (isEnglish ? `sections ${range.join('–')}` : `第 ${range.join('–')} 节`);
  const weeks = occurrencesOf(value).length;
  const recurring =
    until === undefined
      ? undefined
      : isEnglish
        ? `weekly until ${until} (${weeks} times)`
        : `每周一次至 ${until}（共 ${weeks} 次）`;
  const date = isEnglish ? `${day} (${name})` : `${day}（周${name}）`;
  return [label, `${date} ${start.slice(11)}–${end.slice(11)}`, words, recurring]
    .filter((part) => part !== undefined)
    .join(isEnglish ? ', ' : ' · ');
}

function formatYesNo(field: ColumnField, value: boolean, isEnglish: boolean): string {
  if (field.type !== 'boolean') return '';
  if (isEnglish) return value ? 'Yes' : 'No';
  return value ? '是' : '否';
}

function formatCascade(
  field: Extract<ColumnField, { type: 'cascade' }>,
  value: unknown,
  isEnglish: boolean,
): string {
  if (!Array.isArray(value)) return '';
  const path = cascadePath(field.options, value);
  if (!path) return value.filter((part) => typeof part === 'string').join(' / ');
  return path.map(({ label, labelEn }) => (isEnglish ? labelEn : undefined) ?? label).join(' / ');
}

function formatText(field: ColumnField, value: string, names: NamesById, isEnglish: boolean): string {
  switch (field.type) {
    case 'text':
    case 'textarea':
    case 'phone':
    case 'idcard':
    case 'plate':
    case 'email':
    case 'url':
    case 'date':
      return value;
    case 'datetime':
      return value.replace('T', ' ');
    case 'select':
    case 'radio':
    case 'multiselect': {
      const option = field.options.find((one) => one.value === value);
      return (isEnglish ? option?.labelEn : undefined) ?? option?.label ?? value;
    }
    case 'person':
    case 'persons':
      return own(names.people, value)?.name ?? value;
    case 'department':
    case 'departments':
      return own(names.units, value) ?? value;
    default:
      return '';
  }
}

function formatNumber(field: ColumnField, value: number, isEnglish: boolean): string {
  if (field.type === 'number') return withUnit(grouped(value), field.unit);
  if (field.type === 'rating') return isEnglish ? `${value} of 5` : `${value} 分`;
  if (field.type !== 'money') return '';
  return isEnglish ? `CNY ${showYuan(value)}` : `${showYuan(value)} 元`;
}

function formatRange(value: unknown, isEnglish: boolean): string {
  if (!isRecord(value)) return '';
  const { start, end } = value;
  const parts = [start, end].map((part) => (typeof part === 'string' ? part.replace('T', ' ') : '…'));
  return parts.join(isEnglish ? ' to ' : ' 至 ');
}

function withUnit(text: string, unit: string | undefined): string {
  return unit === undefined ? text : `${text} ${unit}`;
}

function grouped(value: number): string {
  const text = String(value);
  if (text.includes('e')) return text;
  const [whole = '', fraction] = text.split('.');
  const wholeGrouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? wholeGrouped : `${wholeGrouped}.${fraction}`;
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
