import type { FormContext, Me } from '@yizhan/forms';
import { type Directory, profileOf } from '@yizhan/identity';
import { formContext, organisation, type Room } from '../room.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import type { Viewer } from '../viewer.ts';

/**
 * What a form's rules see besides its data: the day, whoever looks, and the applicant where they read him (which
 * costs a question to the database).
 */
export async function formContextOf(
  room: Room,
  { form }: Pick<ServiceVersion, 'form'>,
  viewer: Viewer,
  applicant: string,
): Promise<FormContext> {
  const directory = await organisation(room);
  return {
    ...formContext(room),
    me: meOf(viewer, directory),
    ...(form.surroundings.has('applicant') && {
      applicant: { ...(await profileOf(room.database, applicant)) },
    }),
  };
}

/** `me` of the rules for rows. */
function meOf({ id, unitId }: Viewer, directory: Directory): Me {
  return {
    id,
    unit: unitId,
    units: [unitId, ...directory.ancestors(unitId).map((unit) => unit.id)],
    groups: directory.groupsOf(id),
    posts: directory.postsOf(id).map(({ title }) => title),
  };
}
