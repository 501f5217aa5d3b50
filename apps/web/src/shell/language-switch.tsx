import { useQueryClient } from '@tanstack/react-query';
import { switchLanguage, useLanguage, useTexts } from '../texts/index.ts';
import styles from './language-switch.module.css';

/** What the server words (refusals, guide texts of steps) is asked for again in the new language. */
export function LanguageSwitch() {
  const t = useTexts();
  const locale = useLanguage();
  const queries = useQueryClient();
  return (
    <button
      type="button"
      className={styles.switch}
      aria-label={t('menu.language')}
      onClick={async () => {
        await switchLanguage(locale === 'en' ? 'zh-CN' : 'en');
        await queries.invalidateQueries();
      }}
    >
      {t('menu.languageShort')}
    </button>
  );
}
