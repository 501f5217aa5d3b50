import type { Origin } from '@yizhan/contract';
import { useTexts } from '../texts/index.ts';
import styles from './row.module.css';

/** Where a prefilled value came from, and whom to call when it is wrong. */
export function OriginLine({ id, origin, locked }: { id: string; origin: Origin; locked: boolean }) {
  const t = useTexts();
  return (
    <p id={id} className={styles.origin}>
      {origin.source === 'profile' ? t('form.fromSchool') : t('form.from', { label: origin.label })}
      {locked && origin.contact && (
        <>
          {' · '}
          <Contact words={t('form.correct', { contact: origin.contact })} />
        </>
      )}
    </p>
  );
}

/** Makes the phone number in the words one to be called. */
function Contact({ words }: { words: string }) {
  const number = /\d[\d-]{5,}\d/.exec(words)?.[0];
  if (!number) return <>{words}</>;
  const [before = '', after = ''] = words.split(number);
  return (
    <>
      {before}
      <a className="number" href={`tel:${number}`}>
        {number}
      </a>
      {after}
    </>
  );
}
