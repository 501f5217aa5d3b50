import type { Node } from '../parse.ts';
import { type Run, spendOnList } from '../run.ts';
import { isDuration, partOfDuration, Span } from '../values/duration.ts';
import { type Context, entryOf, kindOf, seen } from '../values/kind.ts';
import { Range } from '../values/range.ts';
import { CalendarDate, ClockTime, DateTime, offsetOf, partsOfDay } from '../values/temporal.ts';
import { type Code, nameOf, operandsOf, type Source, type Translate } from './code.ts';

export function translatePath(source: Source, translate: Translate, node: Node): Code {
  const [head] = operandsOf(node).map(translate);
  const last = node.lastChild;
  if (!head || !last) throw new Error('a path without its parts');
  const name = nameOf(source, last);
  return (run, frame) => propertyOf(run, head(run, frame), name, 0);
}

/** Of a list: of each of its entries. What has no such property has null. */
function propertyOf(run: Run, value: unknown, name: string, depth: number): unknown {
  if (Array.isArray(value)) {
    if (depth > 4) return null;
    spendOnList(run, value.length);
    return value.map((item) => propertyOf(run, seen(item), name, depth + 1));
  }
  if (kindOf(value) === 'context') return entryOf(value as Context, name);
  return partOf(value, name);
}

function partOf(value: unknown, name: string): unknown {
  if (value instanceof Range) return rangePart(value, name);
  if (isDuration(value)) return partOfDuration(value, name);
  if (value instanceof CalendarDate) return datePart(value.day, name);
  if (value instanceof ClockTime) return timePart(value, name);
  return value instanceof DateTime ? (datePart(value.day, name) ?? timePart(value, name)) : null;
}

function datePart(day: number, name: string): number | null {
  const parts = partsOfDay(day);
  return Object.hasOwn(parts, name) ? parts[name as keyof typeof parts] : null;
}

function timePart(value: ClockTime | DateTime, name: string): unknown {
  switch (name) {
    case 'hour':
      return Math.floor(value.milliseconds / 3_600_000);
    case 'minute':
      return Math.floor(value.milliseconds / 60_000) % 60;
    case 'second':
      return Math.floor(value.milliseconds / 1000) % 60;
    case 'timezone':
      return value.zone ?? null;
    case 'time offset':
      return value.zone === undefined ? null : new Span(offsetOf(value));
    default:
      return null;
  }
}

function rangePart(range: Range, name: string): unknown {
  switch (name) {
    case 'start':
      return range.start;
    case 'end':
      return range.end;
    case 'start included':
      return range.startIncluded;
    case 'end included':
      return range.endIncluded;
    default:
      return null;
  }
}
