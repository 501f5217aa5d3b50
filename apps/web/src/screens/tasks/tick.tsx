import type { TaskSummary } from '@yizhan/contract';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { isTickable, tickAll, tickOne } from './batch.query.ts';
import styles from './tick.module.css';

/** Which tasks are ticked to be acted on together. */
export interface Ticks {
  readonly ticked: ReadonlySet<string>;
  tick(ticked: ReadonlySet<string>): void;
}

export function Tick({ task, ticks: { ticked, tick } }: { task: TaskSummary; ticks: Ticks }) {
  const t = useTexts();
  const locale = useLanguage();
  if (!isTickable(task)) return null;
  const title = task.application.title || inLanguage(task.application.service.name, locale);
  return (
    <label className={styles.tick}>
      <input
        type="checkbox"
        aria-label={t('tasks.tick', { title })}
        checked={ticked.has(task.id)}
        onChange={() => tick(tickOne(ticked, task.id))}
      />
    </label>
  );
}

export function TickAll({ tasks, ticks, words }: TickAllProps) {
  const t = useTexts();
  const { ticked, tick } = ticks;
  const tickable = tasks.filter(isTickable);
  const all = tickable.length > 0 && tickAll(tasks, ticked).size === 0;
  if (tickable.length === 0) return null;
  return (
    <label className={words ? styles.all : styles.tick}>
      <input
        type="checkbox"
        aria-label={t('tasks.tickAll')}
        ref={(box) => {
          if (box) box.indeterminate = !all && ticked.size > 0;
        }}
        checked={all}
        onChange={() => tick(tickAll(tasks, ticked))}
      />
      {words && t('tasks.tickAll')}
    </label>
  );
}

interface TickAllProps {
  tasks: readonly TaskSummary[];
  ticks: Ticks;
  /** With its words beside it, where no column says what it is. */
  words?: boolean;
}
