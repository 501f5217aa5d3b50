/** 办事指南 for whoever is not signed in: of services that say `public`, and nothing that hangs on a person. */
import { type PublicGuide, type PublicGuides, Refused } from '@yizhan/contract';
import { confirmation, stepsOf } from '@yizhan/engine';
import { nameOf } from '../applications/present.ts';
import { formContext, organisation, type Room } from '../room.ts';
import { actorWords } from './actor-words.ts';
import type { ServiceVersion } from './catalogue.ts';
import { openingOf } from './opening.ts';
import { inBothLanguages } from './words.ts';

export async function listPublicGuides(room: Room): Promise<PublicGuides> {
  const versions = (await room.catalogue.current()).filter(isPublic);
  const order = room.site.categories.map(({ id }) => id);
  return {
    institution: { zh: room.site.institution, en: room.site.institutionEn },
    items: versions
      .sort((one, other) => order.indexOf(one.settings.category) - order.indexOf(other.settings.category))
      .map((version) => ({
        id: version.id,
        name: nameOf(version),
        category: version.settings.category,
        purpose: purposeOf(version),
      })),
  };
}

const isPublic = ({ settings }: ServiceVersion): boolean => settings.public === true;

const purposeOf = ({ settings: { purpose, purposeEn } }: ServiceVersion) => ({
  zh: purpose,
  ...(purposeEn !== undefined && { en: purposeEn }),
});

/** @throws Refused `service/not-found`, also for one that is there but not for everybody's eyes */
export async function readPublicGuide(room: Room, id: string): Promise<PublicGuide> {
  const version = await room.catalogue.find(id);
  if (!isPublic(version)) throw new Refused('service/not-found');
  const { settings, form } = version;
  const [directory, { program }] = await Promise.all([
    organisation(room),
    room.flow.definition(version.definition),
  ]);
  const { conditions, materials, basis, offline, promisedWorkdays, faq = [] } = settings.guide;
  const owner = directory.unit(settings.owner.unit);
  const opening = openingOf(settings.window, formContext(room).today);
  return {
    institution: { zh: room.site.institution, en: room.site.institutionEn },
    id,
    name: nameOf(version),
    category: settings.category,
    purpose: purposeOf(version),
    audience: [...settings.audience],
    ...(settings.eligibleNote !== undefined && { eligible: inBothLanguages(settings.eligibleNote) }),
    owner: { unit: owner?.name ?? '', phone: owner?.phone ?? '' },
    ...(promisedWorkdays !== undefined && { promisedWorkdays }),
    ...(opening && { opening }),
    guide: {
      conditions: conditions.map(inBothLanguages),
      materials: materials.map(inBothLanguages),
      ...(basis !== undefined && { basis: inBothLanguages(basis) }),
      ...(offline !== undefined && { offline: inBothLanguages(offline) }),
      faq: faq.map(({ q, a }) => ({ q: inBothLanguages(q), a: inBothLanguages(a) })),
    },
    ...(settings.outcome !== undefined && { outcome: inBothLanguages(settings.outcome) }),
    steps: stepsOf(program).map(({ node, isConditional }) => ({
      node: node.id,
      name: node.name,
      who: actorWords(node.approval.actors, form.document, directory),
      conditional: isConditional || node.id === confirmation,
    })),
  };
}
