import { FeelDate, FeelDateTime, FeelTime } from 'feelin';
import { type Run, spendOnList } from '../run.ts';
import { isDuration, partOfDuration, Span } from '../values/duration.ts';
import { type Context, entryOf, kindOf, seen } from '../values/kind.ts';
import { Range } from '../values/range.ts';
import { offsetOf } from '../values/temporal.ts';
import { type Code, type Node, nameOf, operandsOf, type Source, type Translate } from './code.ts';

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
  if (name === 'time offset') return offsetPart(value);
  if (value instanceof FeelDate && dateParts.has(name)) return value[name as 'year'];
  if (value instanceof FeelTime && timeParts.has(name)) return value[name as 'hour'];
  if (value instanceof FeelDateTime && (dateParts.has(name) || timeParts.has(name)))
    return value[name as 'year'];
  return null;
}

const dateParts: ReadonlySet<string> = new Set(['year', 'month', 'day', 'weekday']);
const timeParts: ReadonlySet<string> = new Set(['hour', 'minute', 'second', 'timezone']);

function offsetPart(value: unknown): unknown {
  if (!(value instanceof FeelTime || value instanceof FeelDateTime) || value.zone === null) return null;
  return new Span(offsetOf(value));
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
