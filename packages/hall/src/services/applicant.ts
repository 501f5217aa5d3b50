import type { Me } from '@yizhan/forms';
import type { Directory, PersonKind, Profile } from '@yizhan/identity';

/** Where somebody stands in the organisation, as expressions read it of `me` and of `applicant`. */
type Place = Omit<Me, 'id'>;

export function placeOf(person: string, unit: string, directory: Directory): Place {
  return {
    unit,
    units: [unit, ...directory.ancestors(unit).map(({ id }) => id)],
    groups: directory.groupsOf(person),
    posts: directory.postsOf(person).map(({ title }) => title),
  };
}

/** `applicant` of expressions: who it is for, as the school knows him, without ways to reach him. */
export interface Applicant extends Place {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly kind: PersonKind;
  readonly unitName: string;
  readonly [more: string]: unknown;
}

export function applicantFrom(profile: Profile, directory: Directory): Applicant {
  const { phone: _phone, email: _email, ...known } = profile;
  return { ...known, ...placeOf(profile.id, profile.unit, directory) };
}
