import { useEffect, useSyncExternalStore } from 'react';
import { Icon } from './icon.tsx';
import styles from './toast.module.css';

interface Message {
  id: number;
  tone: 'good' | 'bad';
  words: string;
}

let message: Message | undefined;
const listeners = new Set<() => void>();

function put(next: Message | undefined): void {
  message = next;
  for (const listener of listeners) listener();
}

/** A short word on what has just happened; it also survives going to another page. */
export function say(words: string, tone: Message['tone'] = 'good'): void {
  put({ id: (message?.id ?? 0) + 1, tone, words });
}

const subscribe = (changed: () => void) => {
  listeners.add(changed);
  return () => listeners.delete(changed);
};

export function Toast() {
  const shown = useSyncExternalStore(subscribe, () => message);
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => put(undefined), 6000);
    return () => clearTimeout(timer);
  }, [shown]);
  return (
    <div className={styles.place} role="status">
      {shown && (
        <p key={shown.id} className={`${styles.toast} ${styles[shown.tone]}`}>
          <Icon name={shown.tone === 'good' ? 'checkCircle' : 'alert'} />
          {shown.words}
        </p>
      )}
    </div>
  );
}
