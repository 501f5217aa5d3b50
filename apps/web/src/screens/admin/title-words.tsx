import type { InstanceSummary } from '@yizhan/contract';
import { inLanguage, useLanguage } from '../../texts/index.ts';
import { useAdministrationTexts } from '../../texts/use-administration-texts.ts';
import styles from './admin.module.css';

/** The title where it may be told, else what kind of application it is. */
export function TitleWords({ instance }: { instance: Pick<InstanceSummary, 'title' | 'service'> }) {
  const t = useAdministrationTexts();
  const locale = useLanguage();
  if (instance.title === null) return <em className={styles.hiddenTitle}>{t('hiddenTitle')}</em>;
  return instance.title || inLanguage(instance.service.name, locale);
}
