import type { ReactNode } from 'react';
import { Mark } from '../../shell/brand.tsx';
import { LanguageSwitch } from '../../shell/language-switch.tsx';
import { useTexts } from '../../texts/index.ts';
import styles from './announcements.module.css';

/** Outside the shell, which belongs to somebody who is signed in. */
export function PublicFrame({ children }: { children: ReactNode }) {
  const t = useTexts();
  return (
    <div className={styles.screen}>
      <header className={styles.brand}>
        <Mark />
        <span className={styles.product}>{t('product')}</span>
        <LanguageSwitch />
      </header>
      <main className={styles.page}>{children}</main>
    </div>
  );
}
