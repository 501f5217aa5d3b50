import { dataAt, evaluate } from './data.ts';
import type { ActorRule } from './program.ts';
import type { Run } from './run.ts';
import type { Data } from './state.ts';

/** The people whom the rules name as seen from a place, in the rules' order, each once. */
export function findActors(
  run: Run,
  rules: readonly ActorRule[],
  element: string,
  frame: string | undefined,
): readonly string[] {
  return [...new Set(rules.flatMap((rule) => namedBy(run, rule, element, frame)))];
}

function namedBy(run: Run, rule: ActorRule, element: string, frame: string | undefined): readonly string[] {
  const { state } = run;
  const { directory } = run.context;
  const inField = (path: string) => idsIn(dataAt(run, frame), path);
  switch (rule.is) {
    case 'initiator':
      return [state.initiator];
    case 'applicant':
      return [state.applicant.person];
    case 'person':
      return [rule.person];
    case 'unitHead':
      return 'of' in rule
        ? directory.unitHeadOf(state.applicant)
        : inField(rule.field).flatMap((unit) => directory.headsOfUnit(unit));
    case 'post': {
      const units = 'unit' in rule ? [rule.unit] : inField(rule.field);
      return units.flatMap((unit) => directory.holdersOf(rule.title, unit));
    }
    case 'group':
      return directory.membersOf(rule.group);
    case 'field':
      return inField(rule.field);
    case 'headChain':
      return directory.headChainOf(state.applicant).slice(0, rule.levels).flat();
    case 'chosen':
      return Object.hasOwn(state.choices, element) ? (state.choices[element] ?? []) : [];
    case 'expression':
      return ids(evaluate(run, rule.expression, element, frame));
  }
}

/** The ids in a field: of one, of a list, or of `table.column` over all rows. */
export function idsIn(data: Data, path: string): readonly string[] {
  const [field = '', column] = path.split('.');
  const value = Object.hasOwn(data, field) ? data[field] : undefined;
  return ids(column === undefined ? value : rowsOf(value).flatMap((row) => row[column]));
}

const ids = (value: unknown): readonly string[] =>
  [value].flat().filter((id): id is string => typeof id === 'string' && id !== '');

const rowsOf = (value: unknown): readonly Data[] =>
  Array.isArray(value) ? value.filter((row): row is Data => typeof row === 'object' && row !== null) : [];
