import type { Directory, PersonKind, Profile } from '@yizhan/identity';

/** `applicant` of expressions: who it is for, as the school knows him, without ways to reach him. */
export interface Applicant {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly kind: PersonKind;
  readonly unit: string;
  readonly unitName: string;
  /** Titles of the posts held. */
  readonly posts: readonly string[];
  readonly [more: string]: unknown;
}

export function applicantFrom(profile: Profile, directory: Directory): Applicant {
  const { phone: _phone, email: _email, ...known } = profile;
  return { ...known, posts: directory.postsOf(profile.id).map((post) => post.title) };
}
