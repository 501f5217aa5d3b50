import { useQuery } from '@tanstack/react-query';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ApplicationSummary, TaskSummary } from '@yizhan/contract';
import type { ReactNode } from 'react';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { momentText } from '../../texts/times.ts';
import { Bone, Loading } from '../../ui/skeleton.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { useWide } from '../../ui/use-narrow.ts';
import { nextTasksQuery, recentApplicationsQuery } from './home.query.ts';
import styles from './rail.module.css';

/** What waits and what goes on, beside the services; a phone has the counts and tabs for it. */
export function Rail() {
  return useWide() ? <Panels /> : null;
}

function Panels() {
  const t = useTexts();
  const tasks = useQuery(nextTasksQuery);
  const applications = useQuery(recentApplicationsQuery);
  return (
    <aside className={styles.rail}>
      <Panel
        title={t('home.tasksPanel')}
        more="/tasks"
        items={tasks.data}
        none={t('home.noTasks')}
        failed={tasks.isError}
      >
        {tasks.data?.map((task) => (
          <TaskLine key={task.id} task={task} />
        ))}
      </Panel>
      <Panel
        title={t('home.applicationsPanel')}
        more="/applications"
        items={applications.data}
        none={t('home.noApplications')}
        failed={applications.isError}
      >
        {applications.data?.map((application) => (
          <ApplicationLine key={application.id} application={application} />
        ))}
      </Panel>
    </aside>
  );
}

interface PanelProps {
  title: string;
  more: '/tasks' | '/applications';
  items: readonly unknown[] | undefined;
  none: string;
  failed: boolean;
  children: ReactNode;
}

function Panel({ title, more, items, none, failed, children }: PanelProps) {
  const t = useTexts();
  return (
    <section className={`card ${styles.panel}`} aria-label={title}>
      <div className={styles.head}>
        <h2>{title}</h2>
        <Link to={more}>{t('home.more')}</Link>
      </div>
      {items ? (
        items.length > 0 ? (
          <ul>{children}</ul>
        ) : (
          <p className={styles.none}>{none}</p>
        )
      ) : failed ? (
        <p className={styles.none}>{t('error.title')}</p>
      ) : (
        <Loading label={t('loading')}>
          <div className={styles.bones}>
            <Bone height={40} />
            <Bone height={40} />
            <Bone height={40} />
          </div>
        </Loading>
      )}
    </section>
  );
}

function TaskLine({ task }: { task: TaskSummary }) {
  const t = useTexts();
  const locale = useLanguage();
  const { application } = task;
  return (
    <Line
      link={{ to: '/tasks/$id', params: { id: task.id } }}
      title={application.title || inLanguage(application.service.name, locale)}
    >
      <span>
        {application.applicant.name} · {momentText(task.openedAt, t)}
      </span>
    </Line>
  );
}

function ApplicationLine({ application }: { application: ApplicationSummary }) {
  const t = useTexts();
  const locale = useLanguage();
  return (
    <Line
      link={{ to: '/applications/$id', params: { id: application.id } }}
      title={application.title || inLanguage(application.service.name, locale)}
    >
      <span>{momentText(application.updatedAt, t)}</span>
      <StatusTag status={application.status} />
    </Line>
  );
}

function Line({ link, title, children }: { link: LinkProps; title: string; children: ReactNode }) {
  return (
    <li>
      <Link {...link} className={styles.line}>
        <span className={styles.title}>{title}</span>
        <span className={styles.facts}>{children}</span>
      </Link>
    </li>
  );
}
