import type { TaskSummary } from '@yizhan/contract';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { Tag } from '../../ui/status-tag.tsx';
import styles from './task-table.module.css';
import { DueTag, Moment, OnBehalfTag, OutcomeTag, ReadTag, Sender, TaskTitle } from './task-words.tsx';
import type { Box } from './tasks.query.ts';
import { Tick, TickAll, type Ticks } from './tick.tsx';

/** With `ticks`, several can be ticked and acted on together. */
export function TaskTable({ tasks, box, ticks }: TaskListProps) {
  const t = useTexts();
  const locale = useLanguage();
  const columns = columnsOf[box];
  return (
    <div className={`card ${styles.card}`}>
      <table className={styles.table}>
        <thead>
          <tr>
            {ticks && (
              <td className={styles.tick}>
                <TickAll tasks={tasks} ticks={ticks} />
              </td>
            )}
            <th scope="col">{t('tasks.columnTitle')}</th>
            <th scope="col">{t('tasks.columnApplicant')}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`tasks.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => (
            <tr key={task.id} className={styles.row}>
              {ticks && (
                <td className={styles.tick}>
                  <Tick task={task} ticks={ticks} />
                </td>
              )}
              <td className={styles.main}>
                <TaskTitle task={task} className={styles.link} />
                <span className={styles.more}>
                  {inLanguage(task.application.service.name, locale)}
                  {task.application.number && <span className="number"> · {task.application.number}</span>}
                </span>
                <OnBehalfTag task={task} />
              </td>
              <td>
                {task.application.applicant.name}
                <span className={styles.more}>{task.application.applicant.unit}</span>
              </td>
              <td>
                <Step task={task} />
              </td>
              <td className={styles.time}>
                <Moment at={task.done?.at ?? task.openedAt} />
              </td>
              <td className={styles.time}>
                <Last task={task} box={box} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export interface TaskListProps {
  tasks: readonly TaskSummary[];
  box: Box;
  ticks: Ticks | undefined;
}

const columnsOf = {
  open: ['columnStep', 'columnArrived', 'columnDue'],
  done: ['columnStep', 'columnDoneAt', 'columnOutcome'],
  cc: ['columnSender', 'columnSent', 'columnRead'],
} as const;

function Step({ task }: { task: TaskSummary }) {
  const t = useTexts();
  if (task.kind === 'copy') return <Sender task={task} />;
  return task.kind === 'resubmission' ? <Tag tone="amber">{t('tasks.resubmission')}</Tag> : task.node.name;
}

function Last({ task, box }: { task: TaskSummary; box: Box }) {
  if (box === 'cc') return <ReadTag task={task} />;
  return box === 'done' ? <OutcomeTag done={task.done} /> : <DueTag due={task.due} />;
}
