import { useTexts } from '../texts/index.ts';
import { Icon } from './icon.tsx';
import styles from './phone-link.module.css';

/** A number to call; the label says so, the digits stay readable and can be copied. */
export function PhoneLink({ phone }: { phone: string }) {
  const t = useTexts();
  return (
    <a
      className={styles.phone}
      href={`tel:${phone.replace(/[^\d+*#,;]/g, '')}`}
      aria-label={t('call', { phone })}
    >
      <Icon name="phone" size={15} />
      <span className="number">{phone}</span>
    </a>
  );
}
