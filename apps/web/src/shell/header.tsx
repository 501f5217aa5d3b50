import { Link } from '@tanstack/react-router';
import { useMe } from '../session/me.query.ts';
import { useLanguage, useTexts } from '../texts/index.ts';
import { Icon } from '../ui/icon.tsx';
import { Brand } from './brand.tsx';
import styles from './header.module.css';
import { isAdministrator } from './is-administrator.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { PersonMenu } from './person-menu.tsx';

export function Header() {
  const t = useTexts();
  const locale = useLanguage();
  const { data: me } = useMe();
  const institution = locale === 'en' ? me?.site.institutionEn : me?.site.institution;
  return (
    <header className={styles.header}>
      <div className={styles.inside}>
        <Link to="/" className={styles.brand}>
          <Brand institution={institution} />
        </Link>
        <nav className={styles.nav} aria-label={t('menu.main')}>
          <Link to="/" className={styles.place} activeOptions={{ exact: true }}>
            {t('menu.hall')}
          </Link>
          <Link to="/applications" className={styles.place}>
            {t('menu.applications')}
          </Link>
          <Link to="/tasks" className={styles.place} aria-label={openLabel(t('menu.tasks'), me?.counts.open)}>
            {t('menu.tasks')}
            <Count of={me?.counts.open} />
          </Link>
          {isAdministrator(me) && (
            <Link to="/admin" search={{}} className={styles.place}>
              {t('menu.administration')}
            </Link>
          )}
        </nav>
        <div className={styles.tools}>
          <LanguageSwitch />
          <Link
            to="/messages"
            className={`${styles.bell}`}
            aria-label={me ? t('menu.unread', { count: me.counts.unread }) : t('menu.messages')}
          >
            <Icon name="bell" size={22} />
            <Count of={me?.counts.unread} />
          </Link>
          <PersonMenu me={me} />
        </div>
      </div>
    </header>
  );
}

const openLabel = (words: string, count: number | undefined) => (count ? `${words} ${count}` : words);

/** Drawn by the style sheet: the link's label already says it, and a label must contain the text that is there. */
export function Count({ of }: { of: number | undefined }) {
  if (!of) return null;
  return <span className={styles.count} data-count={of > 99 ? '99+' : of} />;
}
