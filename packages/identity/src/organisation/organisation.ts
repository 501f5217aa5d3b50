/**
 * `site/<campus>/org/organisation.json`: who is who, as a school writes it down. What the file says wins for the
 * units, persons and groups that it names.
 */
import type { Grant, RelationKind, Role, UnitKind } from '../directory/unit.ts';
import type { PersonFacts, PersonKind, StaffCategory } from '../persons/person.ts';

export interface Organisation {
  readonly units: readonly OrganisationUnit[];
  readonly persons: readonly OrganisationPerson[];
  readonly groups: readonly OrganisationGroup[];
  readonly grants: readonly OrganisationGrant[];
  /** None when left out. */
  readonly relations?: readonly OrganisationRelation[];
}

export interface OrganisationUnit {
  readonly id: string;
  readonly name: string;
  readonly nameEn?: string;
  /** null at the root; the order of units in the file is the order on screen. */
  readonly parentId: string | null;
  readonly kind: UnitKind;
  readonly phone: string;
}

export interface OrganisationPerson {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  /** Syllables with blanks, where the computed reading would be wrong. */
  readonly pinyin?: string;
  readonly kind: PersonKind;
  /** Only of staff. */
  readonly category?: StaffCategory;
  readonly unitId: string;
  /** Empty when there is none. */
  readonly phone: string;
  readonly email?: string;
  /** True when left out. */
  readonly active?: boolean;
  readonly facts?: PersonFacts;
  readonly posts?: readonly OrganisationPost[];
}

export interface OrganisationPost {
  readonly unitId: string;
  readonly title: string;
  /** False when left out. */
  readonly isHead?: boolean;
}

export interface OrganisationGroup {
  readonly id: string;
  readonly name: string;
  readonly unitId: string;
  readonly phone: string;
  readonly members: readonly string[];
}

export interface OrganisationGrant {
  readonly personId: Grant['personId'];
  readonly role: Role;
  /** Left out for a role in the whole institution. */
  readonly unitId?: string;
}

/** The 辅导员, 导师, 直接上级 of a person, or the 分管校领导 of a unit. */
export interface OrganisationRelation {
  readonly kind: RelationKind;
  /** A person's id; of leaderInCharge a unit's. */
  readonly of: string;
  readonly person: string;
}

/** What is wrong, and where: `persons[3].posts[0].unitId`. */
export interface OrganisationFault {
  readonly path: string;
  readonly message: string;
  readonly messageEn: string;
}
