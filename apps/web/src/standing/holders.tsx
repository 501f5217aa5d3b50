import type { CurrentStep, PersonSummary } from '@yizhan/contract';
import { useTexts } from '../texts/index.ts';
import { between, durationText, fullMoment, momentText } from '../texts/times.ts';
import { Icon } from '../ui/icon.tsx';
import { PhoneLink } from '../ui/phone-link.tsx';
import { Tag } from '../ui/status-tag.tsx';
import styles from './holders.module.css';

/** Who holds an application now, since when, and how to reach them; parallel steps each for themselves. */
export function Holders({ current }: { current: readonly CurrentStep[] }) {
  return (
    <ul className={styles.steps}>
      {current.map((step) => (
        <li key={step.task} className={styles.step}>
          <Step step={step} />
        </li>
      ))}
    </ul>
  );
}

function Step({ step }: { step: CurrentStep }) {
  const t = useTexts();
  const now = new Date();
  const waited = between(step.since, now);
  const late = step.due !== undefined && between(step.due, now) > 0;
  return (
    <>
      <p className={styles.name}>
        {step.node.name}
        {step.people.length > 1 && step.mode !== 'single' && <Tag>{t(`application.${step.mode}`)}</Tag>}
      </p>
      <ul className={styles.people}>
        {step.people.map((person) => (
          <li key={person.id} className={styles.person}>
            <PersonLine person={person} />
            {person.voice && (
              <Tag tone={person.voice === 'approve' ? 'green' : 'red'}>
                {t(person.voice === 'approve' ? 'application.voiceApprove' : 'application.voiceReject')}
              </Tag>
            )}
          </li>
        ))}
      </ul>
      <p className={styles.time}>
        <Icon name="clock" size={16} />
        <time dateTime={step.since} title={fullMoment(step.since)}>
          {waited < 60_000
            ? t('application.justArrived', { at: momentText(step.since, t) })
            : t('application.since', { at: momentText(step.since, t), duration: durationText(waited, t) })}
        </time>
      </p>
      {step.due && (
        <p className={`${styles.time} ${late ? styles.late : ''}`}>
          <Icon name={late ? 'alert' : 'check'} size={16} />
          {late
            ? t('application.overdue', { duration: durationText(between(step.due, now), t) })
            : t('application.due', { at: momentText(step.due, t) })}
        </p>
      )}
    </>
  );
}

export function PersonLine({ person }: { person: PersonSummary }) {
  return (
    <span className={styles.line}>
      <span className={styles.initial} aria-hidden="true">
        {[...person.name][0]}
      </span>
      <span className={styles.words}>
        <span className={styles.personName}>{person.name}</span>
        <span className={styles.unit}>{person.unit}</span>
        {person.phone && <PhoneLink phone={person.phone} />}
      </span>
    </span>
  );
}
