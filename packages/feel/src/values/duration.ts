/**
 * The two kinds of durations, which the standard keeps apart since a month has no length in days. feelin has one
 * class for both, made through a calendar, a hundred times slower than a number.
 */

/** Years and months. */
export class Months {
  /** Whole, negative backwards. */
  readonly months: number;

  constructor(months: number) {
    this.months = months;
  }

  toString(): string {
    const { sign, years, months } = partsOfMonths(this);
    if (this.months === 0) return 'P0M';
    return `${sign}P${years > 0 ? `${years}Y` : ''}${months > 0 ? `${months}M` : ''}`;
  }
}

/** Days and time. */
export class Span {
  readonly milliseconds: number;

  constructor(milliseconds: number) {
    this.milliseconds = milliseconds;
  }

  toString(): string {
    const { sign, days, hours, minutes, seconds } = partsOfSpan(this);
    if (this.milliseconds === 0) return 'PT0S';
    const clock = [`${hours}H`, `${minutes}M`, `${seconds}S`]
      .filter((part) => !/^0[HMS]$/.test(part))
      .join('');
    return `${sign}P${days > 0 ? `${days}D` : ''}${clock === '' ? '' : `T${clock}`}`;
  }
}

export type Duration = Months | Span;

const pattern =
  /^(-)?P(?=\d|T\d)(?:(\d{1,6})Y)?(?:(\d{1,7})M)?(?:(\d{1,8})D)?(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,11})M)?(?:(\d{1,12}(?:\.\d{1,9})?)S)?)?$/;

/** undefined when it is no duration, or one of months and days at once. */
export function readDuration(text: string): Duration | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const sign = match[1] === undefined ? 1 : -1;
  const [years, months, days, hours, minutes, seconds] = match.slice(2).map((part) => Number(part ?? 0));
  const isOfMonths = match[2] !== undefined || match[3] !== undefined;
  const isOfDays = match.slice(4).some((part) => part !== undefined);
  if (isOfMonths) return isOfDays ? undefined : new Months(sign * ((years ?? 0) * 12 + (months ?? 0)));
  const total = (((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0);
  return new Span(sign * Math.round(total * 1e6) * 1e-3);
}

/** The same kind of another size; a part of a month is dropped, as the standard has it. */
export function resized(duration: Duration, size: number): Duration {
  return duration instanceof Months ? new Months(Math.trunc(size) || 0) : new Span(size || 0);
}

export function sizeOf(duration: Duration): number {
  return duration instanceof Months ? duration.months : duration.milliseconds;
}

export function isDuration(value: unknown): value is Duration {
  return value instanceof Months || value instanceof Span;
}

/** What `.years`, `.hours` and so on are; null for those of the other kind. */
export function partOfDuration(duration: Duration, name: string): number | null {
  const { sign, ...parts } = duration instanceof Months ? partsOfMonths(duration) : partsOfSpan(duration);
  const part = Object.hasOwn(parts, name) ? parts[name as keyof typeof parts] : undefined;
  if (part === undefined) return null;
  return sign === '-' && part !== 0 ? -part : part;
}

function partsOfMonths({ months }: Months) {
  const size = Math.abs(months);
  return { sign: months < 0 ? '-' : '', years: Math.trunc(size / 12), months: size % 12 };
}

function partsOfSpan({ milliseconds }: Span) {
  const size = Math.abs(milliseconds);
  const minutes = Math.trunc(size / 60_000);
  return {
    sign: milliseconds < 0 ? '-' : '',
    days: Math.trunc(minutes / 1440),
    hours: Math.trunc(minutes / 60) % 24,
    minutes: minutes % 60,
    seconds: Math.round((size % 60_000) * 1000) / 1_000_000,
  };
}
