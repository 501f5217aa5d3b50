/** A decision table, read once (DMN 1.5, chapter 8). */
import type { Code } from '../interpret/code.ts';
import type { ValueTest } from '../interpret/unary-test.ts';
import { startRun } from '../run.ts';
import {
  type Compiling,
  fault,
  type Logic,
  type Place,
  readExpression,
  readTests,
  readType,
} from './compiling.ts';
import type {
  DecisionTableElement,
  InputElement,
  OutputElement,
  RuleElement,
  TestsElement,
} from './element.ts';
import { evaluateTable, type Input, type Output, type Rule } from './evaluate-table.ts';
import { type Aggregation, aggregations, type HitPolicy, hitPolicies } from './hit-policy.ts';

const mostCells = 20_000;

/** undefined when something is wrong with it; that is among the faults then. */
export function readTable(
  compiling: Compiling,
  decision: string,
  element: DecisionTableElement,
  place: Place,
): Logic | undefined {
  const { input = [], output = [], rule = [] } = element;
  const before = compiling.faults.length;
  if (rule.length * (input.length + output.length) > mostCells) {
    fault(compiling, place, `表格超过 ${mostCells} 格`, `the table has more than ${mostCells} cells`);
    return undefined;
  }
  const names = new Set<string>();
  const reading: Reading = { compiling, place, names };
  const policy = readPolicy(reading, element);
  const inputs = input.flatMap((clause) => readInput(reading, clause) ?? []);
  const outputs = output.flatMap((clause) => readOutput(reading, clause, output.length) ?? []);
  const rules = rule.flatMap((row, index) => readRule(reading, row, index + 1, input, output) ?? []);
  if (output.length === 0) fault(compiling, place, '没有输出列', 'there is no output column');
  checkOutputs(reading, policy, outputs);
  if (compiling.faults.length > before) return undefined;

  for (const { variable } of inputs) if (variable !== undefined) names.delete(variable);
  const table = {
    decision,
    ...policy,
    inputs,
    outputs,
    rules,
    priorities: outputs.map(({ priorities }) => priorities),
  };
  return { names: [...names], evaluate: (run, frame) => evaluateTable(run, frame, table) };
}

interface Reading {
  readonly compiling: Compiling;
  readonly place: Place;
  /** All names that its expressions read. */
  readonly names: Set<string>;
}

interface Policy {
  readonly policy: HitPolicy;
  readonly aggregation: Aggregation | undefined;
}

function readPolicy(
  { compiling, place }: Reading,
  { hitPolicy = 'UNIQUE', aggregation }: DecisionTableElement,
): Policy {
  if (!hitPolicies.includes(hitPolicy)) {
    fault(
      compiling,
      place,
      `没有命中策略“${hitPolicy}”，应为 ${hitPolicies.join('、')} 之一`,
      `there is no hit policy "${hitPolicy}"; use one of ${hitPolicies.join(', ')}`,
    );
  }
  if (aggregation !== undefined && !aggregations.includes(aggregation)) {
    fault(
      compiling,
      place,
      `没有汇总方式“${aggregation}”，应为 ${aggregations.join('、')} 之一`,
      `there is no aggregation "${aggregation}"; use one of ${aggregations.join(', ')}`,
    );
  }
  return {
    policy: hitPolicy as HitPolicy,
    aggregation: hitPolicy === 'COLLECT' ? (aggregation as Aggregation | undefined) : undefined,
  };
}

function readInput(reading: Reading, clause: InputElement): Input | undefined {
  const { inputExpression, inputValues, $attrs, label: written } = clause;
  const label = written ?? inputExpression?.text?.trim() ?? '';
  const place = placeIn(reading, clause.id, `输入列“${label}”`, `input column "${label}"`);
  if (inputExpression === undefined) {
    fault(reading.compiling, place, '没有输入表达式', 'there is no input expression');
    return undefined;
  }
  const prepared = readExpression(reading.compiling, inputExpression, place);
  const type = readType(reading.compiling, inputExpression.typeRef, place);
  const allowed = readCell(reading, inputValues, place);
  if (prepared === undefined || type === undefined) return undefined;
  note(reading, prepared.names);
  const variable = $attrs?.['camunda:inputVariable'];
  return {
    label,
    code: prepared.code,
    type,
    allowed,
    variable: typeof variable === 'string' ? variable : undefined,
  };
}

