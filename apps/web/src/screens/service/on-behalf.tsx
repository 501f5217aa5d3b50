import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { randomKey } from '../../api/idempotency.ts';
import { api } from '../../api/index.ts';
import { peopleQuery } from '../../fields/people.query.ts';
import { useSettled } from '../../fields/use-settled.ts';
import { useTexts } from '../../texts/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { detailOf } from '../../ui/notice.tsx';
import styles from './rules.module.css';

/** 代发起: for whom it is, asked first, for the form is about him. A draft is made, since the server judges the right. */
export function OnBehalf({ service, onClose }: { service: string; onClose(): void }) {
  const t = useTexts();
  const label = useId();
  const navigate = useNavigate();
  const [words, setWords] = useState('');
  const [person, setPerson] = useState<string>();
  const [fault, setFault] = useState('');
  const [busy, setBusy] = useState(false);
  const { data: found = [] } = useQuery(peopleQuery(useSettled(words.trim())));

  const begin = async () => {
    if (person === undefined) return setFault(t('guide.forWhomFirst'));
    setBusy(true);
    try {
      const { id } = await api.send<{ id: string }>('POST', '/applications', {
        body: { service, data: {}, draft: true, onBehalfOf: person },
        key: randomKey(),
      });
      await navigate({ to: '/services/$id/apply', params: { id: service }, search: { draft: id } });
    } catch (error) {
      setFault(detailOf(error));
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={t('guide.onBehalf')}
      onClose={onClose}
      acts={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={() => void begin()}>
            {t('guide.onBehalfBegin')}
          </Button>
        </>
      }
    >
      <label htmlFor={label} className={styles.question}>
        {t('guide.forWhom')}
      </label>
      <input
        id={label}
        type="search"
        data-first=""
        className={styles.search}
        placeholder={t('form.person')}
        autoComplete="off"
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          setPerson(undefined);
          setFault('');
        }}
      />
      <fieldset className={styles.people} aria-label={t('guide.forWhom')}>
        {found.map(({ id, name, number, unit }) => (
          <label key={id} className={styles.person}>
            <input
              type="radio"
              name={label}
              checked={person === id}
              onChange={() => {
                setPerson(id);
                setFault('');
              }}
            />
            <span>
              {name}
              <span className={styles.more}>
                {number} · {unit}
              </span>
            </span>
          </label>
        ))}
        {found.length === 0 && (
          <p className={styles.more}>
            {words.trim() === '' ? t('form.personMore') : t('form.personNothing')}
          </p>
        )}
      </fieldset>
      {fault && (
        <p role="alert" className={styles.fault}>
          {fault}
        </p>
      )}
    </Dialog>
  );
}
