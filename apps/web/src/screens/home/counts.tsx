import { Link } from '@tanstack/react-router';
import type { Me } from '@yizhan/contract';
import { useTexts } from '../../texts/index.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import styles from './counts.module.css';

/** Four doors to what is one's own, with how much lies behind each. */
export function Counts({ counts }: { counts: Me['counts'] | undefined }) {
  const t = useTexts();
  return (
    <section className={styles.counts} aria-label={t('home.counts')}>
      <Link to="/tasks" className={styles.count}>
        <Face icon="list" tone="blue" count={counts?.open} label={t('home.open')} />
      </Link>
      <Link to="/applications" search={{ tab: 'running' }} className={styles.count}>
        <Face icon="clock" tone="teal" count={counts?.running} label={t('home.running')} />
      </Link>
      <Link to="/applications" search={{ tab: 'returned' }} className={styles.count}>
        <Face icon="undo" tone="amber" count={counts?.returned} label={t('home.returned')} />
      </Link>
      <Link to="/messages" className={styles.count}>
        <Face icon="bell" tone="violet" count={counts?.unread} label={t('home.unread')} />
      </Link>
    </section>
  );
}

interface FaceProps {
  icon: IconName;
  tone: 'blue' | 'teal' | 'amber' | 'violet';
  count: number | undefined;
  label: string;
}

function Face({ icon, tone, count, label }: FaceProps) {
  return (
    <>
      <span className={`${styles.icon} ${styles[tone]}`}>
        <Icon name={icon} size={24} />
      </span>
      <span className={styles.words}>
        <span className={`${styles.figure} ${count ? '' : styles.nought}`}>{count ?? '\u00a0'}</span>
        <span className={styles.label}>{label}</span>
      </span>
    </>
  );
}
