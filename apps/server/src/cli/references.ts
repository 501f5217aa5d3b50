import { checkReferences, type ServiceFault, type ServiceFolder } from '@yizhan/hall';
import { checkOrganisation, directoryOf } from '@yizhan/identity';
import type { SoundSite } from '../sound-site.ts';

/** What the site's own lists name and its organisation has not. */
export function siteReferences({ organisation: file, dataOwners, site }: SoundSite): readonly string[] {
  const { organisation } = checkOrganisation(file);
  if (organisation === undefined) return [];
  const directory = directoryOf(organisation);
  const keepers = Object.entries(site.recordKeepers)
    .filter(([, unit]) => directory.unit(unit) === undefined)
    .map(([kind, unit]) => `site.json [recordKeepers.${kind}]: 没有单位“${unit}”`);
  const owners = [...dataOwners].flatMap(([subset, { unit, title }]) => {
    const place = `lists/data-owners.json [${subset}]`;
    if (directory.unit(unit) === undefined) return [`${place}: 没有单位“${unit}”`];
    if (title === undefined || directory.holdersOf(title, unit).length > 0) return [];
    return [`${place}: 单位“${unit}”没有担任“${title}”的人`];
  });
  return [...keepers, ...owners];
}

/**
 * Judges what services name against the organisation that the site's folder brings; undefined where that file is
 * broken itself, and nothing can be said.
 */
export function referencesBySite(
  read: SoundSite,
): ((folder: ServiceFolder) => readonly ServiceFault[]) | undefined {
  const { organisation } = checkOrganisation(read.organisation);
  if (organisation === undefined) return undefined;
  const directory = directoryOf(organisation);
  return (folder) => checkReferences(folder, read.site, directory);
}
