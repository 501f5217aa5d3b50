import { useRegistrationTexts } from '../texts/use-registration-texts.ts';
import styles from './registrations.module.css';

interface MeterProps {
  places?: number | undefined;
  placed: number;
  waiting: number;
  entered: number;
  left?: number | undefined;
}

/** How full it is, in a bar and in words. */
export function Meter({ places, placed, waiting, entered, left }: MeterProps) {
  const t = useRegistrationTexts();
  const share = places === undefined ? 0 : places === 0 ? 100 : Math.min(100, (100 * placed) / places);
  return (
    <div className={styles.meter}>
      {places !== undefined && (
        <span className={styles.bar} aria-hidden="true">
          <i style={{ width: `${share}%` }} className={left === 0 ? styles.barFull : undefined} />
        </span>
      )}
      <p className={styles.meterWords}>
        <span className="number">
          {places === undefined ? t('ofNoEnd', { placed }) : t('of', { placed, places })}
        </span>
        {left !== undefined && (
          <b className={left > 0 ? styles.some : styles.full}>
            {left > 0 ? t('left', { count: left }) : t('full')}
          </b>
        )}
        {waiting > 0 && <span>{t('waitingCount', { count: waiting })}</span>}
        {entered > 0 && <span>{t('enteredCount', { count: entered })}</span>}
      </p>
    </div>
  );
}