function readOutput(reading: Reading, clause: OutputElement, count: number): Output | undefined {
  const name = clause.name ?? '';
  const label = clause.label ?? name;
  const place = placeIn(reading, clause.id, `输出列“${label}”`, `output column "${label}"`);
  if (name === '' && count > 1) {
    fault(
      reading.compiling,
      place,
      '有几个输出列时，每列都要有名称（name）',
      'each of several output columns needs a name',
    );
  }
  const type = readType(reading.compiling, clause.typeRef, place);
  const allowed = readCell(reading, clause.outputValues, place);
  const otherwise = clause.defaultOutputEntry
    ? readValue(reading, clause.defaultOutputEntry, place)
    : undefined;
  if (type === undefined) return undefined;
  return {
    name,
    label,
    type,
    allowed,
    otherwise,
    priorities: readPriorities(reading, clause.outputValues, place),
  };
}

/** The values of an output column in their order; they are the same whatever the data. */
function readPriorities(
  { compiling }: Reading,
  values: TestsElement | undefined,
  place: Place,
): readonly unknown[] | undefined {
  if (values === undefined || isEmpty(values)) return undefined;
  const prepared = readExpression(compiling, { ...values, text: `[${values.text}]` }, place);
  const list = prepared?.code(startRun({}), undefined);
  return Array.isArray(list) ? list : undefined;
}

function readRule(
  reading: Reading,
  { id, inputEntry = [], outputEntry = [] }: RuleElement,
  number: number,
  inputs: readonly InputElement[],
  outputs: readonly OutputElement[],
): Rule | undefined {
  const place = placeIn(reading, id, `第 ${number} 条规则`, `rule ${number}`);
  if (inputEntry.length !== inputs.length || outputEntry.length !== outputs.length) {
    fault(
      reading.compiling,
      place,
      `格数与列数不同：应有 ${inputs.length} 个输入、${outputs.length} 个输出`,
      `it should have ${inputs.length} inputs and ${outputs.length} outputs, one for each column`,
    );
    return undefined;
  }
  return {
    number,
    tests: inputEntry.map((cell) => readCell(reading, cell, place)),
    outputs: outputEntry.map((cell) => readValue(reading, cell, place) ?? nothing),
  };
}

const nothing: Code = () => null;

/** undefined for a cell that every value passes. */
function readCell(reading: Reading, cell: TestsElement | undefined, place: Place): ValueTest | undefined {
  if (cell === undefined || isEmpty(cell)) return undefined;
  const prepared = readTests(reading.compiling, cell, place);
  note(reading, prepared?.names ?? []);
  return prepared?.code;
}

/** undefined for an empty cell. */
function readValue(reading: Reading, cell: TestsElement, place: Place): Code | undefined {
  if (isEmpty(cell)) return undefined;
  const prepared = readExpression(reading.compiling, cell, place);
  note(reading, prepared?.names ?? []);
  return prepared?.code;
}

function checkOutputs(
  { compiling, place }: Reading,
  { policy, aggregation }: Policy,
  outputs: readonly Output[],
): void {
  const names = outputs.map(({ name }) => name);
  if (new Set(names).size < names.length) {
    fault(compiling, place, '两个输出列同名', 'two output columns have the same name');
  }
  if (aggregation !== undefined && outputs.length > 1) {
    fault(
      compiling,
      place,
      `${aggregation} 只能用于一个输出列`,
      `${aggregation} works on one output column only`,
    );
  }
  const isOrdered = policy === 'PRIORITY' || policy === 'OUTPUT ORDER';
  if (isOrdered && !outputs.some(({ priorities }) => priorities !== undefined)) {
    fault(
      compiling,
      place,
      `${policy} 要在输出列上按重要程度列出可能的值（outputValues）`,
      `${policy} needs the possible values of an output column, in their order (outputValues)`,
    );
  }
}

function placeIn({ place }: Reading, id: string | undefined, text: string, textEn: string): Place {
  return {
    ...place,
    element: id ?? place.element,
    text: `${place.text}${text}`,
    textEn: `${place.textEn}, ${textEn}`,
  };
}

function note({ names }: Reading, read: readonly string[]): void {
  for (const name of read) names.add(name);
}

function isEmpty({ text = '' }: TestsElement): boolean {
  return /^\s*-?\s*$/.test(text);
}
