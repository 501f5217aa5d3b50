/** What the compilation of one file knows and finds. */
import { isFunctionName } from '../check-names.ts';
import { FeelSyntaxError } from '../failure.ts';
import type { Code, Frame } from '../interpret/code.ts';
import type { ValueTest } from '../interpret/unary-test.ts';
import { type Prepared, prepareExpression, prepareTests } from '../prepare.ts';
import type { Run } from '../run.ts';
import type { ItemDefinition, TestsElement } from './element.ts';
import { type DmnFault, dmnFault } from './fault.ts';
import { typeOf, type ValueType } from './typed.ts';

export interface Compiling {
  readonly faults: DmnFault[];
  readonly items: ReadonlyMap<string, ItemDefinition>;
  /** The language of what does not name its own. */
  readonly language: string | undefined;
  /** The same cell stands in many rules, and reading it takes far longer than running it. */
  readonly known: Map<string, Prepared<Code> | Prepared<ValueTest>>;
}

/** Where an expression stands: for the message when something is wrong with it. */
export interface Place {
  /** An id. */
  readonly element: string;
  readonly text: string;
  readonly textEn: string;
  /** The names that can be read there, beside those that the host puts into the scope. */
  readonly names: readonly string[];
}

/** How a decision comes to its value. */
export interface Logic {
  /** The names that it reads, its own apart. */
  readonly names: readonly string[];
  readonly evaluate: (run: Run, frame: Frame) => unknown;
}

/** undefined when it cannot be read; that is among the faults then. */
export function readExpression(
  compiling: Compiling,
  element: TestsElement,
  place: Place,
): Prepared<Code> | undefined {
  return read(compiling, element, place, 'expression') as Prepared<Code> | undefined;
}

export function readTests(
  compiling: Compiling,
  element: TestsElement,
  place: Place,
): Prepared<ValueTest> | undefined {
  return read(compiling, element, place, 'tests') as Prepared<ValueTest> | undefined;
}

export function readType(
  compiling: Compiling,
  typeRef: string | undefined,
  place: Place,
): ValueType | undefined {
  const type = typeOf(typeRef, compiling.items);
  if (type === undefined) {
    fault(compiling, place, `没有定义类型“${typeRef}”`, `the type "${typeRef}" is not defined`);
  }
  return type;
}

export function fault(
  compiling: Compiling,
  place: Omit<Place, 'names'>,
  message: string,
  messageEn: string,
): void {
  compiling.faults.push(
    dmnFault(place.element, `${place.text}：${message}`, `${place.textEn}: ${messageEn}`),
  );
}

function read(
  compiling: Compiling,
  { id, text = '', expressionLanguage = compiling.language }: TestsElement,
  around: Place,
  kind: 'expression' | 'tests',
): Prepared<Code> | Prepared<ValueTest> | undefined {
  const place = id === undefined ? around : { ...around, element: id };
  if (expressionLanguage !== undefined && !/feel(\/|$)/i.test(expressionLanguage.trim())) {
    fault(
      compiling,
      place,
      `表达式语言是 ${expressionLanguage}，这里只支持 FEEL`,
      `the expression language is ${expressionLanguage}; only FEEL is supported`,
    );
    return undefined;
  }
  const key = `${kind} ${around.names.join()} ${text}`;
  const prepared = compiling.known.get(key) ?? prepareOrTell(compiling, text, place, kind);
  if (prepared === undefined) return undefined;
  compiling.known.set(key, prepared);
  return prepared;
}

function prepareOrTell(
  compiling: Compiling,
  text: string,
  place: Place,
  kind: 'expression' | 'tests',
): Prepared<Code> | Prepared<ValueTest> | undefined {
  try {
    const prepared =
      kind === 'tests' ? prepareTests(text, place.names) : prepareExpression(text, place.names);
    if (prepared.fault !== undefined) {
      fault(
        compiling,
        place,
        `“${text}”：${prepared.fault.message}`,
        `"${text}": ${prepared.fault.messageEn}`,
      );
    }
    for (const name of prepared.calls.filter((call) => !isFunctionName(call))) {
      fault(
        compiling,
        place,
        `“${text}”里没有叫“${name}”的函数`,
        `there is no function "${name}" in "${text}"`,
      );
    }
    return prepared;
  } catch (error) {
    if (!(error instanceof FeelSyntaxError)) throw error;
    fault(compiling, place, `“${text}”${error.message}`, `"${text}": ${error.messageEn}`);
    return undefined;
  }
}
