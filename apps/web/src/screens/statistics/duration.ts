import type { AdministrationTexts } from '../../texts/use-administration-texts.ts';

/** Working minutes as people say them: minutes under an hour, hours under a working day, then days. */
export function workTimeText(minutes: number, minutesADay: number, t: AdministrationTexts): string {
  if (minutes < 60) return t('workMinutes', { count: Math.round(minutes) });
  if (minutes < minutesADay) return t('workHours', { hours: tenth(minutes / 60) });
  return t('workDays', { days: tenth(minutes / minutesADay) });
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
