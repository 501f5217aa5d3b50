import type { ApplicationDiagram } from '@yizhan/contract';
import { type Texts, useTexts } from '../texts/index.ts';
import { between, momentText } from '../texts/times.ts';
import styles from './step-list.module.css';

type Step = ApplicationDiagram['steps'][number];

/** The drawing in words: every step, what has become of it, and who acts there. */
export function StepList({ steps, label }: { steps: readonly Step[]; label: string }) {
  const t = useTexts();
  return (
    <ol className={styles.steps} aria-label={label}>
      {steps.map((step) => (
        <li key={step.node.id} className={styles[step.state]}>
          <span className={styles.name}>{step.node.name}</span>
          <span className={styles.state}>{t(`diagram.${step.state}`)}</span>
          <span className={styles.more}>{more(step, t)}</span>
        </li>
      ))}
    </ol>
  );
}

function more({ state, people, at, due }: Step, t: Texts): string {
  const names = people.map(({ name, unit }) => (unit ? `${name}（${unit}）` : name)).join('、');
  const late = state === 'current' && due !== undefined && between(due, new Date()) > 0;
  return [
    names,
    at && momentText(at, t),
    due && (late ? t('diagram.late') : t('application.due', { at: momentText(due, t) })),
  ]
    .filter(Boolean)
    .join(' · ');
}
