import type { Texts } from '../../texts/index.ts';

/** "确认同意"; a step's own word may say so already (确认安排). */
export const confirmWords = (act: string, t: Texts): string =>
  act.startsWith('确认') ? act : t('task.confirm', { act });

/** "已同意：请假"; a step's own word may say so already (已知悉). */
export const doneWords = (act: string, title: string, hasNext: boolean, t: Texts): string =>
  t(hasNext ? 'task.doneNext' : 'task.done', { act: act.replace(/^已/, ''), title });
