/** What a table answers when several of its rules hold, or none (DMN 1.5, 8.2.8). */
import { FeelFailure } from '../failure.ts';
import { type Run, spend } from '../run.ts';
import { order } from '../values/compare.ts';
import { add } from '../values/decimal.ts';
import { equal } from '../values/equal.ts';
import { shown } from '../values/shown.ts';

export type HitPolicy = 'UNIQUE' | 'FIRST' | 'PRIORITY' | 'ANY' | 'COLLECT' | 'RULE ORDER' | 'OUTPUT ORDER';
export type Aggregation = 'SUM' | 'MIN' | 'MAX' | 'COUNT';

export const hitPolicies: readonly string[] = [
  'UNIQUE',
  'FIRST',
  'PRIORITY',
  'ANY',
  'COLLECT',
  'RULE ORDER',
  'OUTPUT ORDER',
] satisfies HitPolicy[];
export const aggregations: readonly string[] = ['SUM', 'MIN', 'MAX', 'COUNT'] satisfies Aggregation[];

/** A rule that holds. */
export interface Hit {
  /** Counted from 1, as they are shown. */
  readonly rule: number;
  /** One for each output column. */
  readonly outputs: readonly unknown[];
  /** The outputs as one value. */
  readonly value: unknown;
}

export interface Answering {
  readonly decision: string;
  readonly policy: HitPolicy;
  readonly aggregation: Aggregation | undefined;
  /** For each output column its values, the most important first; undefined where the column has no order. */
  readonly priorities: readonly (readonly unknown[] | undefined)[];
}

/**
 * @throws FeelFailure when the rules that hold break the policy
 */
export function answerOf(run: Run, table: Answering, hits: readonly Hit[]): unknown {
  const [first] = hits;
  switch (table.policy) {
    case 'UNIQUE':
      if (hits.length > 1) throw broken(table, hits, '只能有一条规则成立', 'only one rule may hold');
      return first?.value ?? null;
    case 'ANY':
      if (first && hits.some((hit) => equal(run, hit.value, first.value) !== true)) {
        throw broken(table, hits, '同时成立的规则结果应当相同', 'rules that hold together must agree');
      }
      return first?.value ?? null;
    case 'FIRST':
      return first?.value ?? null;
    case 'PRIORITY':
      return byPriority(run, table, hits)[0]?.value ?? null;
    case 'OUTPUT ORDER':
      return byPriority(run, table, hits).map(({ value }) => value);
    case 'RULE ORDER':
      return hits.map(({ value }) => value);
    case 'COLLECT':
      return collected(run, table, hits);
  }
}

function collected(run: Run, { aggregation, decision }: Answering, hits: readonly Hit[]): unknown {
  const values = hits.map(({ value }) => value);
  spend(run, values.length * 4);
  switch (aggregation) {
    case undefined:
      return values;
    case 'COUNT':
      return values.length;
    case 'SUM':
      return values.length === 0 ? null : values.map((value) => summand(decision, value)).reduce(add);
    case 'MIN':
      return extreme(run, values, -1);
    case 'MAX':
      return extreme(run, values, 1);
  }
}

function summand(decision: string, value: unknown): number {
  if (typeof value === 'number') return value;
  throw new FeelFailure(
    `决策“${decision}”要求和，但有一个结果是 ${shown(value)}，不是数`,
    `The decision "${decision}" adds up its results, but one is ${shown(value)}, not a number`,
  );
}

function extreme(run: Run, values: readonly unknown[], sign: 1 | -1): unknown {
  return values.reduce(
    (best, value) => ((order(run, value, best) ?? 0) * sign > 0 ? value : best),
    values[0] ?? null,
  );
}

/** The first column decides; where it does not, the next. Rules of the same rank stay in their order. */
function byPriority(run: Run, table: Answering, hits: readonly Hit[]): Hit[] {
  const ranked = hits.map((hit) => ({ hit, ranks: ranksOf(run, table, hit) }));
  ranked.sort((a, b) => {
    const column = a.ranks.findIndex((rank, index) => rank !== b.ranks[index]);
    return column < 0 ? 0 : (a.ranks[column] ?? 0) - (b.ranks[column] ?? 0);
  });
  return ranked.map(({ hit }) => hit);
}

function ranksOf(run: Run, { priorities, decision }: Answering, { outputs, rule }: Hit): number[] {
  return outputs.map((output, column) => {
    const values = priorities[column];
    if (values === undefined) return 0;
    const rank = values.findIndex((value) => equal(run, output, value) === true);
    if (rank >= 0) return rank;
    throw new FeelFailure(
      `决策“${decision}”第 ${rule} 条规则的结果 ${shown(output)} 不在允许的值里，无法排出先后`,
      `The result ${shown(output)} of rule ${rule} of the decision "${decision}" is not among its allowed values`,
    );
  });
}

function broken(
  { decision, policy }: Answering,
  hits: readonly Hit[],
  rule: string,
  ruleEn: string,
): FeelFailure {
  const numbers = hits.map((hit) => hit.rule);
  return new FeelFailure(
    `决策“${decision}”（${policy}）的第 ${numbers.join('、')} 条规则同时成立，${rule}`,
    `Rules ${numbers.join(', ')} of the decision "${decision}" (${policy}) hold together; ${ruleEn}`,
    decision,
  );
}
