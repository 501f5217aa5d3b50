import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { latestNoticesQuery } from '../../notices/notices.query.ts';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './notice-line.module.css';

/** The latest notice in one line of the head of the page, an unread one first. Its place is kept also where there is none. */
export function NoticeLine() {
  const t = useTexts();
  const locale = useLanguage();
  const { data } = useQuery(latestNoticesQuery);
  const notice = data?.items.find(({ read }) => !read) ?? data?.items[0];
  return (
    <p className={styles.line}>
      {data && notice && (
        <>
          <Link to="/notices" hash={notice.id} className={styles.notice}>
            <Icon name="megaphone" size={18} />
            <span className={styles.title}>
              {t('notices.one', { title: inLanguage(notice.title, locale) })}
            </span>
          </Link>
          <Link to="/notices" className={styles.more}>
            {data.unread > 0 ? t('notices.unread', { count: data.unread }) : t('home.more')}
          </Link>
        </>
      )}
    </p>
  );
}
