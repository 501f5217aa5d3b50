import type { ReactNode } from 'react';
import { ProblemError } from '../api/problem-error.ts';
import { useTexts } from '../texts/index.ts';
import { Button } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';
import styles from './notice.module.css';

interface EmptyProps {
  icon?: IconName;
  title: string;
  advice?: string;
  /** It is all that the page has: its title is the page's heading. */
  alone?: boolean;
  children?: ReactNode;
}

/** Nothing here, and what to do about it. */
export function Empty({ icon = 'inbox', title, advice, alone = false, children }: EmptyProps) {
  const Title = alone ? 'h1' : 'p';
  return (
    <div className={styles.empty}>
      <span className={styles.emptyIcon}>
        <Icon name={icon} size={30} />
      </span>
      <Title className={styles.emptyTitle}>{title}</Title>
      {advice && <p className={styles.emptyAdvice}>{advice}</p>}
      {children && <div className={styles.emptyActs}>{children}</div>}
    </div>
  );
}

/** What the server said (or that it could not be reached), with a way to try again. */
export function LoadFailed({ error, retry, alone = false, children }: LoadFailedProps) {
  const t = useTexts();
  return (
    <div role="alert">
      <Empty icon="alert" title={t('error.title')} advice={detailOf(error)} alone={alone}>
        {retry && (
          <Button kind="primary" onClick={retry}>
            {t('retry')}
          </Button>
        )}
        {children}
      </Empty>
    </div>
  );
}

interface LoadFailedProps {
  error: unknown;
  retry?: () => void;
  alone?: boolean;
  children?: ReactNode;
}

export const detailOf = (error: unknown): string =>
  error instanceof ProblemError ? error.detail : String(error);

type Tone = 'info' | 'warn' | 'bad' | 'good';
const icons: Record<Tone, IconName> = {
  info: 'info',
  warn: 'alert',
  bad: 'crossCircle',
  good: 'checkCircle',
};

/** A strip across the page for what concerns the whole of it. */
export function Strip({
  tone,
  title,
  children,
  acts,
}: {
  tone: Tone;
  title?: string;
  children?: ReactNode;
  acts?: ReactNode;
}) {
  return (
    <div className={`${styles.strip} ${styles[tone]}`} role={tone === 'bad' ? 'alert' : undefined}>
      <Icon name={icons[tone]} />
      <div className={styles.stripText}>
        {title && <p className={styles.stripTitle}>{title}</p>}
        {children}
      </div>
      {acts && <div className={styles.stripActs}>{acts}</div>}
    </div>
  );
}
