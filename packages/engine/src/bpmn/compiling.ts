/** What one compilation knows and finds: the names allowed, and everything that is wrong. */
import { checkNames, compile, type Expression, FeelSyntaxError } from '@yizhan/feel';
import type { Decision } from '../program.ts';
import type { ExpressionElement } from './element.ts';
import type { Fault } from './fault.ts';
import { fromJuel } from './foreign/juel.ts';

export interface Compiling {
  /** The form's fields, where they are known. */
  readonly names: readonly string[] | undefined;
  /** DMN decisions that can be asked, by id. */
  readonly decisions: ReadonlyMap<string, Decision>;
  /** What the file calls who started it (Flowable, Camunda 7: `initiator` of the start event). */
  readonly initiator: string | undefined;
  /** It cannot run. */
  fault(element: string, message: string): void;
  /** It can run, but whoever wrote it should look again; a service is not published with doubts. */
  doubt(element: string, message: string): void;
  /** Reads an expression in FEEL, or in the notation of another engine; undefined when it is none (told as a fault). */
  expression(text: string, element: string, locals?: readonly string[]): Expression | undefined;
}

export function startCompiling({
  names,
  decisions,
  initiator,
}: Pick<Compiling, 'names' | 'decisions' | 'initiator'>): Compiling & {
  readonly faults: Fault[];
  readonly doubts: Fault[];
} {
  const faults: Fault[] = [];
  const doubts: Fault[] = [];
  const fault = (element: string, message: string): void => void faults.push({ element, message });
  return {
    names,
    decisions,
    initiator,
    faults,
    doubts,
    fault,
    doubt: (element, message) => void doubts.push({ element, message }),
    expression(text, element, locals = []) {
      try {
        const feel = feelOf(text);
        const allowed = names && [...names, ...locals, ...repeatNames];
        const expression = compile(feel, allowed);
        // It runs, into an incident: what it would cost nobody can know better than who wrote it.
        if (expression.fault) doubts.push({ element, message: `条件“${text}”：${expression.fault.message}` });
        if (allowed !== undefined) {
          for (const { message } of checkNames(expression, allowed))
            fault(element, `条件“${text}”：${message}`);
        }
        return expression;
      } catch (error) {
        if (!(error instanceof FeelSyntaxError) && !(error instanceof SyntaxError)) throw error;
        fault(element, `条件“${text}”：${error.message}`);
        return undefined;
      }
    },
  };
}

/** What a repetition adds to the names that its expressions may read. */
export const repeatNames = ['loopCounter', 'nrOfInstances', 'nrOfActiveInstances', 'nrOfCompletedInstances'];

/** `${…}` of Flowable, Activiti and Camunda 7; `=…` of Camunda 8; else FEEL as it is. */
function feelOf(text: string): string {
  const trimmed = text.trim();
  const juel = /^[$#]\{([\s\S]*)\}$/.exec(trimmed);
  if (juel !== null) return fromJuel(juel[1] ?? '');
  return trimmed.startsWith('=') ? trimmed.slice(1) : trimmed;
}

/** Whether a text is an expression and not to be taken as it stands. */
export const isExpression = (text: string): boolean => /^\s*(=|[$#]\{)/.test(text);

export const bodyOf = (element: ExpressionElement | undefined): string | undefined =>
  element?.body?.trim() || undefined;
