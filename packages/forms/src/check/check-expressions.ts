/** FEEL of the document: it parses, knows the names that it reads, and no field depends on itself. */
import { checkNames, compile, type Expression, FeelSyntaxError } from '@yizhan/feel';
import { profileKeys } from '../prefill.ts';
import { isRecord } from '../types/harmless.ts';
import type { FoundField, FoundSection } from './check-structure.ts';
import { type Faults, meant } from './faults.ts';

interface Place {
  readonly path: string;
  readonly text: unknown;
}

/** Parts that values of a type have, `period.start`; of others there is nothing to read but the value. */
const parts: Readonly<Record<string, readonly string[]>> = {
  daterange: ['start', 'end'],
  attachment: ['id', 'name', 'size', 'type'],
  image: ['id', 'name', 'size', 'type'],
  signature: ['id', 'name', 'size', 'type'],
  address: ['region', 'detail'],
  booking: ['resource', 'label', 'start', 'end', 'sections', 'until', 'building', 'campus', 'seats'],
};

/** Of a picked row everything may be read: which columns it has, its source says. */
const isOpen = ({ type }: FoundField) => type === 'reference' || type === 'references';

/** What expressions may name besides fields, with the parts that it has; undefined: any. */
export type Surroundings = ReadonlyMap<string, readonly string[] | undefined>;

export const surroundingsOf = (parameters: readonly string[] | undefined): Surroundings =>
  new Map([
    ['applicant', applicantParts],
    ['parameters', parameters],
  ]);

/** Of how to reach him no rule needs to know. */
const applicantParts = [
  ...profileKeys.filter((key) => key !== 'phone' && key !== 'email'),
  ...['kind', 'tags', 'posts', 'groups', 'units'],
];

/** The one who looks, in the rules for rows. */
export const meParts = ['id', 'unit', 'units', 'groups', 'posts'];

/** Forms know the day but not the hour: a value computed from the clock would change while one looks at it. */
const notHere: ReadonlySet<string> = new Set(['now']);

export function checkExpressions(
  faults: Faults,
  sections: readonly FoundSection[],
  surroundings: Surroundings,
): void {
  const check = (place: Place, roots: readonly FoundField[], columns: readonly FoundField[]) =>
    checkExpression(faults, place, roots, columns, surroundings);
  const roots = sections.flatMap(({ fields }) => fields).filter(({ type }) => type !== 'note');
  for (const section of sections) {
    check({ path: `${section.path}.visible`, text: section.raw.visible }, roots, []);
    for (const field of section.fields) {
      for (const place of expressionsOf(field)) check(place, roots, []);
      for (const column of field.columns) {
        for (const place of expressionsOf(column)) check(place, roots, field.columns);
      }
    }
  }
}

function expressionsOf({ path, raw }: FoundField): Place[] {
  const checks: readonly unknown[] = Array.isArray(raw.checks) ? raw.checks : [];
  return [
    { path: `${path}.visible`, text: raw.visible },
    { path: `${path}.required`, text: raw.required },
    { path: `${path}.compute`, text: raw.compute },
    ...checks.map((entry, index) => ({
      path: `${path}.checks[${index}].rule`,
      text: isRecord(entry) ? entry.rule : undefined,
    })),
  ];
}

export function checkExpression(
  faults: Faults,
  { path, text }: Place,
  roots: readonly FoundField[],
  columns: readonly FoundField[],
  surroundings: Surroundings,
): void {
  if (typeof text !== 'string' || text.trim() === '') return;
  const names = [...[...roots, ...columns].map(({ key }) => key), ...surroundings.keys()];
  const expression = parsed(faults, path, text, names);
  if (!expression) return;

  if (expression.fault) faults.add(path, expression.fault.message, expression.fault.messageEn);
  const inFilters = new Set(expression.filterNames);
  const ofAnyTable = roots.flatMap((field) => field.columns).map(({ key }) => key);
  for (const { name, message, messageEn } of checkNames(expression, names)) {
    if (inFilters.has(name) && ofAnyTable.includes(name)) continue;
    faults.add(path, message, messageEn);
  }
  for (const name of expression.calls) {
    if (!notHere.has(name)) continue;
    faults.add(
      path,
      `表单里不能用 ${name}()，请用 今天()`,
      `${name}() is not available in forms; use today()`,
    );
  }
  for (const readPath of new Set([...expression.paths, ...expression.counted]))
    checkParts(faults, path, readPath, [...columns, ...roots], surroundings);
}

function parsed(
  faults: Faults,
  path: string,
  text: string,
  names: readonly string[],
): Expression | undefined {
  try {
    return compile(text, names);
  } catch (error) {
    if (!(error instanceof FeelSyntaxError)) throw error;
    faults.add(path, error.message, error.messageEn);
    return undefined;
  }
}

/** `docs.title` is a column of docs, `period.start` a part of the range. */
function checkParts(
  faults: Faults,
  path: string,
  readPath: string,
  fields: readonly FoundField[],
  surroundings: Surroundings,
): void {
  const [head = '', ...rest] = readPath.split('.');
  let field = fields.find(({ key }) => key === head);
  if (!field) checkSurrounding(faults, path, head, rest[0], surroundings);
  for (const part of rest) {
    if (!field || isOpen(field)) return;
    const column = field.columns.find(({ key }) => key === part);
    const known = field.type === 'table' ? field.columns.map(({ key }) => key) : (parts[field.type] ?? []);
    if (!known.includes(part)) {
      const hint = surroundings.has(field.key) ? shadowed(field.key) : meant(part, known);
      faults.add(
        path,
        `字段 ${field.key} 里没有 ${part}${hint.zh}`,
        `the field ${field.key} has no ${part}${hint.en}`,
      );
      return;
    }
    field = column;
  }
}

/** A field may be called like what surrounds the form, which then cannot be read any more. */
function shadowed(name: string): { zh: string; en: string } {
  return {
    zh: `；表单里有同名的字段，要读 ${name} 请给字段换个 key`,
    en: `; a field of the form has this name: give it another key to read ${name}`,
  };
}

function checkSurrounding(
  faults: Faults,
  path: string,
  name: string,
  part: string | undefined,
  surroundings: Surroundings,
): void {
  const known = surroundings.get(name);
  if (part === undefined || known === undefined || known.includes(part)) return;
  const hint = meant(part, known);
  faults.add(path, `${name} 里没有 ${part}${hint.zh}`, `${name} has no ${part}${hint.en}`);
}
