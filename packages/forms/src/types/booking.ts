import { dayNumber, minuteNumber } from '@yizhan/feel';
import type { BookingValue, ColumnField } from '../document.ts';
import { type FieldType, fault } from './field-type.ts';
import { harmless, isRecord } from './harmless.ts';

type BookingField = Extract<ColumnField, { type: 'booking' }>;

/** A term has no more weeks. */
const mostWeeks = 26;
const dayMilliseconds = 86_400_000;

/** Whether the resource is there and free is for the server to say. */
export const booking: FieldType<BookingField> = {
  clean: harmless,
  isShaped: isBooking,
  fault(value, field) {
    if (!isBooking(value)) return fault('type', '应当是选中的地点和时间', 'must be a place and a time');
    const { start, end, sections, until } = value;
    if (start >= end) return fault('order', '的结束要晚于开始', 'must end after it starts');
    if (start.slice(0, 10) !== end.slice(0, 10))
      return fault('order', '的开始和结束要在同一天', 'must begin and end on one day');
    if (field.by === 'sections' && sections === undefined)
      return fault('type', '应当按节次选择', 'must be picked by sections');
    if (until === undefined) return undefined;
    if (field.weekly !== true) return fault('type', '不能每周重复', 'cannot recur');
    if (until < start.slice(0, 10))
      return fault('order', '的重复截止日不能早于使用日期', 'must not stop recurring before it begins');
    return occurrencesOf(value).length <= mostWeeks
      ? undefined
      : fault('count', `最多重复 ${mostWeeks} 周`, `recurs for at most ${mostWeeks} weeks`);
  },
};

export function isBooking(value: unknown): value is BookingValue {
  if (!isRecord(value)) return false;
  const { resource, label, start, end, sections, until } = value;
  return (
    typeof resource === 'string' &&
    resource !== '' &&
    resource.length <= 128 &&
    typeof label === 'string' &&
    label.length <= 200 &&
    isMinute(start) &&
    isMinute(end) &&
    (sections === undefined || areNeighbours(sections)) &&
    (until === undefined || (typeof until === 'string' && dayNumber(until) !== undefined))
  );
}

/** When it is used: once, or on the same weekday until the last day. */
export function occurrencesOf({
  start,
  end,
  until,
}: Pick<BookingValue, 'start' | 'end' | 'until'>): readonly Pick<BookingValue, 'start' | 'end'>[] {
  const first = Date.parse(`${start.slice(0, 10)}T00:00:00Z`);
  const last = until === undefined ? first : Date.parse(`${until}T00:00:00Z`);
  // One more than is allowed, for the fault to see.
  const weeks = Math.min(Math.max(0, Math.floor((last - first) / dayMilliseconds / 7)), mostWeeks);
  return Array.from({ length: weeks + 1 }, (_, week) => {
    const day = new Date(first + week * 7 * dayMilliseconds).toISOString().slice(0, 10);
    return { start: day + start.slice(10), end: day + end.slice(10) };
  });
}

const isMinute = (value: unknown): value is string =>
  typeof value === 'string' && value.length === 16 && minuteNumber(value) !== undefined;

const areNeighbours = (sections: unknown): boolean =>
  Array.isArray(sections) &&
  sections.length > 0 &&
  sections.length <= 20 &&
  sections.every(
    (section, index) => Number.isInteger(section) && section > 0 && section === Number(sections[0]) + index,
  );
