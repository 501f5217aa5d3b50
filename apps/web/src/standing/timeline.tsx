import type { ApplicationDetail, CurrentStep, PersonSummary, TimelineEntry } from '@yizhan/contract';
import { useTexts } from '../texts/index.ts';
import { between, durationText, fullMoment, momentText } from '../texts/times.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import styles from './timeline.module.css';

interface TimelineProps {
  entries: readonly TimelineEntry[];
  current: readonly CurrentStep[];
  forecast: ApplicationDetail['forecast'];
}

/** What has happened, where it stands, and (greyed) what is to come if everybody approves. */
export function Timeline({ entries, current, forecast }: TimelineProps) {
  const t = useTexts();
  if (entries.length + current.length === 0) return <p className={styles.note}>{t('timeline.empty')}</p>;
  return (
    <ol className={styles.timeline}>
      {entries.map((entry) => (
        <Entry key={`${entry.at} ${entry.what} ${entry.node?.id} ${entry.person?.id}`} entry={entry} />
      ))}
      {current.map((step) => (
        <li key={step.task} className={`${styles.entry} ${styles.now}`}>
          <Dot icon="clock" tone={styles.blue} />
          <div className={styles.body}>
            <p className={styles.title}>
              {step.node.name}
              <span className={styles.badge}>{t('application.now')}</span>
            </p>
            <p className={styles.note}>{t('timeline.waiting', { people: names(step.people) })}</p>
          </div>
        </li>
      ))}
      {forecast.map(({ node, people }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step may be forecast twice
        <li key={`${node.id} ${index}`} className={`${styles.entry} ${styles.future}`}>
          <Dot icon={undefined} tone={undefined} />
          <div className={styles.body}>
            <p className={styles.title}>{node.name}</p>
            <p className={styles.note}>
              {people.length > 0
                ? t('timeline.future', { people: names(people) })
                : t('timeline.futureNobody')}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}

const icons: Record<TimelineEntry['what'], IconName> = {
  submitted: 'send',
  resubmitted: 'send',
  approved: 'check',
  rejected: 'cross',
  sentBack: 'undo',
  withdrawn: 'undo',
  cancelled: 'cross',
  skipped: 'arrowRight',
  ended: 'flag',
  transfer: 'arrowRight',
  delegate: 'arrowRight',
  resolve: 'check',
  addSigner: 'arrowRight',
  removeSigner: 'undo',
  claim: 'check',
  release: 'undo',
  handOver: 'arrowRight',
  escalate: 'arrowRight',
  takeBack: 'undo',
};

const tones: Record<TimelineEntry['what'], string | undefined> = {
  submitted: styles.blue,
  resubmitted: styles.blue,
  approved: styles.green,
  rejected: styles.red,
  sentBack: styles.amber,
  withdrawn: styles.amber,
  cancelled: styles.grey,
  skipped: styles.grey,
  ended: styles.green,
  transfer: styles.blue,
  delegate: styles.blue,
  resolve: styles.blue,
  addSigner: styles.blue,
  removeSigner: styles.grey,
  claim: styles.blue,
  release: styles.grey,
  handOver: styles.blue,
  escalate: styles.amber,
  takeBack: styles.amber,
};

function Entry({ entry }: { entry: TimelineEntry }) {
  const t = useTexts();
  const { at, what, node, person, people = [], comment, to, since } = entry;
  const did = what === 'sentBack' && to ? t('timeline.sentBackTo', { to }) : t(`timeline.${what}`);
  const isWhole = ['submitted', 'resubmitted', 'withdrawn', 'cancelled', 'ended'].includes(what);
  const judged = !isWhole;
  return (
    <li className={styles.entry}>
      <Dot icon={icons[what]} tone={tones[what]} />
      <div className={styles.body}>
        <p className={styles.title}>
          {judged && node ? node.name : did}
          {judged && <span className={`${styles.did} ${tones[what]}`}>{did}</span>}
        </p>
        {person && (
          <p className={styles.note}>
            {person.name} · {person.unit}
            {people.length > 0 && ` → ${names(people)}`}
          </p>
        )}
        {comment && <p className={styles.comment}>{comment}</p>}
        <p className={styles.time}>
          <time dateTime={at} title={fullMoment(at)}>
            {momentText(at, t)}
          </time>
          {since && judged && (
            <span>{t('timeline.took', { duration: durationText(between(since, at), t) })}</span>
          )}
        </p>
      </div>
    </li>
  );
}

function Dot({ icon, tone }: { icon: IconName | undefined; tone: string | undefined }) {
  return (
    <span className={`${styles.dot} ${tone ?? styles.hollow}`}>{icon && <Icon name={icon} size={15} />}</span>
  );
}

const names = (people: readonly PersonSummary[]): string =>
  people.length > 3
    ? `${people
        .slice(0, 3)
        .map(({ name }) => name)
        .join('、')}…`
    : people.map(({ name }) => name).join('、');
