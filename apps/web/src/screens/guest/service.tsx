import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { GuestServiceGuide } from '@yizhan/contract';
import { lazy, Suspense, useState } from 'react';
import { api } from '../../api/index.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { useGuestTexts } from '../../texts/use-guest-texts.ts';
import { Empty, LoadFailed, Strip } from '../../ui/notice.tsx';
import { PhoneLink } from '../../ui/phone-link.tsx';
import { CardBones, Loading } from '../../ui/skeleton.tsx';
import { useTitle } from '../../ui/use-title.ts';
import styles from './guest.module.css';
import { guestMeQuery, isEntered, keepEntered } from './guest.query.ts';
import { GuestFrame } from './guest-frame.tsx';
import { Leave } from './leave.tsx';
import { ServiceDoor } from './service-door.tsx';

const route = getRouteApi('/guest/services/$id');

/** With FEEL and antd. */
const GuestErrands = lazy(async () => ({ default: (await import('./guest-errands.tsx')).GuestErrands }));

/** 校外人员 who begin: what it is, the door, then their own applications and nothing of the hall around them. */
export function GuestService() {
  const t = useTexts();
  const locale = useLanguage();
  const { id } = route.useParams();
  const { invitation } = route.useSearch();
  const key = `service:${id}`;
  const [isIn, setIn] = useState(() => isEntered(key));
  const guide = useQuery({
    queryKey: ['guest', key, 'guide'],
    queryFn: () =>
      api.send<GuestServiceGuide>('POST', `/guest/services/${encodeURIComponent(id)}`, {
        body: { ...(invitation !== undefined && { invitation }) },
      }),
    staleTime: 60_000,
  });
  const me = useQuery({ ...guestMeQuery(key), enabled: isIn });
  useTitle(guide.data ? inLanguage(guide.data.name, locale) : t('loading'));
  const inside = isIn && me.data?.service === id ? me.data : undefined;
  const isAsking = isIn && me.isPending;
  const leave = () => {
    keepEntered(undefined);
    setIn(false);
  };
  return (
    <GuestFrame site={guide.data?.site} {...(inside && { person: <Leave me={inside} leave={leave} /> })}>
      {guide.error && (
        <main className={`card ${styles.door}`}>
          <Closed error={guide.error} retry={() => void guide.refetch()} />
        </main>
      )}
      {!guide.error && (!guide.data || isAsking) && (
        <Loading label={t('loading')}>
          <CardBones lines={6} />
        </Loading>
      )}
      {guide.data && !isAsking && !inside && (
        <ServiceDoor
          guide={guide.data}
          invitation={invitation}
          about={<Guide guide={guide.data} />}
          entered={() => {
            keepEntered(key);
            if (isIn) void me.refetch();
            setIn(true);
          }}
        />
      )}
      {guide.data && inside && (
        <Suspense
          fallback={
            <Loading label={t('loading')}>
              <CardBones lines={6} />
            </Loading>
          }
        >
          <GuestErrands guide={guide.data} />
        </Suspense>
      )}
    </GuestFrame>
  );
}

function Closed({ error, retry }: { error: Error; retry(): void }) {
  if (error instanceof ProblemError && error.code === 'guest/invitation')
    return <Empty alone icon="lock" title={error.detail} />;
  return <LoadFailed alone error={error} retry={retry} />;
}

function Guide({ guide }: { guide: GuestServiceGuide }) {
  const t = useGuestTexts();
  const locale = useLanguage();
  const { purpose, conditions, materials, promisedWorkdays, owner, open } = guide;
  return (
    <div className={styles.guide}>
      {!open && <Strip tone="warn">{t('notOpen')}</Strip>}
      <p>{inLanguage(purpose, locale)}</p>
      {[[t('conditions'), conditions] as const, [t('materials'), materials] as const].map(
        ([title, lines]) =>
          lines.length > 0 && (
            <section key={title}>
              <h2>{title}</h2>
              <ul>
                {lines.map((line) => (
                  <li key={line.zh}>{inLanguage(line, locale)}</li>
                ))}
              </ul>
            </section>
          ),
      )}
      <p className={styles.about}>
        {promisedWorkdays !== undefined && `${t('promised', { days: promisedWorkdays })} · `}
        {owner.unit} {owner.phone && <PhoneLink phone={owner.phone} />}
      </p>
    </div>
  );
}
