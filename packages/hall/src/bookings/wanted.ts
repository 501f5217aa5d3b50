import { type BookingValue, type CompiledForm, type FormData, isBooking, mayWrite } from '@yizhan/forms';
import type { Site } from '../site.ts';
import { spanOfSections } from './times.ts';

type Places = Pick<Site, 'resources' | 'sections'>;

export interface Wanted {
  readonly field: string;
  readonly value: BookingValue;
}

/** What the fields of a form book. */
export const wantedIn = (form: CompiledForm, data: FormData): readonly Wanted[] =>
  bookingFields(form).flatMap((field) => {
    const value = data[field.key];
    return isBooking(value) ? [{ field: field.key, value }] : [];
  });

export const bookingFields = ({ fields }: CompiledForm) =>
  [...fields.values()].flatMap(({ field }) => (field.type === 'booking' ? [field] : []));

/**
 * The submission with what the site knows of each resource put in anew, and the times of its sections: a browser can
 * claim anything of it. One that is not there, or not the field's to offer, stays as it is, to be refused when it is held.
 */
export function withResources(form: CompiledForm, step: string, submitted: FormData, site: Places): FormData {
  const { access } = form.at(step);
  const fields = bookingFields(form).filter(({ key }) => mayWrite(access(key)));
  if (fields.length === 0) return submitted;
  return Object.fromEntries(
    Object.entries(submitted).map(([key, value]) => {
      const field = fields.find((each) => each.key === key);
      if (field === undefined || typeof value !== 'object' || value === null) return [key, value];
      const given = { label: '', ...value };
      // With sections the clock follows from the day.
      const day = 'start' in given && typeof given.start === 'string' ? given.start.slice(0, 10) : '';
      const numbers = 'sections' in given && Array.isArray(given.sections) ? given.sections : undefined;
      const span = numbers && spanOfSections(day, numbers, site.sections);
      const whole = { ...given, ...span };
      return [key, isBooking(whole) ? completed(whole, field.by, site) : value];
    }),
  );
}

function completed(value: BookingValue, by: 'clock' | 'sections' | undefined, site: Places): BookingValue {
  const { resource, start, end, sections, until } = value;
  const known = site.resources.get(resource);
  return {
    resource,
    label: known?.name ?? resource,
    start,
    end,
    ...(by === 'sections' && sections && { sections }),
    ...(until !== undefined && { until }),
    ...(known && { building: known.building, campus: known.campus }),
    ...(known?.seats !== undefined && { seats: known.seats }),
  };
}
