import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { RegistrationPlaces } from '@yizhan/contract';
import { useId } from 'react';
import { inLanguage, useLanguage } from '../texts/index.ts';
import { fullMoment } from '../texts/times.ts';
import { useRegistrationTexts } from '../texts/use-registration-texts.ts';
import { LoadMore } from '../ui/load-more.tsx';
import { Meter } from './meter.tsx';
import styles from './registrations.module.css';
import { drawQuery, placesQuery } from './registrations.query.ts';

type Session = RegistrationPlaces['sessions'][number];

/** 剩余名额: of each session and group, kept up to date while somebody looks. */
export function PlacesLeft({ service }: { service: string }) {
  const t = useRegistrationTexts();
  const locale = useLanguage();
  const id = useId();
  const { data } = useQuery(placesQuery(service));
  if (!data) return null;
  const { mode, sessions, waitingList, confirmWithin, groupLabel, each } = data;
  const waits = !waitingList
    ? t('noWaits')
    : confirmWithin === undefined
      ? t('waits')
      : t('waitsConfirm', { hours: confirmWithin });
  return (
    <section className={`card ${styles.panel}`} aria-labelledby={id}>
      <div className={styles.panelHead}>
        <h2 id={id}>{t('places')}</h2>
        <span className={styles.quiet}>{t('live')}</span>
      </div>
      {sessions.map((session) => (
        <div key={session.session} className={styles.session}>
          {session.session && <h3>{session.session}</h3>}
          <Meter
            places={session.places}
            placed={session.placed}
            waiting={session.waiting}
            entered={session.entered}
            left={session.left}
          />
          {session.groups.length > 0 && (
            <ul
              className={styles.groups}
              aria-label={groupLabel ? inLanguage(groupLabel, locale) : t('group')}
            >
              {session.groups.map((group) => (
                <li key={group.group}>
                  <span className={styles.groupName}>{group.group}</span>
                  <Left left={group.left} />
                  {group.waiting > 0 && (
                    <span className={styles.quiet}>{t('waitingCount', { count: group.waiting })}</span>
                  )}
                </li>
              ))}
            </ul>
          )}
          {mode === 'lot' && session.draw && (
            <Draw service={service} session={session.session} draw={session.draw} />
          )}
        </div>
      ))}
      <p className={styles.quiet}>
        {each !== undefined && t('eachGroup', { count: each })} {waits}
      </p>
    </section>
  );
}

function Left({ left }: { left: number | undefined }) {
  const t = useRegistrationTexts();
  if (left === undefined) return null;
  return (
    <b className={left > 0 ? styles.some : styles.full}>
      {left > 0 ? t('left', { count: left }) : t('full')}
    </b>
  );
}

function Draw({
  service,
  session,
  draw: { at, commitment, seed, drawnAt },
}: {
  service: string;
  session: string;
  draw: NonNullable<Session['draw']>;
}) {
  const t = useRegistrationTexts();
  return (
    <>
      <p>{drawnAt ? t('drawn', { at: fullMoment(drawnAt) }) : t('drawsAt', { at: fullMoment(at) })}</p>
      <details className={styles.fair}>
        <summary>{t('fair')}</summary>
        <p className={styles.quiet}>{t('fairAbout')}</p>
        <dl>
          <dt>{t('commitment')}</dt>
          <dd>
            <code>{commitment}</code>
          </dd>
          {seed && (
            <>
              <dt>{t('seed')}</dt>
              <dd>
                <code>{seed}</code>
              </dd>
            </>
          )}
        </dl>
        {drawnAt && <Order service={service} session={session} />}
      </details>
    </>
  );
}

function Order({ service, session }: { service: string; session: string }) {
  const t = useRegistrationTexts();
  const list = useInfiniteQuery(drawQuery(service, session));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <ol className={styles.order} aria-label={t('lotList')}>
        {items.map(({ turn, lot, mine }) => (
          <li key={turn} value={turn} className={mine ? styles.mine : undefined}>
            <code>{lot}</code> {mine && <b>{t('mine')}</b>}
          </li>
        ))}
      </ol>
      <LoadMore {...list} />
    </>
  );
}
