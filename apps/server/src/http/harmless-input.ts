import { Refused } from '@yizhan/contract';
import type { App } from './app.ts';

/** Forms nest six deep: data, rows, a row, files, a file, its name. */
const deepest = 32;

/**
 * Refuses at the door what would be a fault further in: a NUL or half a surrogate pair in a text, which PostgreSQL
 * does not store, and lists in lists a thousand deep, on which every recursion ends (S51).
 */
export function refuseHarmfulInput(app: App): void {
  app.addHook('preValidation', async ({ body, query, params }) => {
    if (![body, query, params].every(isHarmless)) {
      throw new Refused('request/invalid', {
        detail: `no NUL, no lone surrogate, at most ${deepest} levels`,
      });
    }
  });
}

/** Level by level, for a recursion would fail on just what is looked for. */
function isHarmless(input: unknown): boolean {
  let level = [input];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return false;
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'string' && !isStorable(value)) return false;
      // Bytes are judged by whoever keeps them.
      if (typeof value !== 'object' || value === null || value instanceof Uint8Array) continue;
      if (!Object.keys(value).every(isStorable)) return false;
      for (const inner of Object.values(value)) next.push(inner);
    }
    level = next;
  }
  return true;
}

const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();
