/**
 * JavaScript values as PostgreSQL reads them. Done before anything is sent: `pg` would notice an unsendable
 * value in the middle of a pipeline, leave that statement out and let the COMMIT behind it succeed.
 */

/** What goes over the wire for one `$n`. A list becomes an array literal: for a jsonb list, stringify it. */
export function toParameter(value: unknown): string | Buffer | null {
  if (value === null || value === undefined) return null;
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value);
    case 'object':
      return objectToParameter(value);
    default:
      throw new TypeError(`a ${typeof value} cannot be a statement's parameter`);
  }
}

function objectToParameter(value: object): string | Buffer {
  if (Buffer.isBuffer(value)) return value;
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `{${value.map(arrayElement).join(',')}}`;
  return JSON.stringify(value);
}

function arrayElement(element: unknown): string {
  if (Array.isArray(element)) return `{${element.map(arrayElement).join(',')}}`;
  const parameter = toParameter(element);
  if (parameter === null) return 'NULL';
  if (Buffer.isBuffer(parameter)) return `"\\\\x${parameter.toString('hex')}"`;
  return `"${parameter.replace(/["\\]/g, '\\$&')}"`;
}
