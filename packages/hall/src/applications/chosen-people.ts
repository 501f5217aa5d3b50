/** Fields that follow a person chosen on the form (`prefillOf`). */
import { Refused } from '@yizhan/contract';
import {
  type CompiledForm,
  type FormData,
  mayWrite,
  type Origin,
  type Profile,
  peopleFollowed,
  prefillFrom,
} from '@yizhan/forms';
import { personsByIds, profileOf } from '@yizhan/identity';
import type { Room } from '../room.ts';
import { refuseOutsiders } from '../services/audience.ts';
import type { Viewer } from '../viewer.ts';

/** What one may know of another by choosing him: what the school's directory says of everybody, and no more. */
const known = [
  'id',
  'name',
  'number',
  'staffNo',
  'studentNo',
  'unit',
  'unitName',
  'category',
  'level',
  'major',
  'grade',
  'campus',
  'position',
  'title',
] as const;

/** @throws Refused */
export async function prefillOfPerson(
  room: Room,
  viewer: Viewer,
  wanted: { readonly service: string; readonly field: string; readonly person: string },
): Promise<{ values: FormData; origins: Readonly<Record<string, Origin>> }> {
  const version = await room.catalogue.find(wanted.service);
  await refuseOutsiders(room, version, viewer);
  const { form } = version;
  const isFilled = form.fields.get(wanted.field)?.field.type === 'person';
  if (!isFilled || !mayWrite(form.at('apply').access(wanted.field)))
    throw new Refused('reference/unknown-field', { field: wanted.field });
  const profile = await publicProfile(room, wanted.person);
  const { data, origins } = profile ? prefillFrom(form, wanted.field, profile) : { data: {}, origins: {} };
  return { values: data, origins };
}

/**
 * The locked fields that follow the people chosen in these data, as the server knows them; null where there is
 * nothing to know, so that what a browser sends counts as forged.
 */
export async function lockedByChosen(
  room: Room,
  form: CompiledForm,
  data: FormData,
): Promise<(chosen: FormData) => FormData> {
  const followed = peopleFollowed(form).filter(({ locks }) => locks.length > 0);
  const ids = new Set(followed.map(({ field }) => data[field]).filter((id) => typeof id === 'string'));
  const profiles = new Map(
    await Promise.all([...ids].map(async (id) => [id, await publicProfile(room, id)] as const)),
  );
  return (chosen) => {
    const locked: Record<string, unknown> = {};
    for (const { field, locks } of followed) {
      const id = chosen[field];
      const profile = typeof id === 'string' ? profiles.get(id) : undefined;
      const values = profile ? prefillFrom(form, field, profile).data : {};
      for (const path of locks) locked[path] = values[path];
    }
    return locked;
  };
}

async function publicProfile(room: Room, person: string): Promise<Profile | undefined> {
  if (!(await personsByIds(room.database, [person])).has(person)) return undefined;
  const profile: Profile = await profileOf(room.database, person);
  return Object.fromEntries(known.map((key) => [key, profile[key]]));
}
