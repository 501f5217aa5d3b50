import { FeelFailure } from '../failure.ts';
import type { Node } from '../parse.ts';
import { type Run, spend } from '../run.ts';
import { type Context, entryOf, type Kind, kindOf, seen } from '../values/kind.ts';
import { type Code, childrenOf, nameOf, operandsOf, type Source, type Translate } from './code.ts';

type TypeTest = (run: Run, value: unknown) => boolean;

export function translateInstanceOf(source: Source, translate: Translate, node: Node): Code {
  const [subject] = operandsOf(node);
  const type = node.getChild('Type');
  if (!subject || !type) throw new Error('instance of without its parts');
  const value = translate(subject);
  const test = typeTest(source, type);
  return (run, frame) => test(run, value(run, frame));
}

function typeTest(source: Source, type: Node): TypeTest {
  const [node] = childrenOf(type);
  if (!node) throw new Error('a type without a name');
  switch (node.name) {
    case 'ListType': {
      const entry = node.getChild('Type');
      const test: TypeTest = entry ? typeTest(source, entry) : () => true;
      return (run, value) => Array.isArray(value) && value.every((item) => paid(run, test, seen(item)));
    }
    case 'ContextType':
      return contextTest(source, node);
    case 'FunctionType':
      return (_run, value) => kindOf(value) === 'function';
    default:
      return namedTest(nameOf(source, node));
  }
}

function contextTest(source: Source, node: Node): TypeTest {
  const entries = node.getChild('ContextEntryTypes')?.getChildren('ContextEntryType') ?? [];
  const tests = entries.map((entry) => {
    const [name, type] = [entry.getChild('Name'), entry.getChild('Type')];
    if (!name || !type) throw new Error('an entry without its parts');
    return { name: nameOf(source, name), test: typeTest(source, type) };
  });
  return (run, value) =>
    kindOf(value) === 'context' &&
    tests.every(({ name, test }) => paid(run, test, entryOf(value as Context, name)));
}

function namedTest(name: string): TypeTest {
  if (name === 'Any') return (_run, value) => value !== null;
  const kinds = kindsOf(name);
  if (kinds !== undefined) return (_run, value) => kinds.includes(kindOf(value));
  throw new FeelFailure(`没有这种类型：${name}`, `There is no such type: ${name}`);
}

function kindsOf(name: string): readonly Kind[] | undefined {
  switch (name) {
    case 'Null':
      return ['null'];
    case 'string':
      return ['text'];
    case 'duration':
      return ['days and time duration', 'years and months duration'];
    case 'number':
    case 'boolean':
    case 'date':
    case 'time':
    case 'date and time':
    case 'days and time duration':
    case 'years and months duration':
    case 'list':
    case 'context':
    case 'range':
    case 'function':
      return [name];
    default:
      return undefined;
  }
}

function paid(run: Run, test: TypeTest, value: unknown): boolean {
  spend(run, 1);
  return test(run, value);
}
