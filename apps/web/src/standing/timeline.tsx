import type { ApplicationDetail, CurrentStep, PersonSummary, TimelineEntry } from '@yizhan/contract';
import { type Texts, useTexts } from '../texts/index.ts';
import { between, fullMoment, momentText, waitText } from '../texts/times.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { type Round, roundsOf } from './rounds.ts';
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
  const { earlier, now } = roundsOf(entries);
  return (
    <>
      {earlier.map((round, index) => (
        <Earlier key={round.entries[0]?.at} round={round} number={index + 1} />
      ))}
      <ol className={styles.timeline}>
        <Entries entries={now} />
        {current.map((step) => (
          <li key={step.task} className={`${styles.entry} ${styles.now}`}>
            <Dot icon="clock" tone={styles.blue} />
            <div className={styles.body}>
              <p className={styles.title}>
                {step.node.name}
                <span className={styles.badge}>{t('application.now')}</span>
              </p>
              <p className={styles.note}>{t('timeline.waiting', { people: names(step.people) })}</p>
              {step.workMinutes !== undefined && (
                <p className={styles.time}>
                  <Waited
                    length={between(step.since, new Date())}
                    workMinutes={step.workMinutes}
                    over={step.due === undefined ? 0 : between(step.due, new Date())}
                    goesOn
                  />
                </p>
              )}
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
    </>
  );
}

function Entries({ entries }: { entries: readonly TimelineEntry[] }) {
  return entries.map((entry) => (
    <Entry key={`${entry.at} ${entry.what} ${entry.node?.id} ${entry.person?.id}`} entry={entry} />
  ));
}

/** A round that ended with 退回 or 撤回: one line, opened at will. */
function Earlier({ round: { entries, end }, number }: { round: Round; number: number }) {
  const t = useTexts();
  const why =
    end?.what === 'sentBack'
      ? t('timeline.roundBack', { name: end.person?.name ?? '' })
      : t('timeline.roundWithdrawn');
  return (
    <details className={styles.round}>
      <summary>{t('timeline.round', { number, why, count: entries.length })}</summary>
      <ol className={styles.timeline}>
        <Entries entries={entries} />
      </ol>
    </details>
  );
}

interface WaitedProps {
  length: number;
  workMinutes: number | undefined;
  /** How far it is beyond its time; not over where negative. */
  over: number;
  goesOn?: boolean;
}

/** How long a step waited, plainly and by the school's hours; both only where they tell different things. */
function Waited({ length, workMinutes, over, goesOn = false }: WaitedProps) {
  const t = useTexts();
  const duration = waitText(length, t);
  const isLong = workMinutes !== undefined && length >= 3_600_000;
  const work = isLong ? waitText(workMinutes * 60_000, t) : '';
  const [plain, both] = goesOn
    ? (['timeline.waitingFor', 'timeline.waitingForWork'] as const)
    : (['timeline.waited', 'timeline.waitedWork'] as const);
  return (
    <>
      <span>{isLong && work !== duration ? t(both, { duration, work }) : t(plain, { duration })}</span>
      {over > 0 && <span className={styles.late}>{t('timeline.late', { duration: waitText(over, t) })}</span>}
    </>
  );
}

const icons: Record<TimelineEntry['what'], IconName> = {
  submitted: 'send',
  resubmitted: 'send',
  approved: 'check',
  voted: 'check',
  rejected: 'cross',
  sentBack: 'undo',
  withdrawn: 'undo',
  cancelAsked: 'undo',
  cancelDeclined: 'cross',
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
  remind: 'bell',
  cc: 'copy',
  comment: 'megaphone',
  suspended: 'lock',
  resumed: 'arrowRight',
  jumped: 'arrowRight',
  migrated: 'arrowRight',
  retried: 'undo',
  hastened: 'clock',
  terminated: 'cross',
};

const tones: Record<TimelineEntry['what'], string | undefined> = {
  submitted: styles.blue,
  resubmitted: styles.blue,
  approved: styles.green,
  voted: styles.green,
  rejected: styles.red,
  sentBack: styles.amber,
  withdrawn: styles.amber,
  cancelled: styles.grey,
  cancelAsked: styles.amber,
  cancelDeclined: styles.grey,
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
  remind: styles.amber,
  cc: styles.blue,
  comment: styles.grey,
  suspended: styles.amber,
  resumed: styles.blue,
  jumped: styles.amber,
  migrated: styles.blue,
  retried: styles.blue,
  hastened: styles.blue,
  terminated: styles.red,
};

/** What concerns the application as a whole, and no step of it. */
const whole: ReadonlySet<TimelineEntry['what']> = new Set([
  'submitted',
  'resubmitted',
  'withdrawn',
  'cancelled',
  'cancelAsked',
  'cancelDeclined',
  'ended',
  'remind',
  'cc',
  'comment',
  'suspended',
  'resumed',
  'migrated',
  'terminated',
]);

function Entry({ entry }: { entry: TimelineEntry }) {
  const t = useTexts();
  const { at, what, node, comment, since, due, workMinutes, itself } = entry;
  const did = didOf(entry, t);
  const judged = !whole.has(what);
  return (
    <li className={styles.entry}>
      <Dot icon={icons[what]} tone={tones[what]} />
      <div className={styles.body}>
        <p className={styles.title}>
          {judged && node ? node.name : did}
          {judged && <span className={`${styles.did} ${tones[what]}`}>{did}</span>}
        </p>
        <Who entry={entry} />
        {itself && <p className={styles.note}>{t(`timeline.${itself}`)}</p>}
        {comment && <p className={styles.comment}>{comment}</p>}
        <p className={styles.time}>
          <time dateTime={at} title={fullMoment(at)}>
            {momentText(at, t)}
          </time>
          {since && judged && (
            <Waited
              length={between(since, at)}
              workMinutes={workMinutes}
              over={due === undefined ? 0 : between(due, at)}
            />
          )}
        </p>
      </div>
    </li>
  );
}

function didOf({ what, to, person }: TimelineEntry, t: Texts): string {
  if (what === 'sentBack' && to) return t('timeline.sentBackTo', { to });
  if (what === 'jumped' && to) return t('timeline.jumpedTo', { to });
  return t(what === 'remind' && !person ? 'timeline.timeOver' : `timeline.${what}`);
}

/** Who did it, for whom (代理), and whom it was about. */
function Who({ entry: { person, by, people = [] } }: { entry: TimelineEntry }) {
  const t = useTexts();
  const about = people.length > 0 ? `→ ${names(people)}` : '';
  if (!person) return about ? <p className={styles.note}>{about}</p> : null;
  const name = by ? t('timeline.by', { by: by.name, person: person.name }) : person.name;
  return (
    <p className={styles.note}>{[`${name} · ${(by ?? person).unit}`, about].filter(Boolean).join(' ')}</p>
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
