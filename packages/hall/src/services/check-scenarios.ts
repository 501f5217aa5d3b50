import { isDeepStrictEqual } from 'node:util';
import { refusalText } from '@yizhan/contract';
import { type Program, simulate } from '@yizhan/engine';
import { addSpan, type Calendar } from '@yizhan/feel';
import { scopeAt } from '@yizhan/flow';
import type { ServiceFolder } from './read-service-folder.ts';
import type { ServiceFault } from './service-fault.ts';
import { parametersOf } from './settings.ts';

/** Runs a service's scenarios through the real engine; what they expect and do not get are faults. */
export function checkScenarios(
  {
    program,
    scenarios,
    settings,
  }: Pick<ServiceFolder, 'scenarios' | 'settings'> & { readonly program: Program },
  calendar: Calendar,
): readonly ServiceFault[] {
  return scenarios.flatMap(({ file, content }) => {
    try {
      const answer = simulate(program, content, {
        scope: scopeAt(calendar),
        parameters: parametersOf(settings),
        say: ({ code, parameters }) => refusalText(code, parameters, 'zh-CN'),
        after: (from, span) => addSpan(calendar, from, span),
      });
      const expected = (content as { readonly expect?: Readonly<Record<string, unknown>> }).expect;
      if (expected === undefined)
        return [{ file, where: 'expect', message: '场景没有写 expect，什么也没有检验' }];
      return Object.entries(expected)
        .filter(([key, value]) => !contains(answer[key as keyof typeof answer], value))
        .map(([key, value]) => ({
          file,
          where: `expect.${key}`,
          message: `期望 ${JSON.stringify(value)}，实际 ${JSON.stringify(answer[key as keyof typeof answer])}`,
        }));
    } catch (error) {
      return [{ file, where: '', message: error instanceof Error ? error.message : String(error) }];
    }
  });
}

/** Objects are expected in part, lists and values in whole. */
function contains(actual: unknown, expected: unknown): boolean {
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((item, index) => contains(actual[index], item))
    );
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof actual !== 'object' || actual === null) return false;
    return Object.entries(expected).every(([key, value]) =>
      contains((actual as Record<string, unknown>)[key], value),
    );
  }
  return isDeepStrictEqual(actual, expected);
}
