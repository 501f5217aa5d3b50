import type { Directory } from './context.ts';
import type { ActorRule } from './program.ts';
import type { Data, State } from './state.ts';

/** The people whom the rules name, in the rules' order, each once. */
export function findActors(
  rules: readonly ActorRule[],
  state: State,
  directory: Directory,
): readonly string[] {
  return [...new Set(rules.flatMap((rule) => namedBy(rule, state, directory)))];
}

function namedBy(rule: ActorRule, state: State, directory: Directory): readonly string[] {
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
        : idsIn(state.data, rule.field).flatMap((unit) => directory.headsOfUnit(unit));
    case 'post': {
      const units = 'unit' in rule ? [rule.unit] : idsIn(state.data, rule.field);
      return units.flatMap((unit) => directory.holdersOf(rule.title, unit));
    }
    case 'group':
      return directory.membersOf(rule.group);
    case 'field':
      return idsIn(state.data, rule.field);
  }
}

/** The ids in a field: of one, of a list, or of `table.column` over all rows. */
export function idsIn(data: Data, path: string): readonly string[] {
  const [field = '', column] = path.split('.');
  const value = Object.hasOwn(data, field) ? data[field] : undefined;
  const values = column === undefined ? [value].flat() : rowsOf(value).flatMap((row) => row[column]);
  return values.filter((id): id is string => typeof id === 'string' && id !== '');
}

const rowsOf = (value: unknown): readonly Data[] =>
  Array.isArray(value) ? value.filter((row): row is Data => typeof row === 'object' && row !== null) : [];
