import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { InstanceDetail } from '@yizhan/contract';
import { useState } from 'react';
import { ApplicationDiagram } from '../../diagram/application-diagram.tsx';
import { Timeline } from '../../standing/timeline.tsx';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { fullMoment, momentText } from '../../texts/times.ts';
import { useAdministrationTexts } from '../../texts/use-administration-texts.ts';
import { ActBar } from '../../ui/act-bar.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { LoadFailed, Strip } from '../../ui/notice.tsx';
import { CardBones, Loading } from '../../ui/skeleton.tsx';
import { StatusTag, Tag } from '../../ui/status-tag.tsx';
import { useWide } from '../../ui/use-narrow.ts';
import { useTitle } from '../../ui/use-title.ts';
import page from '../application/application.module.css';
import { instanceQuery } from './admin.query.ts';
import styles from './instance.module.css';
import { type Asking, InstanceActDialog } from './instance-act.tsx';
import { RetryDialog } from './retry.tsx';
import { Standing } from './standing.tsx';
import { TitleWords } from './title-words.tsx';

const route = getRouteApi('/shell/admin/instances/$id');

/** One process as those see it who keep it running. */
export function Instance() {
  const t = useAdministrationTexts();
  const common = useTexts();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(instanceQuery(id));
  useTitle(data?.number ?? t('instances'));
  if (error)
    return (
      <div className="page">
        <LoadFailed alone error={error} retry={() => void refetch()}>
          <Link to="/admin" search={{}} className={buttonClass()}>
            {t('back')}
          </Link>
        </LoadFailed>
      </div>
    );
  if (!data)
    return (
      <div className={`page ${page.page}`}>
        <Loading label={common('loading')}>
          <CardBones lines={4} count={2} />
        </Loading>
      </div>
    );
  return <Known instance={data} />;
}

function Known({ instance }: { instance: InstanceDetail }) {
  const t = useAdministrationTexts();
  const [asking, setAsking] = useState<Asking>();
  const wide = useWide();
  const [retrying, setRetrying] = useState<readonly string[]>();
  const whole = instance.acts.filter((act) => act === 'suspend' || act === 'resume' || act === 'terminate');
  return (
    <div className={`page ${page.page}`}>
      <Link to="/admin" search={{}} className={styles.back}>
        <Icon name="arrowLeft" size={16} />
        {t('back')}
      </Link>
      <Head instance={instance} />
      {instance.openIncidents.map((incident) => (
        <Strip
          key={incident.id}
          tone="bad"
          title={`${incident.element.name} · ${t('times', { count: incident.times })}`}
          acts={
            instance.acts.length > 0 && (
              <Button size="small" onClick={() => setRetrying([incident.id])}>
                {t('retry')}
              </Button>
            )
          }
        >
          <p>{incident.message}</p>
        </Strip>
      ))}
      <div className={page.columns}>
        <div className={page.form}>
          <section className={`card ${page.panel}`}>
            <h2>{t('standing')}</h2>
            <Standing instance={instance} ask={setAsking} />
          </section>
          <ApplicationDiagram id={instance.id} administered unfolded={wide} />
        </div>
        <div className={page.side}>
          <section className={`card ${page.panel}`}>
            <h2>{t('timeline')}</h2>
            <p className={`${styles.note} ${styles.lead}`}>{t('timelineNote')}</p>
            <Timeline entries={instance.timeline} current={instance.current} forecast={[]} />
          </section>
        </div>
      </div>
      {whole.length > 0 && (
        <ActBar>
          {whole.includes('terminate') && (
            <Button kind="danger" onClick={() => setAsking({ act: 'terminate' })}>
              {t('terminate')}
            </Button>
          )}
          {whole.includes('suspend') && (
            <Button onClick={() => setAsking({ act: 'suspend' })}>{t('suspend')}</Button>
          )}
          {whole.includes('resume') && (
            <Button kind="primary" onClick={() => setAsking({ act: 'resume' })}>
              {t('resume')}
            </Button>
          )}
        </ActBar>
      )}
      {asking && (
        <InstanceActDialog instance={instance.id} asking={asking} close={() => setAsking(undefined)} />
      )}
      {retrying && <RetryDialog incidents={retrying} close={() => setRetrying(undefined)} />}
    </div>
  );
}

function Head({ instance }: { instance: InstanceDetail }) {
  const t = useAdministrationTexts();
  const common = useTexts();
  const locale = useLanguage();
  const { number, applicant, initiator, version, updatedAt, status, suspended, service } = instance;
  const facts: readonly (readonly [string, string])[] = [
    ...(number ? [[t('number'), number] as const] : []),
    [t('applicant'), `${applicant.name} · ${applicant.unit}`],
    ...(initiator.id === applicant.id
      ? []
      : [[t('initiator'), `${initiator.name} · ${initiator.unit}`] as const]),
    [t('version'), t('versionOf', { version })],
    [t('lastMove'), momentText(updatedAt, common)],
  ];
  return (
    <header className={`card ${page.head}`}>
      <div className={page.headWords}>
        <p className={page.service}>{inLanguage(service.name, locale)}</p>
        <h1 className={page.title}>
          <TitleWords instance={instance} />
        </h1>
        <dl className={page.facts}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd title={name === t('lastMove') ? fullMoment(updatedAt) : undefined}>{value}</dd>
            </div>
          ))}
        </dl>
        {instance.acts.length === 0 && !instance.endedAt && <p className={styles.own}>{t('own')}</p>}
      </div>
      <div className={styles.tags}>
        <StatusTag status={status} />
        {suspended && <Tag tone="amber">{t('suspended')}</Tag>}
      </div>
    </header>
  );
}
