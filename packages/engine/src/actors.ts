import type { Expression } from '@yizhan/feel';
import type { Directory, Standing } from './context.ts';
import { dataAt, evaluate } from './data.ts';
import type { ActorRule } from './program.ts';
import type { Run } from './run.ts';
import type { Data, Guest } from './state.ts';

/** The people whom the rules name as seen from a place, in the rules' order, each once. */
export function findActors(
  run: Run,
  rules: readonly ActorRule[],
  element: string,
  frame: string | undefined,
): readonly string[] {
  return [...new Set(rules.flatMap((rule) => namedBy(run, rule, element, frame)))];
}

/**
 * The same for a step, which may also ask somebody who is no person of the directory; each with the number of the rule
 * that names him first.
 */
export function findSigners(
  run: Run,
  rules: readonly ActorRule[],
  element: string,
  frame: string | undefined,
): readonly { readonly person: string; readonly guest?: Guest; readonly rule: number }[] {
  const found = rules.flatMap((rule, index) => {
    if (rule.is !== 'guest')
      return namedBy(run, rule, element, frame).map((person) => ({ person, rule: index }));
    const guest = contactOf(run, rule, element, frame);
    return guest === undefined ? [] : [{ person: `guest:${run.context.newId()}`, guest, rule: index }];
  });
  return found.filter(
    ({ person }, index) => found.findIndex((earlier) => earlier.person === person) === index,
  );
}

/**
 * Whom a rule names from outside; nobody where there is no name or no address that could be one. What an address looks
 * like is judged narrowly: it goes into the head of a letter.
 */
export function contactOf(
  run: Run,
  rule: Extract<ActorRule, { is: 'guest' }>,
  element: string,
  frame: string | undefined,
): Guest | undefined {
  const text = (expression: Expression | undefined): string => {
    const value = expression && evaluate(run, expression, element, frame);
    return typeof value === 'string' ? value.trim() : '';
  };
  const name = text(rule.name).slice(0, 60);
  const email = text(rule.email).toLowerCase();
  const phone = text(rule.phone).replaceAll(/[\s-]/g, '');
  const contact = {
    ...(email.length <= 254 && /^[^\s@<>()[\],;:"\\]+@[a-z0-9.-]+\.[a-z0-9-]+$/.test(email) && { email }),
    ...(/^\+?\d{6,20}$/.test(phone) && { phone }),
  };
  return name === '' || Object.keys(contact).length === 0 ? undefined : { name, ...contact };
}

function namedBy(run: Run, rule: ActorRule, element: string, frame: string | undefined): readonly string[] {
  const { state } = run;
  const { directory } = run.context;
  const inField = (path: string) => idsIn(dataAt(run, frame), path);
  const standingsIn = (path: string) => inField(path).flatMap((id) => directory.standingOf(id) ?? []);
  const stillThere = (people: readonly string[]) => people.filter((person) => directory.isActive(person));
  switch (rule.is) {
    case 'initiator':
      return [state.initiator];
    case 'applicant':
      return [state.applicant.person];
    case 'principal':
      return state.applicant.person === state.initiator ? [] : [state.applicant.person];
    case 'person':
      return stillThere([rule.person]);
    case 'unitHead':
      return 'of' in rule
        ? directory.unitHeadOf(state.applicant)
        : standingsIn(rule.field).flatMap((standing) => headsFor(directory, standing));
    case 'post':
      if ('unit' in rule) return directory.holdersOf(rule.title, rule.unit);
      return 'of' in rule
        ? directory.nearestHoldersOf(rule.title, state.applicant)
        : standingsIn(rule.field).flatMap((standing) => holdersFor(directory, rule.title, standing));
    case 'relation':
      return 'of' in rule
        ? directory.relatedTo(rule.relation, state.applicant)
        : standingsIn(rule.field).flatMap((standing) => directory.relatedTo(rule.relation, standing));
    case 'dataOwner':
      return subsetsIn(dataAt(run, frame), rule.field).flatMap((subset) => directory.dataOwnersOf(subset));
    case 'group':
      return directory.membersOf(rule.group);
    case 'field':
      return stillThere(inField(rule.field));
    case 'headChain':
      return directory.headChainOf(state.applicant).slice(0, rule.levels).flat();
    case 'chosen':
      return stillThere(Object.hasOwn(state.choices, element) ? (state.choices[element] ?? []) : []);
    case 'guest':
      return [];
    case 'expression':
      return stillThere(ids(evaluate(run, rule.expression, element, frame)));
  }
}

/** A unit on the form answers for itself and nobody above it; of a person it is who decides for him. */
const headsFor = (directory: Directory, { person, unit }: Standing): readonly string[] =>
  person === undefined ? directory.headsOfUnit(unit) : directory.unitHeadOf({ person, unit });

const holdersFor = (directory: Directory, title: string, standing: Standing): readonly string[] =>
  standing.person === undefined
    ? directory.holdersOf(title, standing.unit)
    : directory.nearestHoldersOf(title, standing);

/** The ids in a field: of one, of a list, of `table.column` over all rows, or of a column of a picked record. */
export const idsIn = (data: Data, path: string): readonly string[] => ids(valuesIn(data, path));

/** A subset is named by its id, or picked as a record of the list of subsets. */
export const subsetsIn = (data: Data, path: string): readonly string[] =>
  ids(valuesIn(data, path).flatMap((value) => (isRow(value) ? value.id : value)));

function valuesIn(data: Data, path: string): readonly unknown[] {
  const [field = '', column] = path.split('.');
  const value = Object.hasOwn(data, field) ? data[field] : undefined;
  return [
    column === undefined
      ? value
      : [value]
          .flat()
          .filter(isRow)
          .map((row) => row[column]),
  ].flat(2);
}

const isRow = (value: unknown): value is Data => typeof value === 'object' && value !== null;

const ids = (value: unknown): readonly string[] =>
  [value].flat().filter((id): id is string => typeof id === 'string' && id !== '');
