/** What decisions require of one another, and by which names they read it. */
import { type Compiling, fault, type Place } from './compiling.ts';
import type { DecisionTableElement, DrgElement } from './element.ts';

/** The decisions that it requires; one that is not there, and what is not supported, is among the faults then. */
export function requirementsOf(
  compiling: Compiling,
  place: Place,
  element: DrgElement,
  byId: ReadonlyMap<string, DrgElement>,
): string[] {
  for (const { requiredKnowledge } of element.knowledgeRequirement ?? []) {
    fault(
      compiling,
      place,
      `不支持业务知识模型（${requiredKnowledge?.href ?? ''}）`,
      `business knowledge models are not supported (${requiredKnowledge?.href ?? ''})`,
    );
  }
  return requiredIdsOf(element).filter((id) => {
    if (byId.has(id)) return true;
    fault(
      compiling,
      place,
      `需要的决策“${id}”不在文件里`,
      `the decision "${id}" that it requires is not in the file`,
    );
    return false;
  });
}

/** Itself where it requires itself in the end, too. */
export function reachedFrom(id: string, requires: (id: string) => readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const pending = [...requires(id)];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (reached.has(at)) continue;
    reached.add(at);
    pending.push(...requires(at));
  }
  return reached;
}

export function requiredIdsOf(element: DrgElement | undefined): string[] {
  return (element?.informationRequirement ?? []).flatMap(({ requiredDecision }) =>
    requiredDecision?.href === undefined ? [] : [requiredDecision.href.replace(/^.*#/, '')],
  );
}

/** What others call it: by the standard its variable's name; Zeebe takes the id, too. */
export function aliasesOf({ id = '', name = '', variable }: DrgElement): string[] {
  return [...new Set([variable?.name ?? '', name, id])].filter(isName);
}

/** Camunda 7 reads the outputs of a required table by their own names. */
function outputNamesOf({ decisionLogic }: DrgElement): string[] {
  if (decisionLogic?.$type !== 'dmn:DecisionTable') return [];
  const { output = [] } = decisionLogic as DecisionTableElement;
  return output.map(({ name = '' }) => name).filter(isName);
}

/** The names that a decision's value gives to those that require it. */
export function namesGivenBy(element: DrgElement | undefined): string[] {
  return element === undefined ? [] : [...aliasesOf(element), ...outputNamesOf(element)];
}

/** Those names with their values. */
export function boundBy(element: DrgElement, value: unknown): Readonly<Record<string, unknown>> {
  const names = outputNamesOf(element);
  const [first] = names;
  const aliases = aliasesOf(element).map((alias) => [alias, value] as const);
  if (first !== undefined && names.length === 1) return Object.fromEntries([[first, value], ...aliases]);
  const outputs =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  return Object.fromEntries([...outputs, ...aliases]);
}

function isName(name: string): boolean {
  return name !== '' && name !== '__proto__';
}
