import { useTexts } from '../texts/index.ts';
import type { ElementState } from './element-state.ts';
import styles from './legend.module.css';

const shown = ['done', 'current', 'forecast', 'sentBack', 'skipped'] as const;

/** What the looks of the elements mean: those that occur, and what is left. */
export function Legend({ states }: { states: ReadonlySet<ElementState> }) {
  const t = useTexts();
  return (
    <ul className={styles.legend} aria-label={t('diagram.legend')}>
      {shown
        .filter((state) => states.has(state))
        .map((state) => (
          <li key={state}>
            <span className={`${styles.swatch} ${styles[state]}`} aria-hidden="true" />
            {t(`diagram.${state}`)}
          </li>
        ))}
      <li>
        <span className={styles.swatch} aria-hidden="true" />
        {t('diagram.possible')}
      </li>
    </ul>
  );
}
