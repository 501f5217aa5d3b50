import type { ReactNode } from 'react';
import controls from '../../fields/controls.module.css';
import { buttonClass } from '../../ui/button.tsx';
import styles from './campaigns.module.css';

interface ListToolsProps {
  words: string;
  search(words: string): void;
  labels: { readonly search: string; readonly xlsx: string; readonly csv: string };
  /** Where the list, as it is looked at, is had as a file. */
  file(format: 'xlsx' | 'csv'): string;
  /** What narrows it. */
  children: ReactNode;
}

/** Above a list: looked for, narrowed, taken away. */
export function ListTools({ words, search, labels, file, children }: ListToolsProps) {
  return (
    <div className={styles.tools}>
      <input
        type="search"
        className={`${controls.input} ${styles.search}`}
        aria-label={labels.search}
        placeholder={labels.search}
        maxLength={64}
        value={words}
        onChange={(event) => search(event.target.value)}
      />
      {children}
      <a className={buttonClass()} href={file('xlsx')} download>
        {labels.xlsx}
      </a>
      <a className={buttonClass()} href={file('csv')} download>
        {labels.csv}
      </a>
    </div>
  );
}
