import type { Scope } from '@yizhan/feel';
import type { Relation } from './program.ts';

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

/** A person in a unit, or (without a person) the unit itself. */
export interface Standing {
  readonly person?: string;
  readonly unit: string;
}

/** Port: who holds what in the organisation. Answers person ids, in a stable order, possibly none. */
export interface Directory {
  /** Head of the applicant's unit; where that is the applicant himself, the next head above. */
  unitHeadOf(applicant: { readonly person: string; readonly unit: string }): readonly string[];
  headsOfUnit(unit: string): readonly string[];
  holdersOf(title: string, unit: string): readonly string[];
  /** Who holds the title in the person's unit; where nobody does, in the nearest unit above that has a holder. */
  nearestHoldersOf(title: string, of: Standing): readonly string[];
  /** 辅导员, 导师, 直接上级 of a person (lineManager: else the unit's head); 分管校领导 of a unit, the nearest above that has one. */
  relatedTo(relation: Relation, of: Standing): readonly string[];
  /** Who answers for a subset of personal data: the owner unit's head, or the post that the subset names. */
  dataOwnersOf(subset: string): readonly string[];
  /** What an id on a form stands for: a unit, or a person, who is then seen in his own unit; undefined: neither. */
  standingOf(id: string): Standing | undefined;
  /** Whether a person may still be given work: not one who has left, nor one whom nobody knows. */
  isActive(person: string): boolean;
  membersOf(group: string): readonly string[];
  administrators(): readonly string[];
  /** The heads of the applicant's unit and of the units above it, the nearest first, each only once. */
  headChainOf(applicant: { readonly person: string; readonly unit: string }): readonly (readonly string[])[];
  /** Who stands above a person, for escalation. */
  superiorsOf(person: string): readonly string[];
}
