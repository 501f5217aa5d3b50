import { usePaymentTexts } from '../../texts/use-payment-texts.ts';
import { Code } from '../../ui/code.tsx';
import styles from './pay.module.css';

/** A service for the phone, met on a screen: the way there instead of a form that helps nobody. */
export function PhoneOnly({ name, code }: { name: string; code: readonly string[] }) {
  const t = usePaymentTexts();
  return (
    <section className={`card ${styles.phoneOnly}`} role="note">
      <Code rows={code} label={t('phoneOnlyDo', { name })} size={148} />
      <div>
        <strong>{t('phoneOnly')}</strong>
        <p className={styles.small}>{t('phoneOnlyDo', { name })}</p>
      </div>
    </section>
  );
}
