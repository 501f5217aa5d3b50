import { builtins, type Calendar, clock, type Scope } from '@yizhan/feel';

/** The date in China at that moment; UTC+8 all year. */
export const schoolDay = (moment: string): string =>
  new Date(Date.parse(moment) + 8 * 3_600_000).toISOString().slice(0, 10);

/** The functions that expressions may call, at a moment. */
export function scopeAt(calendar: Calendar): (now: string) => Scope {
  const functions = builtins(calendar);
  return (now) => ({ ...functions, ...clock(schoolDay(now)) });
}
