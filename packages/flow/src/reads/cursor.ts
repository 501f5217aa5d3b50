import { Refused } from '@yizhan/contract';

/** Where the next page goes on: the sort key of the last row, opaque to the client. */
export const cursorOf = (at: string, id: string): string =>
  Buffer.from(JSON.stringify([at, id])).toString('base64url');

/** @throws Refused when it is none of ours */
export function readCursor(cursor: string | undefined): readonly [at: string, id: string] | undefined {
  if (cursor === undefined) return undefined;
  try {
    const [at, id, ...rest]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (isTime(at) && isUuid(id) && rest.length === 0) return [at, id];
  } catch {
    // Falls through to the refusal below.
  }
  throw new Refused('request/invalid', { detail: 'cursor' });
}

/** As the database writes it. JavaScript reads much else as a time, even 30 February, which PostgreSQL refuses. */
function isTime(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/.test(value)) return false;
  const time = new Date(value);
  return !Number.isNaN(time.getTime()) && time.toISOString().slice(0, 19) === value.slice(0, 19);
}

/** PostgreSQL answers another text with an error; here it is simply not found. */
export const isUuid = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
