import type { TaskDetail } from '@yizhan/contract';
import { lazy, type ReactNode, Suspense, useId, useState } from 'react';
import { ApplicationDiagram } from '../../diagram/application-diagram.tsx';
import { CancelAnswer } from '../../standing/cancel-asked.tsx';
import { PersonLine } from '../../standing/holders.tsx';
import { NoteActs } from '../../standing/note-acts.tsx';
import { Timeline } from '../../standing/timeline.tsx';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Strip } from '../../ui/notice.tsx';
import { useNarrow, useWide } from '../../ui/use-narrow.ts';
import { DueTag, Moment } from '../tasks/task-words.tsx';
import { KeyFacts } from './key-facts.tsx';
import { taskPath } from './task.query.ts';
import styles from './task-page.module.css';

/** Few steps handle any. */
const Objections = lazy(async () => ({ default: (await import('./objections.tsx')).Objections }));

interface TaskPageProps {
  task: TaskDetail;
  notice?: ReactNode;
  /** The form must lie open: there is something to fill in. */
  unfolded: boolean;
  foot?: ReactNode;
  children: ReactNode;
}

/** Summary first, then the form (folded on a phone), then what has happened so far. */
export function TaskPage({ task, notice, unfolded, foot, children }: TaskPageProps) {
  const t = useTexts();
  const locale = useLanguage();
  const narrow = useNarrow();
  const wide = useWide();
  const [toggled, setToggled] = useState<boolean>();
  const formId = useId();
  const { application } = task;
  const service = inLanguage(application.service.name, locale);
  const open = unfolded || (toggled ?? !narrow);
  return (
    <div className={`page ${styles.page}`}>
      {notice}
      {task.cancelAsked && <CancelAnswer asked={task.cancelAsked} task={task.id} />}
      {task.onBehalfOf && (
        <Strip tone="warn">{t('proxies.onBehalfOfStrip', { name: task.onBehalfOf.name })}</Strip>
      )}
      <div className={styles.columns}>
        <div className={styles.main}>
          <header className={`card ${styles.head}`}>
            <p className={styles.kicker}>
              <span>{service}</span>
              {application.number && <span className="number">{application.number}</span>}
            </p>
            <h1 className={styles.title}>{application.title || service}</h1>
            <div className={styles.who}>
              <PersonLine person={application.applicant} />
              <dl className={styles.facts}>
                <div>
                  <dt>{t('task.step')}</dt>
                  <dd>{task.node.name}</dd>
                </div>
                <div>
                  <dt>{t('task.arrived')}</dt>
                  <dd>
                    <Moment at={task.openedAt} />
                  </dd>
                </div>
                {task.due && !task.done && (
                  <div>
                    <dt>{t('task.due')}</dt>
                    <dd>
                      <DueTag due={task.due} />
                    </dd>
                  </div>
                )}
              </dl>
            </div>
            <KeyFacts document={task.form} data={task.data} names={task.names} />
          </header>
          {!unfolded && narrow && (
            <Button
              className={styles.fold ?? ''}
              aria-expanded={open}
              aria-controls={formId}
              onClick={() => setToggled(!open)}
            >
              {t(open ? 'task.fold' : 'task.unfold')}
              <span className={open ? styles.up : ''}>
                <Icon name="chevronDown" size={18} />
              </span>
            </Button>
          )}
          {task.objections && (
            <Suspense fallback={null}>
              <Objections task={task} objections={task.objections} />
            </Suspense>
          )}
          <section id={formId} className={styles.form} hidden={!open} aria-label={t('task.form')}>
            {children}
          </section>
        </div>
        <section
          className={`card ${styles.side} ${styles.panel}`}
          aria-labelledby="timeline"
          // A long one is scrolled, also by keys.
          tabIndex={wide ? 0 : undefined}
        >
          <h2 id="timeline">{t('application.timeline')}</h2>
          <Timeline entries={task.timeline} current={task.current} forecast={task.forecast} />
          <NoteActs
            path={taskPath(task.id)}
            service={application.service.id}
            offered={task.acts.map(({ act }) => act)}
            only={['remind', 'comment', 'cc']}
          />
        </section>
      </div>
      <ApplicationDiagram id={application.id} unfolded={false} />
      {foot}
    </div>
  );
}
