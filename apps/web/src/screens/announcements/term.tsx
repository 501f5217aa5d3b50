import type { Announcement } from '@yizhan/contract';
import { useTexts } from '../../texts/index.ts';
import { momentText } from '../../texts/times.ts';
import { useTakingPartTexts } from '../../texts/use-taking-part-texts.ts';
import { Tag } from '../../ui/status-tag.tsx';

/** Until when, or that it is over. */
export function Term({ announcement: { state, until } }: { announcement: Announcement }) {
  const t = useTakingPartTexts();
  const times = useTexts();
  return state === 'open' ? (
    <Tag tone="blue">{t('until', { moment: momentText(until, times) })}</Tag>
  ) : (
    <Tag tone="quiet">{t('ended')}</Tag>
  );
}
