import { useAdministrationTexts } from '../../texts/use-administration-texts.ts';
import styles from './statistics.module.css';

export function Nothing() {
  const t = useAdministrationTexts();
  return <p className={styles.nothing}>{t('nothingCounted')}</p>;
}
