import { FeelFailure } from '../failure.ts';
import type { Node } from '../parse.ts';
import { translateArithmetic } from './arithmetic.ts';
import { type Code, nameOf, onlyPart, operandsOf, type Source, textAt } from './code.ts';
import { translateComparison } from './comparison.ts';
import { translateContext } from './context.ts';
import { translateFilter } from './filter.ts';
import { translateFunction } from './function-definition.ts';
import { translateInstanceOf } from './instance-of.ts';
import { translateDateTime, translateInvocation } from './invocation.ts';
import { numberIn, textIn } from './literal.ts';
import { translateConjunction, translateDisjunction, translateIf } from './logic.ts';
import { translateFor, translateQuantified } from './loop.ts';
import { input, translateName } from './name.ts';
import { translatePath } from './path.ts';
import { translateInterval, translateTest } from './unary-test.ts';

/** The code of a tree that was found to be without faults. */
export function translator(source: Source): (node: Node) => Code {
  const translate = (node: Node): Code => translateNode(source, translate, node);
  return translate;
}

function translateNode(source: Source, translate: (node: Node) => Code, node: Node): Code {
  switch (node.name) {
    case 'Expression':
    case 'ParenthesizedExpression':
    case 'FunctionBody':
    case 'PositiveUnaryTest':
      return translate(onlyPart(node));
    case 'null':
      return () => null;
    case 'NumericLiteral':
      return constant(numberIn(textAt(source, node)));
    case 'StringLiteral':
      return constant(textIn(textAt(source, node)));
    case 'BooleanLiteral':
      return constant(textAt(source, node) === 'true');
    case 'DateTimeLiteral':
      return translateDateTime(source, translate, node);
    case 'VariableName':
      return translateName(source, nameOf(source, node));
    case '?':
      return input;
    case 'List': {
      const items = operandsOf(node).map(translate);
      return (run, frame) => items.map((item) => item(run, frame));
    }
    case 'Context':
      return translateContext(source, translate, node);
    case 'ArithmeticExpression':
      return translateArithmetic(source, translate, node);
    case 'Comparison':
      return translateComparison(source, translate, node);
    case 'SimplePositiveUnaryTest':
      return translateTest(source, translate, node);
    case 'Interval':
      return translateInterval(source, translate, node);
    case 'Conjunction':
      return translateConjunction(translate, node);
    case 'Disjunction':
      return translateDisjunction(translate, node);
    case 'IfExpression':
      return translateIf(translate, node);
    case 'ForExpression':
      return translateFor(source, translate, node);
    case 'QuantifiedExpression':
      return translateQuantified(source, translate, node);
    case 'FilterExpression':
      return translateFilter(translate, node);
    case 'PathExpression':
      return translatePath(source, translate, node);
    case 'FunctionInvocation':
      return translateInvocation(source, translate, node);
    case 'FunctionDefinition':
      return translateFunction(source, translate, node);
    case 'InstanceOfExpression':
      return translateInstanceOf(source, translate, node);
    default:
      throw new FeelFailure(
        `不支持这种写法：${textAt(source, node)}`,
        `This is not supported: ${textAt(source, node)}`,
        source.text,
      );
  }
}

function constant(value: unknown): Code {
  return () => value;
}
