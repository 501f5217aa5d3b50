import type { Callable } from '../values/callable.ts';
import { aggregateFunctions } from './aggregate-functions.ts';
import { contextFunctions } from './context-functions.ts';
import { conversionFunctions } from './conversion-functions.ts';
import { listFunctions } from './list-functions.ts';
import { numberFunctions } from './number-functions.ts';
import { patternFunctions } from './pattern-functions.ts';
import { rangeFunctions } from './range-functions.ts';
import { temporalFunctions } from './temporal-functions.ts';
import { textFunctions } from './text-functions.ts';

/** FEEL's own functions, by name. */
export const builtins: ReadonlyMap<string, Callable> = new Map([
  ...conversionFunctions,
  ...textFunctions,
  ...patternFunctions,
  ...listFunctions,
  ...aggregateFunctions,
  ...numberFunctions,
  ...temporalFunctions,
  ...rangeFunctions,
  ...contextFunctions,
]);
