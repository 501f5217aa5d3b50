import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { HallNotification } from '../../api/types.ts';
import { useMe } from '../../session/me.query.ts';
import { nextPlace } from '../../session/next-place.ts';
import { useTexts } from '../../texts/index.ts';
import { fullMoment, momentText } from '../../texts/times.ts';
import { Button } from '../../ui/button.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { detailOf, Empty, LoadFailed } from '../../ui/notice.tsx';
import { Bone, Loading } from '../../ui/skeleton.tsx';
import { say } from '../../ui/toast.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { MessageTabs } from './message-tabs.tsx';
import styles from './messages.module.css';
import { messagesQuery, useMarkRead } from './messages.query.ts';

export function Messages() {
  const t = useTexts();
  const { data: me } = useMe();
  const markRead = useMarkRead();
  useTitle(t('messages.title'));
  const readAll = () =>
    markRead.mutate(undefined, {
      onSuccess: () => say(t('messages.allRead')),
      onError: (error) => say(detailOf(error), 'bad'),
    });
  return (
    <div className={`page ${styles.page}`}>
      <div className={styles.head}>
        <h1>{t('messages.title')}</h1>
        {(me?.counts.unread ?? 0) > 0 && (
          <Button size="small" busy={markRead.isPending} onClick={readAll}>
            {t('messages.readAll')}
          </Button>
        )}
      </div>
      <MessageTabs chosen="messages" />
      <List markRead={(id) => markRead.mutate([id])} />
    </div>
  );
}

function List({ markRead }: { markRead(id: string): void }) {
  const t = useTexts();
  const list = useInfiniteQuery(messagesQuery);
  if (list.error) {
    return (
      <div className="card">
        <LoadFailed error={list.error} retry={() => void list.refetch()} />
      </div>
    );
  }
  if (!list.data) return <Bones />;
  const items = list.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return (
      <div className="card">
        <Empty icon="bell" title={t('messages.empty')} advice={t('messages.emptyDo')} />
      </div>
    );
  }
  return (
    <>
      <ul className={`card ${styles.list}`}>
        {items.map((message) => (
          <li key={message.id}>
            <Message message={message} open={() => !message.read && markRead(message.id)} />
          </li>
        ))}
      </ul>
      <LoadMore {...list} />
    </>
  );
}

const looks: Record<HallNotification['kind'], { icon: IconName; tone: string | undefined }> = {
  'task-opened': { icon: 'list', tone: styles.blue },
  'sent-back': { icon: 'undo', tone: styles.amber },
  approved: { icon: 'check', tone: styles.green },
  rejected: { icon: 'cross', tone: styles.red },
  cancelled: { icon: 'undo', tone: styles.amber },
  'cancel-asked': { icon: 'undo', tone: styles.amber },
  'cancel-declined': { icon: 'cross', tone: styles.red },
  reminded: { icon: 'clock', tone: styles.amber },
  copied: { icon: 'copy', tone: styles.blue },
  commented: { icon: 'info', tone: styles.blue },
  'campaign-opened': { icon: 'file', tone: styles.blue },
  'campaign-reminded': { icon: 'clock', tone: styles.amber },
  'registration-placed': { icon: 'check', tone: styles.green },
  'registration-offered': { icon: 'clock', tone: styles.amber },
  'registration-lapsed': { icon: 'info', tone: styles.blue },
  'registration-waiting': { icon: 'clock', tone: styles.blue },
  'registration-lost': { icon: 'info', tone: styles.blue },
  'registration-removed': { icon: 'alert', tone: styles.red },
  'survey-opened': { icon: 'file', tone: styles.blue },
  'survey-reminded': { icon: 'clock', tone: styles.amber },
  'survey-closed': { icon: 'check', tone: styles.green },
  'rated-low': { icon: 'alert', tone: styles.amber },
  'rating-answered': { icon: 'info', tone: styles.green },
  'payment-asked': { icon: 'clock', tone: styles.amber },
};

function Message({ message, open }: { message: HallNotification; open(): void }) {
  const t = useTexts();
  const { icon, tone } = looks[message.kind];
  return (
    <Link
      to={nextPlace(message.link)}
      className={`${styles.message} ${message.read ? styles.read : ''}`}
      onClick={open}
    >
      <span className={`${styles.icon} ${tone}`}>
        <Icon name={icon} size={18} />
      </span>
      <span className={styles.words}>
        <span className={styles.title}>
          {message.title}
          {!message.read && <span className={styles.dot} role="img" aria-label={t('messages.unreadMark')} />}
        </span>
        <span className={styles.body}>{message.body}</span>
      </span>
      <time className={styles.time} dateTime={message.at} title={fullMoment(message.at)}>
        {momentText(message.at, t)}
      </time>
    </Link>
  );
}

const boneNames = ['a', 'b', 'c', 'd', 'e'];

function Bones() {
  const t = useTexts();
  return (
    <Loading label={t('loading')}>
      <div className={`card ${styles.list}`}>
        {boneNames.map((name) => (
          <div key={name} className={styles.message}>
            <Bone width={36} height={36} />
            <div className={styles.words}>
              <Bone width="40%" height={18} />
              <Bone width="80%" />
            </div>
          </div>
        ))}
      </div>
    </Loading>
  );
}
