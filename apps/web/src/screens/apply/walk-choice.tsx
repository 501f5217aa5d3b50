import { useTexts } from '../../texts/index.ts';
import styles from './walk-choice.module.css';

export type Walk = 'again' | 'straight';

/** After a return (退回): through all steps again, or straight back to whoever sent it. */
export function WalkChoice({ walk, choose }: { walk: Walk; choose(walk: Walk): void }) {
  const t = useTexts();
  return (
    <fieldset className={`card ${styles.card}`}>
      <legend className={styles.title}>{t('apply.walk')}</legend>
      {(['again', 'straight'] as const).map((one) => (
        <label key={one} className={styles.walk}>
          <input type="radio" name="walk" checked={walk === one} onChange={() => choose(one)} />
          <span>
            <span className={styles.name}>{t(`apply.${one}`)}</span>
            <span className={styles.note}>{t(`apply.${one}Note`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
