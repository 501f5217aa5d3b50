import { mayWrite } from './access.ts';
import type { CompiledField, CompiledForm } from './compile-form.ts';
import type { ColumnField, FormData, TableField } from './document.ts';
import { viewOf } from './evaluate.ts';
import { type FieldProblem, missing, problem, tooFewRows, tooManyRows } from './problem.ts';
import { holdsFor } from './row-access.ts';
import {
  type FormContext,
  failureAt,
  isRowWritten,
  placeOf,
  type Settled,
  scopeAt,
  seenPlace,
  settle,
} from './settle.ts';
import { fault, type ProblemCode } from './types/field-type.ts';
import { isRecord, own } from './types/harmless.ts';
import { typeOf } from './types/type-of.ts';

/** What a draft is refused for: values that could do harm. What is merely unfinished or wrong may be saved. */
const harmful: ReadonlySet<ProblemCode> = new Set(['type', 'length', 'count', 'extension', 'size']);

/**
 * What is wrong with the form at this step, in the order of its fields: of those that the step writes, and of the
 * computed ones that it changes. At most one problem a field and cell, and the form's own checks besides.
 */
export function validateForm(
  form: CompiledForm,
  step: string,
  data: FormData,
  context: FormContext,
  mode: 'draft' | 'submit',
): FieldProblem[] {
  const settled = settle(form, form.at(step), data, context);
  const problems = form.sections
    .flatMap((section) => section.fields)
    .flatMap((field) =>
      field.field.type === 'table' ? tableProblems(settled, field) : fieldProblems(settled, field),
    );
  if (mode === 'draft') return problems.filter(({ code }) => harmful.has(code));
  return [...problems, ...formFailures(settled)];
}

function fieldProblems(settled: Settled, compiledField: CompiledField, row?: number): FieldProblem[] {
  const { field, path, compute } = compiledField;
  const { at } = settled;
  const { visible, required, access } = viewOf(settled).field(path, row);
  const isRowOurs = !compiledField.table || isRowWritten(settled, compiledField.table.path, row ?? 0);
  const isComputedHere = compute !== undefined && at.isLive(path) && isRowOurs;
  if (!visible || field.type === 'note' || field.type === 'table') return [];
  if (!mayWrite(access) && !isComputedHere) return [];

  const seenRow =
    compiledField.table && row !== undefined ? seenPlace(settled, compiledField.table.path, row) : row;
  const place = placeOf(compiledField, seenRow);
  const value = valueAt(settled, compiledField, field, row);
  if (value === undefined) {
    return required
      ? [missing(compiledField, field, place, seenRow)]
      : checkProblems(settled, compiledField, place, row);
  }
  const wrong = typeOf(field).fault(value, field);
  if (wrong) return [problem(compiledField, field, place, seenRow, wrong)];
  if (typeOf(field).isIncomplete?.(value, field)) {
    return [
      problem(compiledField, field, place, seenRow, fault('required', '没有填完整', 'is not complete')),
    ];
  }
  return checkProblems(settled, compiledField, place, row);
}

function valueAt(
  settled: Settled,
  { table, path }: CompiledField,
  field: ColumnField,
  row?: number,
): unknown {
  const source = table ? settled.rows.get(table.path)?.raw[row ?? -1] : settled.data;
  const raw = own(source, table ? field.key : path) ?? undefined;
  return raw === undefined ? undefined : typeOf(field).clean(raw, field);
}

function tableProblems(settled: Settled, table: CompiledField): FieldProblem[] {
  const { field, path, columns } = table;
  const { visible, required, access } = viewOf(settled).field(path);
  if (!visible || field.type !== 'table') return [];
  const rows = (settled.rows.get(path)?.raw ?? []).slice(0, field.max);
  const cells = rows.flatMap((row, index) =>
    isRecord(row) ? columns.flatMap((column) => fieldProblems(settled, column, index)) : [],
  );
  const strangers = rowsGivenAway(settled, table, field, rows);
  if (!mayWrite(access)) return [...strangers, ...cells];
  // Who may not add rows cannot be asked for them.
  const mayAdd = settled.at.rows.get(path)?.add ?? true;
  return [
    ...(mayAdd ? sizeProblems(settled, table, field, required) : []),
    ...strangers,
    ...rows.flatMap((row, index) =>
      isRecord(row)
        ? []
        : [problem(table, field, `${path}[${index}]`, index, fault('type', '应当是一行', 'must be a row'))],
    ),
    ...cells,
    ...checkProblems(settled, table, path),
  ];
}

/**
 * A row that somebody has written must still be his: nobody writes into the rows of others by adding one for them.
 * Only the server can tell, who knows the person.
 */
function rowsGivenAway(
  settled: Settled,
  table: CompiledField,
  field: TableField,
  rows: readonly unknown[],
): FieldProblem[] {
  const rules = settled.at.rows.get(table.path);
  const rule = rules?.editable ?? rules?.visible;
  if (!rule || !settled.context.me) return [];
  const wrong = fault('row', '不是您可以填写的行', 'is not a row that you may write');
  return rows.flatMap((row, index) => {
    if (!isRowWritten(settled, table.path, index) || holdsFor(settled, table, row, rule)) return [];
    const place = seenPlace(settled, table.path, index);
    return [problem(table, field, `${table.path}[${place}]`, place, wrong)];
  });
}

function sizeProblems(
  settled: Settled,
  table: CompiledField,
  field: TableField,
  isRequired: boolean,
): FieldProblem[] {
  const value = settled.data[table.path] ?? [];
  if (!Array.isArray(value)) {
    const wrong = fault('type', '应当是一行行的明细', 'must be a list of rows');
    return [problem(table, field, table.path, undefined, wrong)];
  }
  const least = Math.max(field.min ?? 0, isRequired ? 1 : 0);
  if (value.length < least) return [tooFewRows(table, field, least)];
  return value.length > field.max ? [tooManyRows(table, field)] : [];
}

/** A check that gives null cannot be judged yet, for something else is missing, and passes. */
function checkProblems(
  settled: Settled,
  compiledField: CompiledField,
  place: string,
  row?: number,
): FieldProblem[] {
  const { field } = compiledField;
  const problems: FieldProblem[] = [];
  for (const { check, rule } of compiledField.checks) {
    try {
      const result = rule.evaluate(scopeAt(settled, compiledField, row, rule));
      if (result === true || result === null) continue;
      const wrong = fault('check', check.message, check.messageEn ?? check.message);
      const seenRow =
        compiledField.table && row !== undefined ? seenPlace(settled, compiledField.table.path, row) : row;
      problems.push(problem(compiledField, field, place, seenRow, wrong));
    } catch (error) {
      settled.failures.push(failureAt(place, error));
    }
  }
  return problems;
}

/** A form that cannot be computed must not be submitted as if its rules had been met. */
function formFailures({ failures, form, at }: Settled): FieldProblem[] {
  const seen = new Set<string>();
  return failures.flatMap(({ path, message, messageEn }) => {
    if (seen.has(path)) return [];
    seen.add(path);
    const field = form.fields.get(path.replace(/\[\d+\]/, ''));
    const isSeen = field !== undefined && at.access(field.path) !== 'hidden';
    const label = isSeen ? field.field.label : form.document.title;
    return {
      path: isSeen ? path : '',
      code: 'failure' as const,
      label,
      message: `表单的规则有误，“${label}”算不出来，请联系事项的负责部门${isSeen ? `（${message}）` : ''}`,
      messageEn: `A rule of this form is faulty; please tell the department that owns it${isSeen ? ` (${messageEn})` : ''}`,
    };
  });
}
