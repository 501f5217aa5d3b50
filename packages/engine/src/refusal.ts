/** An expected no of the engine, answered as a value: a stable code and what its text needs. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export type RefusalCode =
  | 'application/already-acted'
  | 'application/ended'
  | 'application/nobody'
  | 'application/not-editable'
  | 'application/not-submittable'
  | 'application/not-found'
  | 'task/act-not-offered'
  | 'task/already-closed'
  | 'task/already-voted'
  | 'task/comment-required'
  | 'task/not-found'
  | 'task/send-back-target'
  | 'task/straight-not-possible'
  | 'flow/endless'
  | 'flow/expression-failed'
  | 'flow/no-way-out';

/**
 * How a rule deep in the walk says no: caught by `decide` alone, so that a refusal found after ten gateways
 * leaves nothing half done and no caller passes results up by hand.
 */
export class RefusalSignal extends Error {
  readonly refusal: Refusal;

  constructor(code: RefusalCode, parameters: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.refusal = { code, parameters };
  }
}

export function refuse(code: RefusalCode, parameters?: Readonly<Record<string, unknown>>): never {
  throw new RefusalSignal(code, parameters);
}
