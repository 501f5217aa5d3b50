import type { Scope } from '@yizhan/feel';

/** Everything the engine may know of the world outside; the caller brings it, for the engine has no clock, no dice and no way out. */
export interface Context {
  /** ISO 8601, UTC. */
  readonly now: string;
  /** A new name for a task, never used before. */
  readonly newId: () => string;
  readonly directory: Directory;
  /** When a step with this 时限 (`1 workday`) that begins now is due, on the working calendar; ISO 8601. */
  readonly dueAt: (sla: string) => string;
  /** Functions and constants that expressions may use besides the data. */
  readonly scope: Scope;
}

/** Port: who holds what in the organisation. Answers person ids, in a stable order, possibly none. */
export interface Directory {
  /** Head of the applicant's unit; where that is the applicant himself, the next head above. */
  unitHeadOf(applicant: { readonly person: string; readonly unit: string }): readonly string[];
  headsOfUnit(unit: string): readonly string[];
  holdersOf(title: string, unit: string): readonly string[];
  membersOf(group: string): readonly string[];
  administrators(): readonly string[];
}
