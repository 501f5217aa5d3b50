import { Refused } from '@yizhan/contract';

/** Where the next page goes on: the sort key of the last row, opaque to the client. */
export const cursorOf = (at: string, id: string): string =>
  Buffer.from(JSON.stringify([at, id])).toString('base64url');

/** @throws Refused when it is none of ours */
export function readCursor(cursor: string | undefined): readonly [at: string, id: string] | undefined {
  if (cursor === undefined) return undefined;
  try {
    const [at, id, ...rest]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (typeof at === 'string' && !Number.isNaN(Date.parse(at)) && isUuid(id) && rest.length === 0)
      return [at, id];
  } catch {
    // Falls through to the refusal below.
  }
  throw new Refused('request/invalid', { detail: 'cursor' });
}

/** PostgreSQL answers another text with an error; here it is simply not found. */
export const isUuid = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
