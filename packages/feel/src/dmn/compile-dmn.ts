/** DMN: the decisions of a file, ready to be asked. */
import { failureOf } from '../failure.ts';
import type { Frame } from '../interpret/code.ts';
import { type Run, type Scope, startRun } from '../run.ts';
import { plainResult } from '../values/plain-value.ts';
import { type Compiling, fault, type Logic } from './compiling.ts';
import type { Definitions, DrgElement } from './element.ts';
import { type DmnFault, dmnFault } from './fault.ts';
import { readDecision } from './read-decision.ts';
import { readDmn } from './read-dmn.ts';
import {
  aliasesOf,
  boundBy,
  namesGivenBy,
  reachedFrom,
  requiredIdsOf,
  requirementsOf,
} from './requirements.ts';

export interface Decision {
  readonly id: string;
  readonly name: string;
  /** The names that it, and the decisions which it requires, read from the scope. */
  readonly names: readonly string[];
  /**
   * The value as JSON; several outputs as an object, by their names.
   * @throws FeelFailure, also when the rules that hold break the hit policy; it tells their numbers
   */
  evaluate(scope: Scope): unknown;
}

export type CompiledDmn =
  | { readonly decisions: ReadonlyMap<string, Decision> }
  | { readonly faults: readonly DmnFault[] };

interface Compiled {
  readonly element: DrgElement;
  readonly id: string;
  readonly name: string;
  readonly requires: readonly string[];
  readonly logic: Logic;
}

const mostDecisions = 500;

/** Reads DMN 1.2 to 1.5: decision tables and literal expressions in FEEL, and what they require of one another. */
export async function compileDmn(xml: string): Promise<CompiledDmn> {
  const read = await readDmn(xml);
  if ('faults' in read) return read;
  const { definitions } = read;
  const compiling: Compiling = {
    faults: unsupportedIn(definitions),
    items: new Map((definitions.itemDefinition ?? []).map((item) => [item.name ?? '', item])),
    language: definitions.expressionLanguage,
    known: new Map(),
  };
  const compiled = compileAll(compiling, definitions);
  if (compiling.faults.length > 0) return { faults: compiling.faults };
  const decisions = [...compiled.values()].map(
    (decision) => [decision.id, ready(compiled, decision)] as const,
  );
  return { decisions: new Map(decisions) };
}

function unsupportedIn({ import: imports = [], drgElement = [] }: Definitions): DmnFault[] {
  const faults = imports.map(({ name = '' }) =>
    dmnFault(
      '',
      `不支持引入别的文件（import ${name}），请放在同一个文件里`,
      `import ${name} is not supported; put everything into one file`,
    ),
  );
  for (const { $type, id = '', name = '' } of drgElement) {
    if ($type !== 'dmn:BusinessKnowledgeModel' && $type !== 'dmn:DecisionService') continue;
    const [kind, kindEn] =
      $type === 'dmn:DecisionService'
        ? ['决策服务', 'Decision services']
        : ['业务知识模型', 'Business knowledge models'];
    faults.push(
      dmnFault(
        id,
        `不支持${kind}（“${name}”），请把内容写进决策`,
        `${kindEn} are not supported ("${name}"); write it into the decisions`,
      ),
    );
  }
  return faults;
}

function compileAll(compiling: Compiling, { drgElement = [] }: Definitions): ReadonlyMap<string, Compiled> {
  const elements = drgElement.filter(({ $type }) => $type === 'dmn:Decision');
  const given = drgElement.filter(({ $type }) => $type === 'dmn:InputData').flatMap(aliasesOf);
  const byId = new Map(elements.map((element) => [element.id ?? '', element]));
  const compiled = new Map<string, Compiled>();
  if (elements.length === 0) {
    compiling.faults.push(dmnFault('', '文件里没有决策', 'There is no decision in the file'));
  }
  if (elements.length > mostDecisions) {
    compiling.faults.push(
      dmnFault('', `决策超过 ${mostDecisions} 个`, `There are more than ${mostDecisions} decisions`),
    );
    return compiled;
  }
  for (const element of elements) {
    const { id = '', name = id } = element;
    const place = { element: id, text: `决策“${name}”`, textEn: `Decision "${name}"`, names: given };
    if (id === '') fault(compiling, place, '没有 id', 'it has no id');
    const requires = requirementsOf(compiling, place, element, byId);
    const reached = reachedFrom(id, (at) => requiredIdsOf(byId.get(at)));
    if (reached.has(id)) fault(compiling, place, '绕一圈又需要它自己', 'it requires itself in the end');
    const names = new Set([...given, ...requires.flatMap((other) => namesGivenBy(byId.get(other)))]);
    const logic = readDecision(compiling, { ...place, names: [...names] }, element, name);
    if (logic !== undefined) compiled.set(id, { element, id, name, requires, logic });
  }
  return compiled;
}

function ready(compiled: ReadonlyMap<string, Compiled>, decision: Compiled): Decision {
  const { id, name } = decision;
  const requires = (at: string) => compiled.get(at)?.requires ?? [];
  const names = [id, ...reachedFrom(id, requires)].flatMap((at) => namesRead(compiled, at));
  return {
    id,
    name,
    names: [...new Set(names)],
    evaluate(scope) {
      const run = startRun(scope);
      try {
        return plainResult(run, decide(run, compiled, decision, new Map()));
      } catch (error) {
        throw failureOf(error, name);
      }
    },
  };
}

/** Those that no required decision gives. */
function namesRead(compiled: ReadonlyMap<string, Compiled>, id: string): readonly string[] {
  const { logic, requires } = compiled.get(id) ?? { logic: undefined, requires: [] };
  const bound = new Set(requires.flatMap((other) => namesGivenBy(compiled.get(other)?.element)));
  return logic?.names.filter((name) => !bound.has(name)) ?? [];
}

/** What a decision requires is decided first, once, and paid for from the same purse. */
function decide(
  run: Run,
  compiled: ReadonlyMap<string, Compiled>,
  { id, requires, logic }: Compiled,
  decided: Map<string, unknown>,
): unknown {
  if (decided.has(id)) return decided.get(id);
  let frame: Frame = { name: undefined, keys: {}, around: undefined };
  for (const required of requires.flatMap((other) => compiled.get(other) ?? [])) {
    const value = decide(run, compiled, required, decided);
    frame = { name: undefined, keys: boundBy(required.element, value), around: frame };
  }
  const value = logic.evaluate(run, frame);
  decided.set(id, value);
  return value;
}
