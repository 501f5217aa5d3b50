/**
 * Which rows of a sub-table somebody sees and writes at a step (每个科室只改自己的行). Judged on the data as they are
 * stored: by what he sends nobody makes a row his own.
 */
import { condition, type Expression, FeelFailure } from '@yizhan/feel';
import { mayWrite } from './access.ts';
import type { CompiledField, CompiledForm } from './compile-form.ts';
import type { FormData } from './document.ts';
import { type FormContext, type Settled, seenValue, settle } from './settle.ts';
import { own } from './types/harmless.ts';

/** What may be done with the rows of one table, in the order of the rows. */
export interface RowAccess {
  readonly visible: readonly boolean[];
  readonly editable: readonly boolean[];
  readonly add: boolean;
  readonly remove: boolean;
}

/** Of the tables for which the step has a rule; all rows of the others go by the step's access alone. */
export function rowAccessAt(
  form: CompiledForm,
  step: string,
  stored: FormData,
  context: FormContext,
): ReadonlyMap<string, RowAccess> {
  const at = form.at(step);
  const byTable = new Map<string, RowAccess>();
  if (at.rows.size === 0) return byTable;
  const settled = settle(form, { ...at, isLive: () => false }, stored, context);
  for (const [path, rule] of at.rows) {
    const table = form.fields.get(path);
    if (!table) continue;
    const value = own(stored, path);
    const rows: readonly unknown[] = Array.isArray(value) ? value : [];
    const holds = (expression: Expression | undefined) =>
      rows.map((row) => !expression || holdsFor(settled, table, row, expression));
    const visible = holds(rule.visible);
    const resizes = mayWrite(at.access(path));
    byTable.set(path, {
      visible,
      editable: holds(rule.editable).map((isEditable, index) => isEditable && visible[index] === true),
      add: resizes && rule.add,
      remove: resizes && rule.remove,
    });
  }
  return byTable;
}

/** Whether somebody's rule for the rows of a table holds of a row. A rule that cannot be computed does not. */
export function holdsFor(settled: Settled, table: CompiledField, row: unknown, rule: Expression): boolean {
  const scope: Record<string, unknown> = {};
  for (const name of [...rule.names, ...rule.calls]) {
    const column = table.columns.find(({ field }) => field.key === name)?.field;
    if (name === 'me') scope.me = settled.context.me ?? null;
    if (column && column.type !== 'note' && column.type !== 'table') {
      scope[name] = seenValue(column, own(row, name) ?? undefined);
    } else if (Object.hasOwn(settled.scope, name)) scope[name] = settled.scope[name];
  }
  try {
    return condition(rule, scope);
  } catch (error) {
    if (error instanceof FeelFailure) return false;
    throw error;
  }
}
