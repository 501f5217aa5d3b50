import { useInfiniteQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import type { Notice } from '@yizhan/contract';
import { useEffect, useId, useRef, useState } from 'react';
import { noticesQuery, useReadNotice } from '../../notices/notices.query.ts';
import { dayOf } from '../../services/opening-words.ts';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { momentText } from '../../texts/times.ts';
import { Icon } from '../../ui/icon.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Empty, LoadFailed } from '../../ui/notice.tsx';
import { Bone, Loading } from '../../ui/skeleton.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { MessageTabs } from '../messages/message-tabs.tsx';
import styles from './notices.module.css';

/** 通知: what the school tells everybody or some; each is open or folded, and read once it was opened. */
export function NoticesPage() {
  const t = useTexts();
  useTitle(t('notices.title'));
  return (
    <div className={`page ${styles.page}`}>
      <h1>{t('messages.title')}</h1>
      <MessageTabs chosen="notices" />
      <List />
    </div>
  );
}

function List() {
  const t = useTexts();
  const asked = useLocation({ select: ({ hash }) => hash });
  const list = useInfiniteQuery(noticesQuery);
  if (list.error)
    return (
      <div className="card">
        <LoadFailed error={list.error} retry={() => void list.refetch()} />
      </div>
    );
  if (!list.data)
    return (
      <Loading label={t('loading')}>
        <Bone height={84} />
      </Loading>
    );
  const items = list.data.pages.flatMap((page) => page.items);
  if (items.length === 0)
    return (
      <div className="card">
        <Empty icon="megaphone" title={t('notices.none')} advice={t('notices.noneDo')} />
      </div>
    );
  return (
    <>
      <ul className={styles.list}>
        {items.map((notice) => (
          <li key={notice.id}>
            <Entry notice={notice} opened={notice.id === asked} />
          </li>
        ))}
      </ul>
      <LoadMore {...list} />
    </>
  );
}

function Entry({ notice, opened }: { notice: Notice; opened: boolean }) {
  const t = useTexts();
  const locale = useLanguage();
  const [open, setOpen] = useState(opened);
  const place = useRef<HTMLElement>(null);
  const { mutate: read } = useReadNotice();
  const id = useId();
  const isUnread = open && !notice.read;
  useEffect(() => {
    if (isUnread) read(notice.id);
  }, [isUnread, read, notice.id]);
  useEffect(() => {
    if (opened) place.current?.scrollIntoView({ block: 'nearest' });
  }, [opened]);
  return (
    <article ref={place} className={`card ${styles.notice}`}>
      <h2 className={styles.head}>
        <button
          type="button"
          className={styles.opener}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <span className={`${styles.title} ${notice.read ? styles.read : ''}`}>
            {inLanguage(notice.title, locale)}
            {!notice.read && <span className={styles.dot} role="img" aria-label={t('messages.unreadMark')} />}
          </span>
          <span className={styles.days}>
            <time dateTime={notice.at}>{momentText(notice.at, t)}</time>
            <Icon name="chevronDown" size={18} />
          </span>
        </button>
      </h2>
      <div id={id} hidden={!open} className={styles.body}>
        <p className={styles.text}>{inLanguage(notice.body, locale)}</p>
        <p className={styles.until}>{t('notices.until', { day: dayOf(notice.until, locale) })}</p>
      </div>
    </article>
  );
}
