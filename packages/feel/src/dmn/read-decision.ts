import { type Compiling, fault, type Logic, type Place, readExpression, readType } from './compiling.ts';
import { readTable } from './decision-table.ts';
import type { DecisionTableElement, DrgElement, LiteralElement } from './element.ts';
import { typed } from './typed.ts';

/** undefined when something is wrong with it; that is among the faults then. */
export function readDecision(
  compiling: Compiling,
  place: Place,
  element: DrgElement,
  name: string,
): Logic | undefined {
  const logic = element.decisionLogic;
  switch (logic?.$type) {
    case 'dmn:DecisionTable':
      return readTable(compiling, name, logic as DecisionTableElement, place);
    case 'dmn:LiteralExpression':
      return readLiteral(compiling, place, logic as LiteralElement, element.variable?.typeRef, name);
    case undefined:
      fault(
        compiling,
        place,
        '没有决策表，也没有表达式',
        'it has neither a decision table nor an expression',
      );
      return undefined;
    default: {
      const kind = logic?.$type.replace('dmn:', '') ?? '';
      fault(
        compiling,
        place,
        `不支持 ${kind}，请改用决策表或 FEEL 表达式`,
        `${kind} is not supported; use a decision table or a FEEL expression`,
      );
      return undefined;
    }
  }
}

function readLiteral(
  compiling: Compiling,
  place: Place,
  element: LiteralElement,
  typeRef: string | undefined,
  name: string,
): Logic | undefined {
  const prepared = readExpression(compiling, element, place);
  const type = readType(compiling, element.typeRef ?? typeRef, place);
  if (prepared === undefined || type === undefined) return undefined;
  const { code, names } = prepared;
  return { names, evaluate: (run, frame) => typed(run, type, code(run, frame), name) };
}
