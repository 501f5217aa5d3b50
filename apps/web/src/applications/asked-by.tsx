import type { ApplicationSummary } from '@yizhan/contract';
import { useTexts } from '../texts/index.ts';
import { Icon } from '../ui/icon.tsx';
import styles from './asked-by.module.css';

/** Which campaign asks for an application, and until when. */
export function AskedBy({ campaign }: { campaign: NonNullable<ApplicationSummary['campaign']> }) {
  const t = useTexts();
  const { title, opens, closes, state } = campaign;
  const words = {
    upcoming: t('applications.askedSoon', { title, from: opens, day: closes }),
    over: t('applications.askedOver', { title }),
    open: t('applications.askedDue', { title, day: closes }),
  };
  const isOver = state === 'ended' || state === 'closed';
  return (
    <p className={styles.asked}>
      <Icon name="clock" size={16} />
      {words[isOver ? 'over' : state === 'upcoming' ? 'upcoming' : 'open']}
    </p>
  );
}
