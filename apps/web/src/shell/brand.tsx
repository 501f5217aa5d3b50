import { useTexts } from '../texts/index.ts';
import styles from './brand.module.css';

/** A halt sign: one stroke (一) under a dot, the stop (站). */
export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="9" fill="#fff" />
      <path d="M7.5 21.5h17" stroke="#0b5cad" strokeWidth="3.4" strokeLinecap="round" />
      <circle cx="16" cy="12" r="3.6" fill="none" stroke="#0b5cad" strokeWidth="2.8" />
    </svg>
  );
}

export function Brand({ institution }: { institution: string | undefined }) {
  const t = useTexts();
  return (
    <span className={styles.brand}>
      <Mark />
      <span className={styles.words}>
        <span className={styles.product}>{t('product')}</span>
        <span className={styles.institution}>{institution ?? '\u00a0'}</span>
      </span>
    </span>
  );
}
