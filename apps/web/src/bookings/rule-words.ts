import type { ResourceSummary } from '@yizhan/contract';
import { useBookingTexts } from '../texts/use-booking-texts.ts';

const limits = ['aheadHours', 'aheadWorkdays', 'aheadDays', 'longestHours'] as const;

/** What a resource's rules come to, in words. */
export function useRuleWords(): (resource: ResourceSummary) => readonly string[] {
  const t = useBookingTexts();
  return ({ opening: [from, until], rules }) => [
    t('rule.opening', { from, until }),
    ...limits.flatMap((limit) => {
      const count = rules[limit];
      return count === undefined ? [] : [t(`rule.${limit}`, { count })];
    }),
  ];
}
