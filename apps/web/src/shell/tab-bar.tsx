import { Link } from '@tanstack/react-router';
import { useMe } from '../session/me.query.ts';
import { useTexts } from '../texts/index.ts';
import { Icon } from '../ui/icon.tsx';
import { Count } from './header.tsx';
import { isAdministrator } from './is-administrator.ts';
import styles from './tab-bar.module.css';

/** The phone's navigation, in reach of the thumb. The style sheet shows it only there. */
export function TabBar() {
  const t = useTexts();
  const { data: me } = useMe();
  return (
    <nav className={styles.bar} aria-label={t('menu.main')}>
      <Link to="/" className={styles.tab} activeOptions={{ exact: true }}>
        <Icon name="grid" size={22} />
        {t('menu.hall')}
      </Link>
      <Link to="/applications" className={styles.tab}>
        <Icon name="send" size={22} />
        {t('menu.applications')}
      </Link>
      <Link
        to="/tasks"
        className={styles.tab}
        aria-label={me?.counts.open ? `${t('menu.tasks')} ${me.counts.open}` : t('menu.tasks')}
      >
        <Icon name="list" size={22} />
        {t('menu.tasks')}
        <Count of={me?.counts.open} />
      </Link>
      <Link
        to="/messages"
        className={styles.tab}
        aria-label={me ? t('menu.unread', { count: me.counts.unread }) : t('menu.messages')}
      >
        <Icon name="bell" size={22} />
        {t('menu.messages')}
        <Count of={me?.counts.unread} />
      </Link>
      {isAdministrator(me) && (
        <Link to="/admin" search={{}} className={styles.tab}>
          <Icon name="shield" size={22} />
          {t('menu.administration')}
        </Link>
      )}
    </nav>
  );
}
