/** An expected no of the engine, answered as a value: a stable code and what its text needs. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export type RefusalCode =
  | 'application/already-acted'
  | 'application/cancel-asked'
  | 'application/cancel-at-once'
  | 'application/ended'
  | 'application/no-cancel-asked'
  | 'application/nobody'
  | 'application/not-editable'
  | 'application/not-submittable'
  | 'application/not-found'
  | 'application/not-running'
  | 'application/not-suspended'
  | 'application/suspended'
  | 'task/act-not-offered'
  | 'task/added-cannot-add'
  | 'task/already-closed'
  | 'task/already-voted'
  | 'task/ballot-is-personal'
  | 'task/choice-not-offered'
  | 'task/claim-first'
  | 'task/claimed'
  | 'task/comment-required'
  | 'task/delegated'
  | 'task/jump-target'
  | 'task/nobody-chosen'
  | 'task/nobody-to-remind'
  | 'task/not-found'
  | 'task/not-removable'
  | 'task/not-taken-back'
  | 'task/not-your-turn'
  | 'task/opinion-only'
  | 'task/proxy-is-applicant'
  | 'task/reminded-lately'
  | 'task/send-back-target'
  | 'task/signer-being-added'
  | 'task/signer-twice'
  | 'task/straight-not-possible'
  | 'flow/endless'
  | 'flow/migration-unsound'
  | 'flow/no-counterpart'
  | 'flow/error-uncaught'
  | 'flow/expression-failed'
  | 'flow/no-way-out'
  | 'flow/not-due'
  | 'flow/not-waiting';

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
