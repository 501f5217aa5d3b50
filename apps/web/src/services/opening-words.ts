import type { ServiceSummary } from '@yizhan/contract';
import { useLanguage, useTexts } from '../texts/index.ts';

export interface OpeningWords {
  readonly state: 'open' | 'upcoming' | 'closed';
  readonly text: string;
}

/** So many days ahead it is counted down to an opening. */
const near = 30;

/** Whether a service takes submissions now, in a few words; undefined where it always does. */
export function useOpeningWords(): (opening: ServiceSummary['opening']) => OpeningWords | undefined {
  const t = useTexts();
  const locale = useLanguage();
  return (opening) => {
    if (opening === undefined) return undefined;
    const { state, days = 0 } = opening;
    if (state === 'closed') return { state, text: t('opening.closed') };
    if (state === 'upcoming') {
      const day = dayOf(opening.from, locale);
      const isNear = days > 1 && days <= near;
      return {
        state,
        text: isNear ? t('opening.soon', { day, count: days }) : t('opening.upcoming', { day }),
      };
    }
    return { state, text: days === 0 ? t('opening.lastDay') : t('opening.left', { count: days }) };
  };
}

/** `12 月 1 日`; with the year where it is another than this one. */
export function dayOf(day: string | undefined, locale: string): string {
  if (day === undefined) return '';
  const date = new Date(`${day}T00:00:00Z`);
  const isThisYear = date.getUTCFullYear() === new Date().getFullYear();
  return new Intl.DateTimeFormat(locale, {
    month: 'long',
    day: 'numeric',
    ...(!isThisYear && { year: 'numeric' }),
    timeZone: 'UTC',
  }).format(date);
}
