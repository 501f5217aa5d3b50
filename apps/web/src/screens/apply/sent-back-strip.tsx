import type { ApplicationDetail } from '@yizhan/contract';
import { useTexts } from '../../texts/index.ts';
import { momentText } from '../../texts/times.ts';
import { Strip } from '../../ui/notice.tsx';

/** Who sent it back, and why: the first thing that the applicant wants to know. */
export function SentBackStrip({ application }: { application: ApplicationDetail }) {
  const t = useTexts();
  if (application.status !== 'returned') return null;
  const entry = application.timeline.findLast(({ what }) => what === 'sentBack');
  if (!entry?.person) return null;
  return (
    <Strip tone="warn" title={t('apply.sentBack', { name: entry.person.name })}>
      {entry.comment && <p>{entry.comment}</p>}
      <p>
        {entry.node?.name} · {momentText(entry.at, t)}
      </p>
    </Strip>
  );
}
