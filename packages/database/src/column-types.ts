/**
 * How PostgreSQL's text becomes a JavaScript value. Nothing loses precision here: what a number or a Date cannot
 * hold exactly stays a string. `pg` itself would make local-time Dates of `date` and floats of `numeric[]`.
 */
import { types } from 'pg';

type Parse = (text: string) => unknown;

const oid = {
  int8: 20,
  int8Array: 1016,
  date: 1082,
  dateArray: 1182,
  timestamp: 1114,
  timestampArray: 1115,
  timestamptz: 1184,
  timestamptzArray: 1185,
  interval: 1186,
  intervalArray: 1187,
  numericArray: 1231,
  textArray: 1009,
} as const;

/** A number when it is exact, else the digits as they are. */
export function parseInt8(text: string): number | string {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : text;
}

const timestamptzText = /^(\d{4,})-(\d\d)-(\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?([+-]\d\d)(?::?(\d\d))?$/;

/**
 * `2026-11-24 05:00:00+00` as `2026-11-24T05:00:00.000Z`. Microseconds are kept when there are any: a list
 * paged by a cut-off time would skip rows. `infinity` and years BC stay as they are.
 */
export function parseTimestamptz(text: string): string {
  const match = timestamptzText.exec(text);
  if (!match || match[1]!.length > 4) return text;
  const [, year, month, day, time, fraction = '', offsetHours, offsetMinutes = '00'] = match;
  const utc = new Date(`${year}-${month}-${day}T${time}${offsetHours}:${offsetMinutes}`);
  return `${utc.toISOString().slice(0, 19)}.${fraction.padEnd(3, '0')}Z`;
}

const asText: Parse = (text) => text;
const textArray: (text: string) => unknown[] = types.getTypeParser(oid.textArray as number, 'text');

function arrayOf(parse: Parse): Parse {
  const each = (element: unknown): unknown =>
    Array.isArray(element) ? element.map(each) : element === null ? null : parse(String(element));
  return (text) => textArray(text).map(each);
}

const parsers = new Map<number, Parse>([
  [oid.int8, parseInt8],
  [oid.int8Array, arrayOf(parseInt8)],
  [oid.date, asText],
  [oid.dateArray, arrayOf(asText)],
  [oid.timestamp, asText],
  [oid.timestampArray, arrayOf(asText)],
  [oid.timestamptz, parseTimestamptz],
  [oid.timestamptzArray, arrayOf(parseTimestamptz)],
  [oid.interval, asText],
  [oid.intervalArray, arrayOf(asText)],
  [oid.numericArray, arrayOf(asText)],
]);

/** For `types` of a pg client: our parsers first, pg's own for the rest (jsonb parsed, numeric as text). */
export const columnTypes = {
  getTypeParser(typeOid: number, format?: 'text' | 'binary') {
    const ours = format === 'binary' ? undefined : parsers.get(typeOid);
    return ours ?? types.getTypeParser(typeOid, format as 'text');
  },
} as { getTypeParser: typeof types.getTypeParser };
