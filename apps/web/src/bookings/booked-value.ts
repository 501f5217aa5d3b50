import type { ResourceSummary } from '@yizhan/contract';
import type { BookingValue } from '@yizhan/forms';
import type { Picked, Slot } from './slots.ts';

/** What a form holds of what was picked, as the server would write it. */
export function bookedValue(
  { id, name, building, campus, seats }: ResourceSummary,
  by: 'clock' | 'sections',
  { day, first, last }: Picked,
  slots: readonly Slot[],
): BookingValue {
  const chosen = slots.slice(first, last + 1);
  return {
    resource: id,
    label: name.zh,
    start: `${day}T${chosen[0]?.start ?? ''}`,
    end: `${day}T${chosen.at(-1)?.end ?? ''}`,
    ...(by === 'sections' && { sections: chosen.flatMap(({ section }) => section ?? []) }),
    building,
    campus,
    ...(seats !== undefined && { seats }),
  };
}
