import { type Profile, profileOf } from '@yizhan/identity';
import { organisation, type Room } from '../room.ts';
import { isGuest } from './guest.ts';
import { type GuestRow, guestsByIds } from './guests.sql.ts';

/**
 * What forms are prefilled with, of anybody. Of somebody from outside it is what he said at the door; he stands in the
 * unit that owns the service, so that whoever answers for it answers for him.
 */
export async function profileIn(room: Room, person: string): Promise<Profile> {
  if (!isGuest(person)) return profileOf(room.database, person);
  const [guest] = await room.database.query<GuestRow>(guestsByIds([person]));
  if (guest === undefined || guest.service_id === null) throw new Error(`there is no applicant ${person}`);
  const { settings } = await room.catalogue.find(guest.service_id);
  const unit = settings.owner.unit;
  return {
    id: guest.id,
    number: '',
    name: guest.name,
    kind: 'guest',
    unit,
    unitName: (await organisation(room)).unit(unit)?.name ?? unit,
    phone: guest.phone ?? '',
    ...(guest.email !== null && { email: guest.email }),
  };
}
