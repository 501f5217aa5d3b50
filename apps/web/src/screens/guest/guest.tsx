import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { ProblemError } from '../../api/problem-error.ts';
import { useTexts } from '../../texts/index.ts';
import { useGuestTexts } from '../../texts/use-guest-texts.ts';
import { Empty, LoadFailed } from '../../ui/notice.tsx';
import { CardBones, Loading } from '../../ui/skeleton.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { Enter } from './enter.tsx';
import styles from './guest.module.css';
import { guestMeQuery, guestTaskQuery, isEntered, keepEntered } from './guest.query.ts';
import { GuestFrame } from './guest-frame.tsx';
import { Leave } from './leave.tsx';

const route = getRouteApi('/g/$link');

/** With FEEL and antd. */
const GuestTaskPage = lazy(async () => ({
  default: (await import('./guest-task-page.tsx')).GuestTaskPage,
}));

type Place = 'door' | 'inside' | 'done' | 'left';

/** 校外人员: the code first, then the one task that the link is for, and nothing of the hall around it. */
export function Guest() {
  const t = useGuestTexts();
  const { link } = route.useParams();
  const [place, setPlace] = useState<Place>(() => (isEntered(link) ? 'inside' : 'door'));
  const [act, setAct] = useState('');
  useTitle(t('title'));
  const leave = (to: Place) => {
    keepEntered(undefined);
    setPlace(to);
  };
  const enter = () => {
    keepEntered(link);
    setPlace('inside');
  };
  if (place === 'inside')
    return (
      <Inside
        link={link}
        leave={leave}
        done={(label) => {
          setAct(label);
          leave('done');
        }}
      />
    );
  return (
    <GuestFrame>
      {place === 'door' && <Enter link={link} entered={enter} />}
      {place === 'done' && (
        <main className={`card ${styles.door}`}>
          <Empty alone icon="checkCircle" title={t('doneTitle')} advice={t('done', { act })} />
        </main>
      )}
      {place === 'left' && (
        <main className={`card ${styles.door}`}>
          <Empty alone icon="signOut" title={t('left')} />
        </main>
      )}
    </GuestFrame>
  );
}

interface InsideProps {
  link: string;
  leave(to: Place): void;
  done(act: string): void;
}

function Inside({ link, leave, done }: InsideProps) {
  const me = useQuery({ ...guestMeQuery(link), enabled: true });
  const task = useQuery(guestTaskQuery(link));
  const error = task.error ?? me.error;
  if (error instanceof ProblemError && error.code === 'guest/session-required')
    return (
      <GuestFrame>
        <Enter link={link} entered={() => void Promise.all([me.refetch(), task.refetch()])} />
      </GuestFrame>
    );
  return (
    <GuestFrame
      site={task.data?.site}
      {...(me.data && { person: <Leave me={me.data} leave={() => leave('left')} /> })}
    >
      {error ? (
        <main className={`card ${styles.door}`}>
          <Failed error={error} retry={() => void task.refetch()} />
        </main>
      ) : (
        <Suspense fallback={<Bones />}>
          {task.data && me.data ? (
            <GuestTaskPage task={task.data} me={me.data} link={link} done={done} />
          ) : (
            <Bones />
          )}
        </Suspense>
      )}
    </GuestFrame>
  );
}

function Failed({ error, retry }: { error: Error; retry(): void }) {
  const t = useGuestTexts();
  if (error instanceof ProblemError && error.code === 'guest/closed')
    return <Empty alone icon="checkCircle" title={t('closed')} advice={error.detail} />;
  return <LoadFailed alone error={error} retry={retry} />;
}

function Bones() {
  const t = useTexts();
  return (
    <Loading label={t('loading')}>
      <CardBones lines={4} />
      <CardBones lines={6} />
    </Loading>
  );
}
