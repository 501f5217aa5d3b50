import { Link } from '@tanstack/react-router';
import type { TaskSummary, TasksAct, TasksActed } from '@yizhan/contract';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Strip } from '../../ui/notice.tsx';
import { Tag } from '../../ui/status-tag.tsx';
import styles from './batch.module.css';

interface BatchResultsProps {
  act: TasksAct['act'];
  tasks: readonly TaskSummary[];
  items: TasksActed['items'];
  close(): void;
}

/** What came of each; what was left as it was stands first, with the reason and the way to its page. */
export function BatchResults({ act, tasks, items, close }: BatchResultsProps) {
  const t = useTexts();
  const refused = items.filter(({ ok }) => !ok).length;
  const count = items.length - refused;
  const told = t(act === 'approve' ? 'tasks.batchApproved' : 'tasks.batchRejected', { count });
  const sorted = items.toSorted((one, other) => Number(one.ok) - Number(other.ok));
  return (
    <Dialog
      title={t('tasks.batchResults')}
      onClose={close}
      acts={
        <Button kind="primary" data-first="" onClick={close}>
          {t('close')}
        </Button>
      }
    >
      <div className={styles.body}>
        <Strip tone={refused > 0 ? 'warn' : 'good'}>
          {refused > 0 ? t('tasks.batchSomeRefused', { told, refused }) : told}
        </Strip>
        <ul className={styles.results}>
          {sorted.map((item) => (
            <Result key={item.id} act={act} task={tasks.find(({ id }) => id === item.id)} item={item} />
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

interface ResultProps {
  act: TasksAct['act'];
  task: TaskSummary | undefined;
  item: TasksActed['items'][number];
}

function Result({ act, task, item: { id, ok, problem } }: ResultProps) {
  const t = useTexts();
  const locale = useLanguage();
  const title = task && (task.application.title || inLanguage(task.application.service.name, locale));
  const missing = problem?.problems?.map(({ label, message }) => `${label}：${message}`) ?? [];
  return (
    <li className={styles.result}>
      <Tag tone={ok ? (act === 'approve' ? 'green' : 'red') : 'amber'}>
        {t(ok ? (act === 'approve' ? 'tasks.outcomeApprove' : 'tasks.outcomeReject') : 'tasks.batchLeft')}
      </Tag>
      <div>
        {ok ? (
          title
        ) : (
          <Link to="/tasks/$id" params={{ id }}>
            {title}
          </Link>
        )}
        <span className={styles.more}>
          {[task?.application.applicant.name, task?.application.number].filter(Boolean).join(' · ')}
        </span>
        {problem && (
          <p className={styles.why}>
            {problem.detail}
            {missing.length > 0 && <span className={styles.more}>{missing.join('；')}</span>}
          </p>
        )}
      </div>
    </li>
  );
}
