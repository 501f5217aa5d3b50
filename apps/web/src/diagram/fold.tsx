import { type ReactNode, useId, useState } from 'react';
import { Icon } from '../ui/icon.tsx';
import styles from './fold.module.css';

/** A part of a page under its heading, opened at will; what is folded costs nothing. */
export function Fold({
  title,
  hint,
  unfolded,
  level = 2,
  children,
}: {
  title: string;
  hint?: string;
  unfolded: boolean;
  level?: 2 | 3;
  children: ReactNode;
}) {
  const [toggled, setToggled] = useState<boolean>();
  const id = useId();
  const open = toggled ?? unfolded;
  const button = (
    <button
      type="button"
      className={styles.button}
      aria-expanded={open}
      aria-controls={id}
      onClick={() => setToggled(!open)}
    >
      {title}
      {hint && <span className={styles.hint}>{hint}</span>}
      <span className={`${styles.arrow} ${open ? styles.up : ''}`}>
        <Icon name="chevronDown" size={18} />
      </span>
    </button>
  );
  return (
    <section className={styles.fold}>
      {level === 2 ? (
        <h2 className={styles.heading}>{button}</h2>
      ) : (
        <h3 className={styles.heading}>{button}</h3>
      )}
      <div id={id} className={styles.inside} hidden={!open}>
        {open && children}
      </div>
    </section>
  );
}
