import type { InstanceDetail } from '@yizhan/contract';
import type { ReactNode } from 'react';
import { PersonLine } from '../../standing/holders.tsx';
import { useTexts } from '../../texts/index.ts';
import { between, durationText, fullMoment, momentText } from '../../texts/times.ts';
import { useAdministrationTexts } from '../../texts/use-administration-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Tag } from '../../ui/status-tag.tsx';
import styles from './instance.module.css';
import type { Asking } from './instance-act.tsx';

interface StandingProps {
  instance: InstanceDetail;
  ask(asking: Asking): void;
}

/** What the process stands at: tasks with their people, work outside, and what it waits for; and what can be done. */
export function Standing({ instance, ask }: StandingProps) {
  const t = useAdministrationTexts();
  const { current, jobs, waits, acts } = instance;
  const mayJump = acts.includes('jump');
  if (current.length + jobs.length + waits.length === 0)
    return <p className={styles.note}>{t('standingNowhere')}</p>;
  return (
    <ul className={styles.things}>
      {current.map((step) => (
        <Thing
          key={step.task}
          kind={t('task')}
          name={step.node.name}
          within={withinOf(instance, step.node.id)}
          acts={
            <>
              {mayJump && <Jump ask={() => ask({ act: 'jump', from: step.task, name: step.node.name })} />}
              {acts.includes('handOver') && instance.status === 'running' && (
                <Button
                  size="small"
                  onClick={() =>
                    ask({
                      act: 'handOver',
                      task: step.task,
                      name: step.node.name,
                      people: step.people.filter(({ voice }) => voice === undefined),
                    })
                  }
                >
                  {t('handOverOne')}
                </Button>
              )}
            </>
          }
        >
          <ul className={styles.people}>
            {step.people.map((person) => (
              <li key={person.id}>
                <PersonLine person={person} />
              </li>
            ))}
          </ul>
          <Since at={step.since} />
        </Thing>
      ))}
      {jobs.map((job) => (
        <Thing
          key={job.id}
          kind={t('job')}
          name={job.node.name}
          within={withinOf(instance, job.node.id)}
          acts={mayJump && <Jump ask={() => ask({ act: 'jump', from: job.id, name: job.node.name })} />}
        >
          <p className={styles.note}>
            {job.work} · {t('attempts', { count: job.attempts })}
          </p>
          {job.failedAt ? (
            <p className={styles.late}>{t('gaveUp')}</p>
          ) : (
            job.due && <Due words="nextTry" at={job.due} />
          )}
        </Thing>
      ))}
      {waits.map((wait) => (
        <Thing
          key={wait.id}
          kind={t(wait.kind)}
          name={wait.node.name}
          within={withinOf(instance, wait.node.id)}
          acts={
            <>
              {wait.kind === 'timer' && acts.includes('fireTimer') && (
                <Button
                  size="small"
                  onClick={() => ask({ act: 'fireTimer', wait: wait.id, name: wait.node.name })}
                >
                  {t('fireTimer')}
                </Button>
              )}
              {mayJump && standsAt(instance, wait.node.id) && (
                <Jump ask={() => ask({ act: 'jump', from: wait.id, name: wait.node.name })} />
              )}
            </>
          }
        >
          {wait.name && <p className={styles.note}>{t('named', { name: wait.name })}</p>}
          {wait.due && <Due words="dueAt" at={wait.due} />}
        </Thing>
      ))}
    </ul>
  );
}

/** A boundary event waits beside the step that has the token; only from where the token stands one jumps. */
const standsAt = ({ tokens }: InstanceDetail, node: string): boolean =>
  tokens.some((token) => token.node.id === node);

const withinOf = ({ tokens }: InstanceDetail, node: string): readonly string[] =>
  tokens.find((token) => token.node.id === node)?.within.map(({ name }) => name) ?? [];

interface ThingProps {
  kind: string;
  name: string;
  within: readonly string[];
  acts: ReactNode;
  children: ReactNode;
}

function Thing({ kind, name, within, acts, children }: ThingProps) {
  const t = useAdministrationTexts();
  return (
    <li className={styles.thing}>
      <div className={styles.words}>
        <h3 className={styles.name}>
          <Tag tone="blue">{kind}</Tag>
          {name}
        </h3>
        {within.length > 0 && <p className={styles.note}>{t('within', { scopes: within.join(' › ') })}</p>}
        {children}
      </div>
      <div className={styles.acts}>{acts}</div>
    </li>
  );
}

function Jump({ ask }: { ask(): void }) {
  const t = useAdministrationTexts();
  return (
    <Button size="small" onClick={ask}>
      {t('jump')}
    </Button>
  );
}

function Since({ at }: { at: string }) {
  const t = useAdministrationTexts();
  const common = useTexts();
  const duration = durationText(between(at, new Date()), common);
  return (
    <p className={styles.note}>
      <time dateTime={at} title={fullMoment(at)}>
        {t('since', { at: momentText(at, common), duration })}
      </time>
    </p>
  );
}

function Due({ at, words }: { at: string; words: 'dueAt' | 'nextTry' }) {
  const t = useAdministrationTexts();
  const common = useTexts();
  const late = between(at, new Date());
  return (
    <p className={late > 60_000 ? styles.late : styles.note}>
      <time dateTime={at} title={fullMoment(at)}>
        {t(words, { at: momentText(at, common) })}
      </time>
      {late > 60_000 && ` · ${t('overdueSince', { duration: durationText(late, common) })}`}
    </p>
  );
}
