import { kindOf } from './kind.ts';

/** A value in a message: short, and never walked through, for it may be large. */
export function shown(value: unknown): string {
  const kind = kindOf(value);
  switch (kind) {
    case 'text': {
      const text = JSON.stringify(String(value).slice(0, 60));
      return String(value).length > 60 ? `${text.slice(0, -1)}…"` : text;
    }
    case 'list':
      return '[…]';
    case 'context':
      return '{…}';
    case 'function':
      return 'function';
    case 'range':
      return 'range';
    default:
      return String(value);
  }
}
