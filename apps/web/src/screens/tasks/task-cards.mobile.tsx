import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { Tag } from '../../ui/status-tag.tsx';
import styles from './task-cards.mobile.module.css';
import type { TaskListProps } from './task-table.tsx';
import { DueTag, Moment, OnBehalfTag, OutcomeTag, ReadTag, Sender, TaskTitle } from './task-words.tsx';
import { Tick } from './tick.tsx';

export function TaskCards({ tasks, box, ticks }: TaskListProps) {
  const t = useTexts();
  const locale = useLanguage();
  return (
    <ul className={styles.cards}>
      {tasks.map((task) => (
        <li key={task.id} className={`card ${styles.card} ${ticks ? styles.ticked : ''}`}>
          {ticks && (
            <div className={styles.tick}>
              <Tick task={task} ticks={ticks} />
            </div>
          )}
          <h2 className={styles.title}>
            <TaskTitle task={task} className={styles.link} />
          </h2>
          <p className={styles.person}>
            {task.application.applicant.name}
            <span className={styles.unit}>{task.application.applicant.unit}</span>
          </p>
          <p className={styles.facts}>
            <span>{inLanguage(task.application.service.name, locale)}</span>
            {task.application.number && <span className="number">{task.application.number}</span>}
          </p>
          <p className={styles.foot}>
            {task.kind === 'copy' ? (
              <Sender task={task} />
            ) : task.kind === 'resubmission' ? (
              <Tag tone="amber">{t('tasks.resubmission')}</Tag>
            ) : (
              <Tag tone="blue">{task.node.name}</Tag>
            )}
            <OnBehalfTag task={task} />
            {box === 'done' && <OutcomeTag done={task.done} />}
            {box === 'open' && <DueTag due={task.due} />}
            {box === 'cc' && <ReadTag task={task} />}
            <span className={styles.time}>
              <Moment at={task.done?.at ?? task.openedAt} />
            </span>
          </p>
        </li>
      ))}
    </ul>
  );
}
