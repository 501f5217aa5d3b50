import { checkExpressions, surroundingsOf } from './check/check-expressions.ts';
import { checkFields, checkPersonsNamed } from './check/check-fields.ts';
import { checkRows } from './check/check-rows.ts';
import { checkSight, checkSteps } from './check/check-steps.ts';
import { checkStructure, type FoundSection } from './check/check-structure.ts';
import { type Fault, Faults } from './check/faults.ts';
import { fieldsOf } from './compile-form.ts';
import { dependenciesOf, inOrder } from './dependencies.ts';
import type { FormDocument } from './document.ts';
import { isRecord, own } from './types/harmless.ts';

export type CheckedDocument =
  | { readonly document: FormDocument; readonly faults: readonly [] }
  | { readonly document?: undefined; readonly faults: readonly Fault[] };

/**
 * Judges a form document that somebody wrote: all its faults at once, or the document, which is safe to compile.
 * `parameters`: the service's own, whose names expressions may read; without them any name is taken.
 */
export function checkDocument(input: unknown, parameters?: readonly string[]): CheckedDocument {
  const faults = new Faults();
  const sections = checkStructure(faults, input);
  const fields = sections.flatMap((section) => section.fields);
  checkFields(faults, fields);
  checkPersonsNamed(faults, fields);
  const surroundings = surroundingsOf(parameters);
  checkExpressions(faults, sections, surroundings);
  if (isRecord(input)) {
    checkSteps(faults, own(input, 'steps'), sections);
    checkRows(faults, own(input, 'rows'), sections, surroundings);
  }
  if (faults.list.length > 0) return { faults: faults.list };

  const document = input as unknown as FormDocument;
  checkSight(faults, document);
  checkCircles(faults, document, sections);
  return faults.list.length > 0 ? { faults: faults.list } : { document, faults: [] };
}

/** Fields whose values or visibility depend on each other in a circle have no value that could be computed. */
function checkCircles(faults: Faults, document: FormDocument, sections: readonly FoundSection[]): void {
  const { circle } = inOrder(dependenciesOf(fieldsOf(document).fields));
  if (!circle) return;
  const first = sections
    .flatMap(({ fields }) => fields.flatMap((field) => [[field.key, field] as const, ...columnsOf(field)]))
    .find(([path]) => path === circle[0])?.[1];
  faults.add(
    first?.path ?? '',
    `这些字段的计算或显示条件互相依赖：${circle.join(' → ')}`,
    `these fields are computed or shown by each other: ${circle.join(' → ')}`,
  );
}

function columnsOf(table: FoundSection['fields'][number]) {
  return table.columns.map((column) => [`${table.key}.${column.key}`, column] as const);
}
