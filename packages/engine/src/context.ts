import type { Scope } from '@yizhan/feel';

/** Everything the engine may know of the world outside; the caller brings it, for the engine has no clock, no dice and no way out. */
export interface Context {
  /** ISO 8601, UTC. */
  readonly now: string;
  /** A new name for a task or job, never used before anywhere. */
  readonly newId: () => string;
  readonly directory: Directory;
  /** 代理: whether somebody has a standing proxy to act for another now, in this instance's kind of errand. */
  readonly mayActFor: (proxy: string, principal: string) => boolean;
  /**
   * The moment a time span after another: working time on the calendar (`1 workday`, `4 workhours`), or an ISO 8601
   * duration. ISO 8601; throws a RangeError that says what is wrong with the span.
   */
  readonly after: (from: string, span: string) => string;
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
  /** The heads of the applicant's unit and of the units above it, the nearest first, each only once. */
  headChainOf(applicant: { readonly person: string; readonly unit: string }): readonly (readonly string[])[];
  /** Who stands above a person, for escalation. */
  superiorsOf(person: string): readonly string[];
}
