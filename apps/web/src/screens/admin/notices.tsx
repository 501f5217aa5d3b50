import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { AdministeredNotice } from '@yizhan/contract';
import { lazy, Suspense, useState } from 'react';
import { api } from '../../api/index.ts';
import { dayOf } from '../../services/opening-words.ts';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { useAdministrationTexts } from '../../texts/use-administration-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { detailOf, Empty, Strip } from '../../ui/notice.tsx';
import { Tag } from '../../ui/status-tag.tsx';
import { say } from '../../ui/toast.tsx';
import styles from './admin.module.css';
import { noticePath, noticesQuery, refreshNotices } from './admin.query.ts';
import { AdminPage } from './admin-page.tsx';
import { List } from './list.tsx';

/** With antd. */
const NoticeDialog = lazy(async () => ({ default: (await import('./notice-dialog.tsx')).NoticeDialog }));

/** 通知 as they are made: for whom, in which days, and how many have read them. */
export function AdminNotices() {
  const t = useAdministrationTexts();
  const list = useInfiniteQuery(noticesQuery);
  const [editing, setEditing] = useState<AdministeredNotice | 'new'>();
  const [removing, setRemoving] = useState<AdministeredNotice>();
  return (
    <AdminPage place="notices">
      <div className={styles.headline}>
        <p className={styles.about}>{t('aboutNotices')}</p>
        <Button kind="primary" onClick={() => setEditing('new')}>
          {t('newNotice')}
        </Button>
      </div>
      <List list={list} empty={<Empty icon="megaphone" title={t('noNotices')} advice={t('noNoticesDo')} />}>
        {(items) => (
          <ul className={styles.notices}>
            {items.map((notice) => (
              <li key={notice.id} className={`card ${styles.notice}`}>
                <Notice notice={notice} edit={() => setEditing(notice)} remove={() => setRemoving(notice)} />
              </li>
            ))}
          </ul>
        )}
      </List>
      {editing && (
        <Suspense>
          <NoticeDialog
            notice={editing === 'new' ? undefined : editing}
            close={() => setEditing(undefined)}
          />
        </Suspense>
      )}
      {removing && <Removal notice={removing} close={() => setRemoving(undefined)} />}
    </AdminPage>
  );
}

const tones = { coming: 'blue', shown: 'green', past: 'quiet' } as const;

function Notice({ notice, edit, remove }: { notice: AdministeredNotice; edit(): void; remove(): void }) {
  const t = useAdministrationTexts();
  const locale = useLanguage();
  const title = inLanguage(notice.title, locale);
  const days = t('noticeDays', { from: dayOf(notice.from, locale), until: dayOf(notice.until, locale) });
  return (
    <>
      <div className={styles.noticeHead}>
        <h2 className={styles.noticeTitle}>{title}</h2>
        <Tag tone={tones[notice.state]}>{t(`noticeState.${notice.state}`)}</Tag>
      </div>
      <p className={styles.noticeFacts}>
        <span>{days}</span>
        <span>{useAudienceWords()(notice)}</span>
        <span>{t('readers', { count: notice.readers })}</span>
        <span>{notice.author.name}</span>
      </p>
      <div className={styles.noticeActs}>
        <Button size="small" aria-label={t('editOf', { title })} onClick={edit}>
          {t('edit')}
        </Button>
        <Button size="small" kind="danger" aria-label={t('removeOf', { title })} onClick={remove}>
          {t('remove')}
        </Button>
      </div>
    </>
  );
}

function useAudienceWords() {
  const t = useAdministrationTexts();
  return ({ kinds, units }: AdministeredNotice): string => {
    const who = kinds.length === 0 ? t('everybody') : kinds.map((kind) => t(`kinds.${kind}`)).join('、');
    return units.length === 0 ? who : `${units.map(({ name }) => name).join('、')} · ${who}`;
  };
}

function Removal({ notice, close }: { notice: AdministeredNotice; close(): void }) {
  const t = useAdministrationTexts();
  const common = useTexts();
  const locale = useLanguage();
  const queries = useQueryClient();
  const removal = useMutation({
    mutationFn: () => api.send('DELETE', noticePath(notice.id)),
    onSuccess: async () => {
      say(t('noticeRemoved'));
      await refreshNotices(queries);
      close();
    },
  });
  return (
    <Dialog
      title={t('removeNotice')}
      onClose={close}
      acts={
        <>
          <Button onClick={close}>{common('cancel')}</Button>
          <Button kind="primary" busy={removal.isPending} onClick={() => removal.mutate()}>
            {t('remove')}
          </Button>
        </>
      }
    >
      <p>{t('aboutRemoval', { title: inLanguage(notice.title, locale) })}</p>
      {removal.error && <Strip tone="bad">{detailOf(removal.error)}</Strip>}
    </Dialog>
  );
}
