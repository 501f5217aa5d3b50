import { readDocuments } from '../read-documents.ts';
import type { ServiceFault } from '../services/service-fault.ts';
import { type Resource, ResourcesDocument, type TeachingSection } from './resource.ts';

const open: Resource['opening'] = ['07:00', '22:00'];

/** The rooms and devices of a site, by id. */
export async function readResources(
  site: string,
): Promise<{ readonly resources: ReadonlyMap<string, Resource>; readonly faults: readonly ServiceFault[] }> {
  const resources = new Map<string, Resource>();
  const { faults } = await readDocuments<ResourcesDocument>(
    site,
    'resources',
    ResourcesDocument,
    ({ resources: each, kind, campus, building, owner, service, opening = open, rules = {} }, fault) => {
      if (opening[0] >= opening[1]) fault('/opening', '结束应当晚于开始');
      for (const [index, one] of each.entries()) {
        if (resources.has(one.id)) fault(`/resources/${index}/id`, `id ${one.id} 重复了`);
        const common = { kind, campus, building, owner, opening, rules, ...(service && { service }) };
        resources.set(one.id, { ...common, equipment: [], ...one });
      }
    },
  );
  return { resources, faults };
}

/** Sections are numbered from 1 and follow one another. */
export function faultsOfSections(sections: readonly TeachingSection[]): readonly ServiceFault[] {
  return sections.flatMap(({ number, start, end }, index) => {
    const before = sections[index - 1];
    const isInOrder = number === index + 1 && start < end && (before === undefined || before.end <= start);
    const message = '节次应当从 1 起编号，前后相接，不重叠';
    return isInOrder ? [] : [{ file: 'site.json', where: `/sections/${index}`, message }];
  });
}
