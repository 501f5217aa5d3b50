import type { TaskSummary } from '@yizhan/contract';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { Tag } from '../../ui/status-tag.tsx';
import styles from './task-table.module.css';
import { DueTag, Moment, OutcomeTag, TaskTitle } from './task-words.tsx';

export function TaskTable({ tasks, box }: { tasks: readonly TaskSummary[]; box: 'open' | 'done' }) {
  const t = useTexts();
  const locale = useLanguage();
  const done = box === 'done';
  return (
    <div className={`card ${styles.card}`}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('tasks.columnTitle')}</th>
            <th scope="col">{t('tasks.columnApplicant')}</th>
            <th scope="col">{t('tasks.columnStep')}</th>
            <th scope="col">{t(done ? 'tasks.columnDoneAt' : 'tasks.columnArrived')}</th>
            <th scope="col">{t(done ? 'tasks.columnOutcome' : 'tasks.columnDue')}</th>
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => (
            <tr key={task.id} className={styles.row}>
              <td className={styles.main}>
                <TaskTitle task={task} className={styles.link} />
                <span className={styles.more}>
                  {inLanguage(task.application.service.name, locale)}
                  {task.application.number && <span className="number"> · {task.application.number}</span>}
                </span>
              </td>
              <td>
                {task.application.applicant.name}
                <span className={styles.more}>{task.application.applicant.unit}</span>
              </td>
              <td>
                {task.kind === 'resubmission' ? (
                  <Tag tone="amber">{t('tasks.resubmission')}</Tag>
                ) : (
                  task.node.name
                )}
              </td>
              <td className={styles.time}>
                <Moment at={task.done?.at ?? task.openedAt} />
              </td>
              <td className={styles.time}>
                {done ? <OutcomeTag done={task.done} /> : <DueTag due={task.due} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
