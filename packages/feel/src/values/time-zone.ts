/** How far a place's clocks are from UTC, summer time included: from the time zones that the language knows. */

const minute = 60_000;
const day = 86_400_000;

/** `+08:00`, in milliseconds; undefined when it is none. */
export function fixedOffset(zone: string): number | undefined {
  if (zone === 'Z') return 0;
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(zone) ?? [];
  if (sign === undefined) return undefined;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * minute;
}

/** Whether the place, `Asia/Shanghai`, is one. */
export function isPlace(place: string): boolean {
  return formatterFor(place) !== undefined;
}

/** Of a place, at an instant. */
export function offsetAt(place: string, instant: number): number {
  const parts = formatterFor(place)?.formatToParts(instant) ?? [];
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes = '0', seconds = '0'] = /([+-])(\d\d?):?(\d\d)?:?(\d\d)?/.exec(name) ?? [];
  if (sign === undefined) return 0;
  const offset = (Number(hours) * 60 + Number(minutes)) * minute + Number(seconds) * 1000;
  return sign === '-' ? -offset : offset;
}

/**
 * Of a place, where its clock shows the given time. When clocks are put back a time comes twice: the first is
 * meant. When they are put forward a time is left out: it is counted on from before.
 */
export function offsetOfClock(place: string, clock: number): number {
  const before = offsetAt(place, clock - day);
  const after = offsetAt(place, clock + day);
  if (before === after || offsetAt(place, clock - before) === before) return before;
  return offsetAt(place, clock - after) === after ? after : before;
}

/** Making one takes about as long as a hundred uses of it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** undefined when there is no such place. Only those that there are are kept, and there are some hundred. */
function formatterFor(place: string): Intl.DateTimeFormat | undefined {
  let formatter = formatters.get(place);
  if (formatter === undefined) {
    try {
      formatter = new Intl.DateTimeFormat('en', { timeZone: place, timeZoneName: 'longOffset' });
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
    formatters.set(place, formatter);
  }
  return formatter;
}
