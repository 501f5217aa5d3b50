import type { Loop } from '../program.ts';
import { bodyOf, type Compiling, isExpression } from './compiling.ts';
import type { FlowElement, LoopElement } from './element.ts';
import { attribute, extensions, of } from './foreign/attributes.ts';

/** How often an activity is performed; undefined when once. */
export function compileLoop(
  { id = '', loopCharacteristics: loop }: FlowElement,
  compiling: Compiling,
): Loop | undefined {
  if (loop === undefined) return undefined;
  return loop.$type === 'bpmn:StandardLoopCharacteristics'
    ? standard(loop, id, compiling)
    : multi(loop, id, compiling);
}

function standard(loop: LoopElement, id: string, compiling: Compiling): Loop {
  const text = bodyOf(loop.loopCondition);
  const condition = text === undefined ? undefined : compiling.expression(text, id);
  if (condition === undefined && loop.loopMaximum === undefined)
    compiling.fault(id, '循环没有条件也没有次数，不会结束');
  return {
    kind: 'standard',
    isTestedBefore: loop.testBefore ?? false,
    ...(condition && { condition }),
    ...(loop.loopMaximum !== undefined && { most: Number(loop.loopMaximum) }),
  };
}

function multi(loop: LoopElement, id: string, compiling: Compiling): Loop | undefined {
  const [zeebe] = extensions(loop, 'loopCharacteristics');
  const item =
    attribute(loop, 'elementVariable') ??
    of(zeebe, 'inputElement') ??
    loop.inputDataItem?.name ??
    loop.inputDataItem?.id;
  const list =
    attribute(loop, 'collection') ??
    of(zeebe, 'inputCollection') ??
    loop.loopDataInputRef?.name ??
    loop.loopDataInputRef?.id;
  const times = bodyOf(loop.loopCardinality);
  const locals = item === undefined ? [] : [item];
  const expression = (text: string) =>
    compiling.expression(isExpression(text) ? text : `=${text}`, id, locals);
  const over =
    list !== undefined
      ? wrap('list', expression(list))
      : times !== undefined
        ? wrap('times', expression(times))
        : undefined;
  if (list === undefined && times === undefined) compiling.fault(id, '多实例没有写集合，也没有写次数');
  if (over === undefined) return undefined;
  const completionText = bodyOf(loop.completionCondition);
  const completion =
    completionText === undefined ? undefined : compiling.expression(completionText, id, locals);
  const gatherTo = of(zeebe, 'outputCollection');
  const gatherValue = of(zeebe, 'outputElement');
  const value = gatherValue === undefined ? undefined : compiling.expression(gatherValue, id, locals);
  return {
    kind: 'multi',
    isSequential: loop.isSequential ?? false,
    ...(zeebe !== undefined && { firstCounter: 1 }),
    over,
    ...(item !== undefined && { item }),
    ...(completion && { completion }),
    ...(value && gatherTo !== undefined && { gather: { value, to: gatherTo } }),
  };
}

function wrap<Key extends 'list' | 'times'>(key: Key, expression: ReturnType<Compiling['expression']>) {
  return expression === undefined
    ? undefined
    : ({ [key]: expression } as Extract<Loop, { kind: 'multi' }>['over']);
}
