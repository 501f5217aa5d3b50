/** Rules for the rows of sub-tables: the tables are there, the expressions know what they read. */
import { isRecord, own } from '../types/harmless.ts';
import { checkExpression, meParts, type Surroundings } from './check-expressions.ts';
import type { FoundSection } from './check-structure.ts';
import { type Faults, meant } from './faults.ts';
import { checkShape, feel, object, type Shape, trueOrFalse } from './shape.ts';

const ruleShape: Shape = {
  required: {},
  optional: { visible: feel, editable: feel, add: trueOrFalse, remove: trueOrFalse },
};

export function checkRows(
  faults: Faults,
  rows: unknown,
  sections: readonly FoundSection[],
  surroundings: Surroundings,
): void {
  if (!isRecord(rows)) return;
  const roots = sections.flatMap(({ fields }) => fields).filter(({ type }) => type !== 'note');
  const tables = roots.filter(({ type }) => type === 'table');
  const withMe: Surroundings = new Map([...surroundings, ['me', meParts]]);
  for (const [step, byTable] of Object.entries(rows)) {
    if (!isRecord(byTable)) {
      faults.add(`rows.${step}`, `应当是${object.wanted}`, `must be ${object.wantedEn}`);
      continue;
    }
    for (const key of Object.keys(byTable)) {
      const path = `rows.${step}.${key}`;
      const table = tables.find((one) => one.key === key);
      if (!table) {
        const hint = meant(
          key,
          tables.map((one) => one.key),
        );
        faults.add(path, `没有明细 ${key}${hint.zh}`, `there is no table ${key}${hint.en}`);
        continue;
      }
      const rule = own(byTable, key);
      if (!checkShape(faults, path, rule, ruleShape)) continue;
      for (const part of ['visible', 'editable'] as const) {
        const place = { path: `${path}.${part}`, text: rule[part] };
        checkExpression(faults, place, roots, table.columns, withMe);
      }
    }
  }
}
