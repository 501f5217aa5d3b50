import type { ReactNode } from 'react';
import styles from './act-bar.module.css';

/** The acts of a page, always in reach at its lower edge. On a phone it takes the place of the tabs. */
export function ActBar({ children, aside }: { children: ReactNode; aside?: ReactNode }) {
  return (
    <div className={styles.bar} data-act-bar="">
      <div className={styles.inside}>
        {aside && <div className={styles.aside}>{aside}</div>}
        <div className={styles.acts}>{children}</div>
      </div>
    </div>
  );
}
