import { dayNumber, minuteNumber } from '@yizhan/feel';
import type { ColumnField } from '../document.ts';
import { type FieldType, fault } from './field-type.ts';
import { cleanText, harmless, isRecord, own } from './harmless.ts';

type DateField = Extract<ColumnField, { type: 'date' | 'datetime' }>;
type DateRangeField = Extract<ColumnField, { type: 'daterange' }>;
type Precision = 'day' | 'minute';

const precisionOf = (field: DateField): Precision => (field.type === 'date' ? 'day' : 'minute');

export const date: FieldType<DateField> = {
  clean(value, field) {
    return cleanMoment(value, precisionOf(field));
  },
  isShaped(value, field) {
    return isMoment(value, precisionOf(field));
  },
  fault(value, field) {
    if (isMoment(value, precisionOf(field))) return undefined;
    return field.type === 'date'
      ? fault('type', '应当是一个真实的日期，如 2026-03-01', 'must be a real date, like 2026-03-01')
      : fault(
          'type',
          '应当是日期和时间，如 2026-03-01T09:00',
          'must be a date and time, like 2026-03-01T09:00',
        );
  },
  computed(result, field) {
    const moment = cleanMoment(result, precisionOf(field));
    return isMoment(moment, precisionOf(field)) ? moment : undefined;
  },
};

export const dateRange: FieldType<DateRangeField> = {
  clean(value, field) {
    if (!isRecord(value)) return harmless(value);
    const precision = field.precision ?? 'day';
    const start = cleanMoment(own(value, 'start'), precision);
    const end = cleanMoment(own(value, 'end'), precision);
    if (start === undefined && end === undefined) return undefined;
    return { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) };
  },
  isShaped(value, field) {
    const precision = field.precision ?? 'day';
    return (
      isRecord(value) &&
      [value.start, value.end].every((part) => part === undefined || isMoment(part, precision))
    );
  },
  fault(value, field) {
    if (!dateRange.isShaped(value, field) || !isRecord(value)) {
      return field.precision === 'minute'
        ? fault('type', '的开始和结束应当是日期和时间', 'must start and end at a date and time')
        : fault('type', '的开始和结束应当是真实的日期', 'must start and end on real dates');
    }
    const { start, end } = value;
    if (typeof start !== 'string' || typeof end !== 'string') return undefined;
    if (start > end) return fault('order', '的结束不能早于开始', 'must not end before it starts');
    if (field.precision === 'minute' && start === end) {
      return fault('order', '的结束要晚于开始', 'must end after it starts');
    }
    return undefined;
  },
  isIncomplete(value) {
    return isRecord(value) && (value.start === undefined || value.end === undefined);
  },
};

function cleanMoment(value: unknown, precision: Precision): unknown {
  if (typeof value !== 'string') return harmless(value);
  const text = cleanText(value);
  if (text === '') return undefined;
  return precision === 'minute' ? text.replace(/^(.{10}T\d\d:\d\d):\d\d(?:\.\d+)?$/, '$1') : text;
}

function isMoment(value: unknown, precision: Precision): boolean {
  if (typeof value !== 'string') return false;
  if (precision === 'day') return dayNumber(value) !== undefined;
  return value.length === 16 && minuteNumber(value) !== undefined;
}
