import { FeelFailure } from '../failure.ts';
import type { Node } from '../parse.ts';
import { enter } from '../run.ts';
import { Callable, isByName, type Passed } from '../values/callable.ts';
import {
  bind,
  type Code,
  childrenOf,
  type Frame,
  nameOf,
  type Source,
  type Translate,
  weightOf,
} from './code.ts';

/** `function(x, y) x + y`; it sees the names around it as they were where it was written. */
export function translateFunction(source: Source, translate: Translate, node: Node): Code {
  if (childrenOf(node).some(({ name }) => name === 'external')) {
    throw new FeelFailure('不支持外部函数', 'External functions are not supported', source.text);
  }
  const body = node.getChild('FunctionBody');
  if (!body) throw new Error('a function without a body');
  const parameters = (node.getChild('FormalParameters')?.getChildren('FormalParameter') ?? []).map(
    (parameter) => nameOf(source, parameter.getChild('ParameterName') ?? parameter),
  );
  const code = translate(body);
  const weight = weightOf(body) + parameters.length;
  return (_run, frame) =>
    new Callable([
      {
        names: parameters,
        least: parameters.length,
        most: parameters.length,
        call(run, passed) {
          const inner = boundTo(frame, parameters, passed);
          return enter(run, weight, () => code(run, inner));
        },
      },
    ]);
}

function boundTo(frame: Frame | undefined, parameters: readonly string[], passed: Passed): Frame | undefined {
  return parameters.reduce((around, name, index) => {
    const value = isByName(passed) ? passed.get(name) : passed[index];
    return bind(around, name, value ?? null);
  }, frame);
}
