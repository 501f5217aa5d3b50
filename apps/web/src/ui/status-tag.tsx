import type { ApplicationStatus } from '@yizhan/contract';
import { useTexts } from '../texts/index.ts';
import styles from './status-tag.module.css';

const tones: Record<ApplicationStatus, string | undefined> = {
  draft: styles.quiet,
  running: styles.blue,
  returned: styles.amber,
  approved: styles.green,
  rejected: styles.red,
  withdrawn: styles.quiet,
  cancelled: styles.quiet,
  terminated: styles.quiet,
};

export function StatusTag({ status }: { status: ApplicationStatus }) {
  const t = useTexts();
  return <span className={`${styles.tag} ${tones[status]}`}>{t(`status.${status}`)}</span>;
}

type Tone = 'quiet' | 'blue' | 'amber' | 'green' | 'red';

export function Tag({ tone = 'quiet', children }: { tone?: Tone; children: React.ReactNode }) {
  return <span className={`${styles.tag} ${styles[tone]}`}>{children}</span>;
}
