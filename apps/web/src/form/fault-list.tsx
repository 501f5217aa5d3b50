import { useEffect, useRef } from 'react';
import { useTexts } from '../texts/index.ts';
import { Icon } from '../ui/icon.tsx';
import { controlId, rowId, rowOf } from './control-id.ts';
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
  const { table, row } = rowOf(path) ?? {};
  const place = table === undefined || row === undefined ? null : document.getElementById(rowId(table, row));
  const control = () => document.getElementById(controlId(path));
  if (place && !control()) {
    // A row that is far away has its controls once it is on the screen.
    place.scrollIntoView({ block: 'center' });
    whenThere(control, (found) => found.focus({ preventScroll: true }));
    return;
  }
  const target = control() ?? document.querySelector<HTMLElement>(`[data-field="${CSS.escape(path)}"]`);
  target?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  target?.focus({ preventScroll: true });
}

function whenThere(find: () => HTMLElement | null, act: (found: HTMLElement) => void, frames = 30): void {
  const found = find();
  if (found) act(found);
  else if (frames > 0) requestAnimationFrame(() => whenThere(find, act, frames - 1));
}
