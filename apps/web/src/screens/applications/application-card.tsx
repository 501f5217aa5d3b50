import { Link } from '@tanstack/react-router';
import type { ApplicationSummary, CurrentStep } from '@yizhan/contract';
import { AskedBy } from '../../applications/asked-by.tsx';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { between, durationText, momentText } from '../../texts/times.ts';
import { Icon } from '../../ui/icon.tsx';
import { PhoneLink } from '../../ui/phone-link.tsx';
import { StatusTag, Tag } from '../../ui/status-tag.tsx';
import { ApplicationActs } from './application-acts.tsx';
import styles from './application-card.module.css';

/** An application in a list: what, where it stands, and whom to call about it. */
export function ApplicationCard({ application }: { application: ApplicationSummary }) {
  const t = useTexts();
  const locale = useLanguage();
  const { id, number, status, current, campaign: asked } = application;
  const service = inLanguage(application.service.name, locale);
  const unfinished = status === 'draft' || status === 'returned' || status === 'withdrawn';
  return (
    <article className={`card ${styles.card}`}>
      <div className={styles.head}>
        <h2 className={styles.title}>
          <Link to="/applications/$id" params={{ id }} className={styles.link}>
            {application.title || service}
          </Link>
        </h2>
        {asked && unfinished ? (
          <Tag tone="amber">{t('applications.asked')}</Tag>
        ) : (
          <StatusTag status={status} />
        )}
      </div>
      {asked && unfinished && <AskedBy campaign={asked} />}
      <p className={styles.facts}>
        <span>{service}</span>
        <span className="number">{number ?? t('applications.noNumber')}</span>
        <span>{time()}</span>
      </p>
      {status === 'running' && current.map((step) => <Holder key={step.task} step={step} />)}
      {application.progress && <Progress {...application.progress} />}
      <ApplicationActs application={application} />
    </article>
  );

  function time(): string {
    if (application.endedAt) return t('applications.ended_at', { at: momentText(application.endedAt, t) });
    if (application.submittedAt && status === 'running') {
      return t('applications.submitted', { at: momentText(application.submittedAt, t) });
    }
    return t('applications.updated', { at: momentText(application.updatedAt, t) });
  }
}

/** Which step of how many, if from here on everybody approves. */
function Progress({ done, of }: { done: number; of: number }) {
  const t = useTexts();
  const words = t('applications.progress', { step: Math.min(done + 1, of), of });
  return (
    <p className={styles.progress}>
      <progress className={styles.bar} aria-label={words} value={done} max={Math.max(of, 1)} />
      <span aria-hidden="true">{words}</span>
    </p>
  );
}

const shown = 2;

function Holder({ step }: { step: CurrentStep }) {
  const t = useTexts();
  const waiting = step.people.filter(({ voice }) => voice === undefined);
  const first = waiting.slice(0, shown);
  const phone = first[0]?.phone;
  const people = first.map(({ name }) => name).join('、');
  const more = waiting.length > shown ? t('applications.moreHolders', { count: waiting.length }) : '';
  return (
    <p className={styles.holder}>
      <Icon name="user" size={17} />
      <span className={styles.holderWords}>
        {t('applications.held', { step: step.node.name, people: people + more })}
        {phone && <PhoneLink phone={phone} />}
        <span className={styles.wait}>
          {t('applications.waited', { duration: durationText(between(step.since, new Date()), t) })}
        </span>
      </span>
    </p>
  );
}
