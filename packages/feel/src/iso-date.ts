/** Calendar arithmetic on ISO texts, without a time zone: a day is a whole number, counted from 1970-01-01. */

const millisecondsADay = 86_400_000;

/** The number of the day, or undefined when the text is no real calendar date (2026-02-30, year below 1000). */
export function dayNumber(date: string): number | undefined {
  const match = /^([1-9]\d{3})-(\d\d)-(\d\d)$/.exec(date);
  if (!match) return undefined;
  const number = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / millisecondsADay;
  return dateOfDay(number) === date ? number : undefined;
}

export function dateOfDay(number: number): string {
  return new Date(number * millisecondsADay).toISOString().slice(0, 10);
}

/** 0 is Sunday. */
export function weekdayOf(number: number): number {
  return (((number + 4) % 7) + 7) % 7;
}

/** Minutes since midnight of `HH:mm`, also `24:00`; undefined when it is no time of day. */
export function minuteOfDay(time: string): number | undefined {
  if (time === '24:00') return 1440;
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  return match ? Number(match[1]) * 60 + Number(match[2]) : undefined;
}

/** Minutes since 1970-01-01T00:00 of a local `YYYY-MM-DDTHH:mm` (seconds are allowed and dropped). */
export function minuteNumber(dateTime: string): number | undefined {
  const match = /^(.{10})T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?$/.exec(dateTime);
  const day = match?.[1] === undefined ? undefined : dayNumber(match[1]);
  const minute = match?.[2] === undefined ? undefined : minuteOfDay(match[2]);
  if (day === undefined || minute === undefined || minute === 1440) return undefined;
  return day * 1440 + minute;
}
