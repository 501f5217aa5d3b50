/** Writes DMN files for tests: what a test does not care about is left out. */

export interface TableSketch {
  readonly id?: string;
  readonly name?: string;
  readonly policy?: string;
  readonly aggregation?: string;
  readonly requires?: readonly string[];
  /** Expressions; `age: number` gives the type too. */
  readonly inputs: readonly string[];
  /** Names; `pay: number` gives the type too. */
  readonly outputs: readonly string[];
  /** Of the first output, the most important first; and its value when no rule holds. */
  readonly values?: string;
  readonly otherwise?: string;
  /** Cells, inputs and then outputs: `< 18 | "child"`. */
  readonly rules: readonly string[];
}

export const model = 'https://www.omg.org/spec/DMN/20191111/MODEL/';

export function dmnFile(...content: readonly string[]): string {
  return `<definitions xmlns="${model}" id="file" name="file" namespace="x">${content.join('')}</definitions>`;
}

export function aTable(sketch: TableSketch): string {
  const {
    id = 'decision',
    name = 'Decision',
    policy,
    aggregation,
    requires = [],
    values,
    otherwise,
  } = sketch;
  const hit = policy === undefined ? '' : ` hitPolicy="${policy}"`;
  const sum = aggregation === undefined ? '' : ` aggregation="${aggregation}"`;
  const inputs = sketch.inputs.map((input, index) => {
    const [text = '', type] = input.split(': ');
    return `<input id="${id}_in${index}"><inputExpression${typeOf(type)}>${textOf(text)}</inputExpression></input>`;
  });
  const outputs = sketch.outputs.map((output, index) => {
    const [label = '', type] = output.split(': ');
    const allowed =
      values !== undefined && index === 0 ? `<outputValues>${textOf(values)}</outputValues>` : '';
    const fallback = otherwise !== undefined && index === 0;
    const entry = fallback ? `<defaultOutputEntry>${textOf(otherwise)}</defaultOutputEntry>` : '';
    return `<output id="${id}_out${index}" name="${label}"${typeOf(type)}>${allowed}${entry}</output>`;
  });
  const rules = sketch.rules.map((rule, index) => {
    const cells = rule.split(' | ');
    const tests = cells.slice(0, inputs.length).map((cell) => `<inputEntry>${textOf(cell)}</inputEntry>`);
    const results = cells.slice(inputs.length).map((cell) => `<outputEntry>${textOf(cell)}</outputEntry>`);
    return `<rule id="${id}_rule${index + 1}">${tests.join('')}${results.join('')}</rule>`;
  });
  return `<decision id="${id}" name="${name}">${requires.map(requirement).join('')}<decisionTable${hit}${sum}>${[
    ...inputs,
    ...outputs,
    ...rules,
  ].join('')}</decisionTable></decision>`;
}

export function aLiteral(
  id: string,
  name: string,
  text: string,
  requires: readonly string[] = [],
  type = '',
): string {
  const variable = type === '' ? '' : `<variable name="${name}" typeRef="${type}"/>`;
  return `<decision id="${id}" name="${name}">${variable}${requires.map(requirement).join('')}<literalExpression>${textOf(text)}</literalExpression></decision>`;
}

function requirement(id: string): string {
  return `<informationRequirement><requiredDecision href="#${id}"/></informationRequirement>`;
}

function typeOf(type: string | undefined): string {
  return type === undefined ? '' : ` typeRef="${type}"`;
}

function textOf(text: string): string {
  return `<text>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text>`;
}
