import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { RegistrationDetail } from '@yizhan/contract';
import { useState } from 'react';
import { Meter } from '../../registrations/meter.tsx';
import { type RosterAsked, registrationQuery } from '../../registrations/registrations.query.ts';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { fullMoment, momentText } from '../../texts/times.ts';
import { useRegistrationTexts } from '../../texts/use-registration-texts.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { LoadFailed } from '../../ui/notice.tsx';
import { CardBones, Loading } from '../../ui/skeleton.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { Select } from '../admin/filters.tsx';
import styles from '../campaigns/campaigns.module.css';
import { ChangePlaces } from './change-places.tsx';
import { CheckIn } from './check-in.tsx';
import { Roster } from './roster.tsx';

const route = getRouteApi('/shell/registrations/$id');

/** A session of a registration: its places, who has them, who waits for them. */
export function Registration() {
  const t = useRegistrationTexts();
  const common = useTexts();
  const locale = useLanguage();
  const { id } = route.useParams();
  const { session } = route.useSearch();
  const { data, error, refetch } = useQuery(registrationQuery(id, session));
  useTitle(data ? inLanguage(data.service.name, locale) : t('title'));
  if (error)
    return (
      <div className="page">
        <LoadFailed alone error={error} retry={() => void refetch()}>
          <Link to="/registrations" className={buttonClass()}>
            {t('title')}
          </Link>
        </LoadFailed>
      </div>
    );
  if (!data)
    return (
      <div className={`page ${styles.page}`}>
        <Loading label={common('loading')}>
          <CardBones lines={3} count={3} />
        </Loading>
      </div>
    );
  return <Page key={data.session} registration={data} />;
}

function Page({ registration }: { registration: RegistrationDetail }) {
  const t = useRegistrationTexts();
  const locale = useLanguage();
  const navigate = useNavigate();
  const { service, session, sessions } = registration;
  const [asked, setAsked] = useState<RosterAsked>({});
  return (
    <div className={`page ${styles.page}`}>
      <div className={styles.head}>
        <div>
          <p className={styles.back}>
            <Link to="/registrations">{t('title')}</Link>
          </p>
          <h1>{inLanguage(service.name, locale)}</h1>
        </div>
        {sessions.length > 1 && (
          <Select
            label={t('session')}
            any={t('session')}
            value={session}
            options={sessions.map((each) => ({ value: each, name: each || t('session') }))}
            change={(value) =>
              void navigate({
                to: '/registrations/$id',
                params: { id: service.id },
                search: value === undefined ? {} : { session: value },
              })
            }
          />
        )}
      </div>
      <Places registration={registration} />
      {registration.checkIn && <CheckIn registration={registration} />}
      <Roster registration={registration} asked={asked} ask={setAsked} />
      {registration.events.length > 0 && <Records registration={registration} />}
    </div>
  );
}

function Places({ registration }: { registration: RegistrationDetail }) {
  const t = useRegistrationTexts();
  const locale = useLanguage();
  const { session, groups, groupLabel, checkedIn, placed, checkIn } = registration;
  const [changing, setChanging] = useState<string>();
  const isWhole = registration.places !== undefined || groups.length === 0;
  return (
    <section className={`card ${styles.inside}`} aria-label={t('places')}>
      <div className={styles.meterHead}>
        <h2>{session || t('places')}</h2>
        {isWhole && (
          <Button size="small" onClick={() => setChanging('')}>
            {t('change')}
          </Button>
        )}
      </div>
      <Meter {...registration} />
      {checkIn && (
        <p className={styles.quiet}>
          {t('checkedIn')} <span className="number">{t('of', { placed: checkedIn, places: placed })}</span>
        </p>
      )}
      {groups.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard
        <section className={styles.frame} tabIndex={0} aria-label={t('group')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{groupLabel ? inLanguage(groupLabel, locale) : t('group')}</th>
                <th scope="col">{t('places')}</th>
                <th scope="col">{t('states.placed')}</th>
                <th scope="col">{t('states.waiting')}</th>
                <th scope="col">{t('acts')}</th>
              </tr>
            </thead>
            <tbody>
              {groups.map((group) => (
                <tr key={group.group}>
                  <th scope="row">{group.group}</th>
                  <td className="number">
                    {group.left === undefined
                      ? ''
                      : group.left > 0
                        ? t('left', { count: group.left })
                        : t('full')}
                  </td>
                  <td className="number">
                    {group.places === undefined
                      ? group.placed
                      : t('of', { placed: group.placed, places: group.places })}
                  </td>
                  <td className="number">{group.waiting || ''}</td>
                  <td>
                    <Button
                      size="small"
                      aria-label={`${t('change')} ${group.group}`}
                      onClick={() => setChanging(group.group)}
                    >
                      {t('change')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {changing !== undefined && (
        <ChangePlaces registration={registration} group={changing} shut={() => setChanging(undefined)} />
      )}
    </section>
  );
}

function Records({ registration: { events } }: { registration: RegistrationDetail }) {
  const t = useRegistrationTexts();
  const common = useTexts();
  return (
    <section className={`card ${styles.inside}`} aria-label={t('records')}>
      <h2>{t('records')}</h2>
      <ol className={styles.records}>
        {events.map(({ at, act, person, group, count = 0, places = 0, reason, people = [] }) => (
          <li key={`${at} ${act}`}>
            <p>
              {group && `${group} `}
              {t(`events.${act}`, { count, places, people: people.join('、') })}
              {reason && <span className={styles.quiet}>（{reason}）</span>}
            </p>
            <p className={styles.quiet}>
              {person ? person.name : t('itself')} ·{' '}
              <time dateTime={at} title={fullMoment(at)}>
                {momentText(at, common)}
              </time>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
