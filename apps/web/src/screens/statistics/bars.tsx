import styles from './statistics.module.css';

export interface Bar {
  readonly key: string;
  readonly name: string;
  readonly more?: string;
  /** What the bar is long by, and what is written at its end. */
  readonly value: number;
  readonly text: string;
  /** A second mark on the same scale, further out. */
  readonly mark?: number;
  readonly tone?: 'bad' | 'star';
}

/** Lines of a ranking. The text says all that the picture shows, so that it is drawn for the eyes alone. */
export function Bars({ bars, top }: { bars: readonly Bar[]; top?: number }) {
  const most = top ?? Math.max(1, ...bars.map(({ value, mark }) => Math.max(value, mark ?? 0)));
  const share = (value: number) => `${value === 0 ? 0 : Math.max(0.5, (value / most) * 100)}%`;
  return (
    <ul className={styles.bars}>
      {bars.map(({ key, name, more, value, text, mark, tone }) => (
        <li key={key} className={styles.bar}>
          <span className={styles.barName}>
            {name}
            {more && <span className={styles.barMore}>{more}</span>}
          </span>
          <span className={styles.rail} aria-hidden="true">
            {mark !== undefined && <span className={styles.markTo} style={{ width: share(mark) }} />}
            <span
              className={`${styles.filled} ${tone ? styles[tone] : ''}`}
              style={{ width: share(value) }}
            />
          </span>
          <span className={styles.barText}>{text}</span>
        </li>
      ))}
    </ul>
  );
}
