import type { ResourcePage } from '@yizhan/contract';
import type { FormDocument } from '@yizhan/forms';
import type { ApplySearch } from './apply-search.ts';

/** The place and time with which somebody comes from a calendar, for the first field that books; no more than a wish. */
export function placeWanted(
  { sections }: Pick<FormDocument, 'sections'>,
  { resource, start, end, sections: numbers }: ApplySearch,
  places: ResourcePage | undefined,
): Readonly<Record<string, unknown>> {
  const field = sections.flatMap(({ fields }) => fields).find(({ type }) => type === 'booking');
  if (field?.type !== 'booking' || resource === undefined || start === undefined || end === undefined)
    return {};
  const known = places?.items.find(({ id }) => id === resource);
  const isBySections = field.by === 'sections';
  if (isBySections && numbers === undefined) return {};
  return {
    [field.key]: {
      resource,
      label: known?.name.zh ?? resource,
      start,
      end,
      ...(isBySections && { sections: numbers?.split('-').map(Number) }),
      ...(known && { building: known.building, campus: known.campus }),
      ...(known?.seats !== undefined && { seats: known.seats }),
    },
  };
}
