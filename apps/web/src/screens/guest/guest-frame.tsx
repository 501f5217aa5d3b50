import type { GuestTask } from '@yizhan/contract';
import type { ReactNode } from 'react';
import { Mark } from '../../shell/brand.tsx';
import { LanguageSwitch } from '../../shell/language-switch.tsx';
import { useLanguage, useTexts } from '../../texts/index.ts';
import { Toast } from '../../ui/toast.tsx';
import styles from './guest.module.css';

interface GuestFrameProps {
  /** Known once one is in. */
  site?: GuestTask['site'] | undefined;
  person?: ReactNode;
  children: ReactNode;
}

/** Whose page it is and who one is; no way leads from here into the hall. */
export function GuestFrame({ site, person, children }: GuestFrameProps) {
  const t = useTexts();
  const locale = useLanguage();
  const institution = site && (locale === 'en' ? site.institutionEn : site.institution);
  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <Mark />
        <span className={styles.institution}>{institution ?? t('product')}</span>
        {person}
        <LanguageSwitch />
      </header>
      {children}
      <Toast />
    </div>
  );
}
