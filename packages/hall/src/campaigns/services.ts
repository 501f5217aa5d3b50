import type { CampaignServices } from '@yizhan/contract';
import { type Administrator, servicesOf } from '../administration/administrator.ts';
import { nameOf } from '../applications/present.ts';
import type { Room } from '../room.ts';
import { inBothLanguages } from '../services/words.ts';
import { isOfCampaigns } from './submission.ts';

/** The services for which he may make a campaign, with the parameters that one may set. */
export async function listCampaignServices(
  room: Room,
  administrator: Administrator,
): Promise<CampaignServices> {
  const services = await servicesOf(room, administrator);
  const versions = (await room.catalogue.current()).filter(
    (version) => isOfCampaigns(version) && (services === null || services.includes(version.id)),
  );
  return {
    items: versions.map((version) => ({
      id: version.id,
      name: nameOf(version),
      audience: [...version.settings.audience],
      // The campaign's own year and term are these.
      parameters: Object.entries(version.settings.parameters ?? {})
        .filter(([key]) => key !== 'year' && key !== 'term')
        .map(([key, { value, label, unit }]) => ({
          key,
          label: inBothLanguages(label),
          value,
          ...(unit !== undefined && { unit: inBothLanguages(unit) }),
        })),
    })),
  };
}
