import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { CampaignDetail, CaseState } from '@yizhan/contract';
import { useState } from 'react';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { fullMoment, momentText } from '../../texts/times.ts';
import { useCampaignTexts } from '../../texts/use-campaign-texts.ts';
import { buttonClass } from '../../ui/button.tsx';
import { LoadFailed, Strip } from '../../ui/notice.tsx';
import { CardBones, Loading } from '../../ui/skeleton.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { Acts } from './acts.tsx';
import styles from './campaigns.module.css';
import { type CaseAsked, campaignQuery, previewQuery } from './campaigns.query.ts';
import { Cases } from './cases.tsx';
import { Preview } from './preview.tsx';
import { StateTag } from './state-tag.tsx';

const route = getRouteApi('/shell/campaigns/$id');

/** A campaign: before it opens its roster, then how far it is. */
export function Campaign() {
  const t = useCampaignTexts();
  const common = useTexts();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(campaignQuery(id));
  useTitle(data?.title ?? t('title'));
  if (error)
    return (
      <div className="page">
        <LoadFailed alone error={error} retry={() => void refetch()}>
          <Link to="/campaigns" className={buttonClass()}>
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
  return (
    <div className={`page ${styles.page}`}>
      <Head campaign={data} />
      {data.made < data.cases && (
        <div role="status">
          <Strip tone="info">{t('making', { made: data.made, cases: data.cases })}</Strip>
        </div>
      )}
      {data.state === 'draft' ? <Draft campaign={data} /> : <Progress campaign={data} />}
      <Records campaign={data} />
    </div>
  );
}

function Head({ campaign }: { campaign: CampaignDetail }) {
  const t = useCampaignTexts();
  const locale = useLanguage();
  const { title, service, state, opens, closes, year, term } = campaign;
  return (
    <div>
      <p className={styles.back}>
        <Link to="/campaigns">{t('title')}</Link>
      </p>
      <h1>
        {title} <StateTag state={state} />
      </h1>
      <p className={styles.facts}>
        <span>{inLanguage(service.name, locale)}</span>
        <span>{term === undefined ? t('year', { year }) : t('yearTerm', { year, term })}</span>
        <span className="number">{t('days', { opens, closes })}</span>
      </p>
      <Acts campaign={campaign} />
    </div>
  );
}

function Draft({ campaign: { service, roster } }: { campaign: CampaignDetail }) {
  const t = useCampaignTexts();
  const { data, error, refetch } = useQuery(previewQuery(service.id, roster));
  return (
    <section className={`card ${styles.inside}`} aria-label={t('roster')}>
      <h2>{t('roster')}</h2>
      {error && <LoadFailed error={error} retry={() => void refetch()} />}
      {data && <Preview preview={data} />}
    </section>
  );
}

const states = ['notBegun', 'draft', 'running', 'returned', 'done', 'refused'] as const;
type Counts = Readonly<Record<CaseState, number>>;
const submittedOf = ({ running, returned, done, refused }: Counts): number =>
  running + returned + done + refused;

function Progress({ campaign }: { campaign: CampaignDetail }) {
  const t = useCampaignTexts();
  const { counts, cases, units } = campaign;
  const [asked, setAsked] = useState<CaseAsked>({});
  const done = submittedOf(counts);
  return (
    <>
      <section className={`card ${styles.inside}`} aria-label={t('progress')}>
        <div className={styles.meterHead}>
          <h2>{t('progress')}</h2>
          <p className="number">{t('submittedOf', { done, count: cases })}</p>
        </div>
        <div className={styles.meter} aria-hidden="true">
          {states.map((state) => (
            <span
              key={state}
              className={styles[state]}
              style={{ flexGrow: counts[state] }}
              hidden={counts[state] === 0}
            />
          ))}
        </div>
        <ul className={styles.counts}>
          {states.map((state) => (
            <li key={state}>
              <button
                type="button"
                className={styles.count}
                aria-pressed={asked.state === state}
                onClick={() => setAsked({ ...asked, state: asked.state === state ? undefined : state })}
              >
                <b className="number">{counts[state]}</b>
                <span>
                  <i className={`${styles.dot} ${styles[state]}`} />
                  {t(`cases.${state}`)}
                </span>
              </button>
            </li>
          ))}
        </ul>
        {units.length > 1 && <ByUnit units={units} />}
      </section>
      <Cases campaign={campaign} asked={asked} ask={setAsked} />
    </>
  );
}

/** Those that are furthest behind come first. */
function ByUnit({ units }: { units: CampaignDetail['units'] }) {
  const t = useCampaignTexts();
  const owed = (unit: Counts) => unit.notBegun + unit.draft;
  const sorted = [...units].sort((one, other) => owed(other) - owed(one));
  return (
    <details className={styles.byUnit}>
      <summary>{t('byUnit')}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard */}
      <section className={styles.frame} tabIndex={0} aria-label={t('byUnit')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('unit')}</th>
              {states.map((state) => (
                <th key={state} scope="col">
                  {t(`cases.${state}`)}
                </th>
              ))}
              <th scope="col">{t('total')}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((unit) => (
              <tr key={unit.id}>
                <th scope="row">{unit.name}</th>
                {states.map((state) => (
                  <td key={state} className="number">
                    {unit[state] || ''}
                  </td>
                ))}
                <td className="number">{owed(unit) + submittedOf(unit)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

function Records({ campaign: { events } }: { campaign: CampaignDetail }) {
  const t = useCampaignTexts();
  const common = useTexts();
  return (
    <section className={`card ${styles.inside}`} aria-label={t('records')}>
      <h2>{t('records')}</h2>
      <ol className={styles.records}>
        {events.map(({ at, act, person, count, day, reason, people = [] }) => (
          <li key={`${at} ${act}`}>
            <p>
              {t(`events.${act}`, { count: count ?? 0, day, people: people.join('、') })}
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
