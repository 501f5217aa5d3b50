/** What is done to every text and every unexpected value before it is kept. */

/**
 * Signs that nobody sees or types: C0 and C1 controls (a NUL cannot be stored), soft hyphen, zero-width space,
 * word joiner, byte order mark, and the direction marks that let a file name or a sum read backwards. Joiners
 * (U+200C, U+200D) stay: emoji and some scripts need them.
 */
const invisible = /(?![\n\t])\p{Cc}|[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** Half a sign, which JSON columns refuse. (`toWellFormed` is missing in older WeChat Work browsers.) */
const loneSurrogate = /\p{Cs}/gu;

export function cleanText(text: string): string {
  return text.replace(loneSurrogate, '\ufffd').replace(/\r\n?/g, '\n').replace(invisible, '').trim();
}

/** Keys that lead to an object's prototype when copied carelessly. */
const dangerousKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const deepest = 8;

/** A value of a kind that nobody expected, safe to keep until it is refused; undefined when there is nothing in it. */
export function harmless(value: unknown): unknown {
  const kept = harmlessAt(value, 0);
  return kept === '' ? undefined : kept;
}

function harmlessAt(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return cleanText(value);
  // Minus zero does not survive JSON.
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : undefined;
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'object' || value === null || depth > deepest) return undefined;
  if (Array.isArray(value)) return value.map((item) => harmlessAt(item, depth + 1) ?? null);
  const copy: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value)) {
    const kept = dangerousKeys.has(key) ? undefined : harmlessAt(entry, depth + 1);
    if (kept !== undefined) copy[cleanText(key)] = kept;
  }
  return copy;
}

/** A JSON object as the form's data are: not null, not a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own property; what is inherited is none of the data's. */
export function own(record: unknown, key: string): unknown {
  return isRecord(record) && Object.hasOwn(record, key) ? record[key] : undefined;
}
