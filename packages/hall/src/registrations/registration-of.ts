import { Refused } from '@yizhan/contract';
import { type Administrator, servicesOf } from '../administration/administrator.ts';
import type { Room } from '../room.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import type { RegistrationSettings } from './settings.ts';

export interface Administered {
  readonly version: ServiceVersion;
  readonly settings: RegistrationSettings;
}

/** The services with a registration that he looks after. */
export async function administeredBy(
  room: Room,
  administrator: Administrator,
): Promise<readonly Administered[]> {
  const services = await servicesOf(room, administrator);
  return (await room.catalogue.current()).flatMap((version) => {
    const settings = version.settings.registration;
    const isHis = services === null || services.includes(version.id);
    return settings === undefined || !isHis ? [] : [{ version, settings }];
  });
}

/** To others it does not exist. @throws Refused `registration/not-found` */
export async function administeredFor(
  room: Room,
  administrator: Administrator,
  service: string,
): Promise<Administered> {
  const found = (await administeredBy(room, administrator)).find(({ version }) => version.id === service);
  if (found === undefined) throw new Refused('registration/not-found');
  return found;
}
