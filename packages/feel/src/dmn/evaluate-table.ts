import { FeelFailure } from '../failure.ts';
import { bind, type Code, type Frame } from '../interpret/code.ts';
import type { ValueTest } from '../interpret/unary-test.ts';
import { type Run, spend } from '../run.ts';
import { isMissing } from '../values/kind.ts';
import { safeKey } from '../values/safe-key.ts';
import { shown } from '../values/shown.ts';
import { type Answering, answerOf, type Hit } from './hit-policy.ts';
import { typed, type ValueType } from './typed.ts';

export interface Input {
  readonly label: string;
  readonly code: Code;
  readonly type: ValueType;
  /** Where the table lists the values that may come. */
  readonly allowed: ValueTest | undefined;
  /** What the cells of Camunda's tables may call the value. */
  readonly variable: string | undefined;
}

export interface Output {
  /** May be empty where it is the only one. */
  readonly name: string;
  readonly label: string;
  readonly type: ValueType;
  readonly allowed: ValueTest | undefined;
  readonly priorities: readonly unknown[] | undefined;
  /** The value when no rule holds. */
  readonly otherwise: Code | undefined;
}

export interface Rule {
  readonly number: number;
  /** undefined for a cell that every value passes. */
  readonly tests: readonly (ValueTest | undefined)[];
  readonly outputs: readonly Code[];
}

export interface Table extends Answering {
  readonly inputs: readonly Input[];
  readonly outputs: readonly Output[];
  readonly rules: readonly Rule[];
}

/** @throws FeelFailure */
export function evaluateTable(run: Run, frame: Frame, table: Table): unknown {
  const { inputs, rules, outputs, policy } = table;
  const values = inputs.map((input) => inputOf(run, frame, table, input));
  const around = inputs.reduce(
    (inner, { variable }, index) =>
      variable === undefined ? inner : bind(inner, variable, values[index] ?? null),
    frame,
  );
  const hits: Hit[] = [];
  for (const rule of rules) {
    spend(run, rule.tests.length + 1);
    if (!rule.tests.every((test, index) => !test || test(run, around, values[index] ?? null) === true))
      continue;
    hits.push(hitOf(run, around, table, rule));
    if (policy === 'FIRST') break;
  }
  const hasDefault = outputs.some(({ otherwise }) => otherwise !== undefined);
  return hits.length === 0 && hasDefault ? defaultOf(run, around, outputs) : answerOf(run, table, hits);
}

function inputOf(run: Run, frame: Frame, { decision }: Table, input: Input): unknown {
  const value = typed(run, input.type, input.code(run, frame), input.label);
  if (isMissing(value) || input.allowed === undefined || input.allowed(run, frame, value) === true)
    return value;
  throw new FeelFailure(
    `决策“${decision}”的输入“${input.label}”不允许是 ${shown(value)}`,
    `The input "${input.label}" of the decision "${decision}" must not be ${shown(value)}`,
    decision,
  );
}

function hitOf(run: Run, frame: Frame, { outputs: columns, decision }: Table, rule: Rule): Hit {
  const outputs = columns.map(({ type, label, allowed }, index) => {
    const value = typed(run, type, rule.outputs[index]?.(run, frame) ?? null, label);
    if (isMissing(value) || allowed === undefined || allowed(run, frame, value) === true) return value;
    throw new FeelFailure(
      `决策“${decision}”第 ${rule.number} 条规则的结果 ${shown(value)} 不在“${label}”允许的值里`,
      `The result ${shown(value)} of rule ${rule.number} of the decision "${decision}" is not allowed for "${label}"`,
      decision,
    );
  });
  return { rule: rule.number, outputs, value: together(columns, outputs) };
}

function defaultOf(run: Run, frame: Frame, columns: readonly Output[]): unknown {
  const outputs = columns.map(({ otherwise, type, label }) =>
    typed(run, type, otherwise?.(run, frame) ?? null, label),
  );
  return together(columns, outputs);
}

/** One output is its value, several are a context. */
function together(columns: readonly Output[], outputs: readonly unknown[]): unknown {
  if (columns.length === 1) return outputs[0];
  return Object.fromEntries(columns.map(({ name }, index) => [safeKey(name), outputs[index]]));
}
