import { useEffect, useRef } from 'react';
import { useTexts } from '../texts/index.ts';
import { Icon } from '../ui/icon.tsx';
import { controlId } from './control-id.ts';
import styles from './fault-list.module.css';
import type { Fault } from './use-form.ts';

/** All that is wrong, on top of the form; each entry leads to its field. Takes the focus when it is new. */
export function FaultList({ faults, attempt }: { faults: readonly Fault[]; attempt: number }) {
  const t = useTexts();
  const title = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt to submit brings the list into view anew
  useEffect(() => {
    title.current?.focus();
    title.current?.scrollIntoView({ block: 'center' });
  }, [attempt]);
  return (
    <section className={styles.list} aria-labelledby="faults">
      <h2 id="faults" ref={title} tabIndex={-1} className={styles.title}>
        <Icon name="alert" />
        {t('apply.faults', { count: faults.length })}
      </h2>
      <ol>
        {faults.map(({ path, message }) => (
          <li key={path + message}>
            <a
              href={`#${controlId(path)}`}
              onClick={(event) => {
                event.preventDefault();
                goTo(path);
              }}
            >
              {message}
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** To the control; to its place where it has none of its own (a full attachment list, a hidden rule). */
function goTo(path: string): void {
  const target =
    document.getElementById(controlId(path)) ??
    document.querySelector<HTMLElement>(`[data-field="${CSS.escape(path)}"]`);
  target?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  target?.focus({ preventScroll: true });
}
