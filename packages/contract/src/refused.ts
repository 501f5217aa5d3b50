import type { RefusalCode } from './refusals.ts';

/**
 * An expected no: the rule that forbids the act, not a failure of the program. Thrown by every room above the
 * engine (the engine returns refusals as values); the server turns it into a problem document by `refusals.ts`.
 */
export class Refused extends Error {
  readonly code: RefusalCode;
  /** Values that the text of the code names in braces, and whatever else a client needs to go on. */
  readonly parameters: Readonly<Record<string, unknown>>;

  constructor(code: RefusalCode, parameters: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.name = 'Refused';
    this.code = code;
    this.parameters = parameters;
  }
}
