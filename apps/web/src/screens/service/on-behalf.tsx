import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Select } from 'antd';
import { useId, useState } from 'react';
import { randomKey } from '../../api/idempotency.ts';
import { api } from '../../api/index.ts';
import { peopleQuery } from '../../fields/people.query.ts';
import { popupPlace } from '../../fields/popup-place.ts';
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
  const { data: found = [], isFetching } = useQuery(peopleQuery(useSettled(words.trim())));

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
      <p id={label}>{t('guide.forWhom')}</p>
      <Select
        className={styles.full ?? ''}
        aria-labelledby={label}
        placeholder={t('form.person')}
        allowClear
        showSearch={{ filterOption: false, searchValue: words, onSearch: setWords }}
        loading={isFetching}
        suffixIcon={null}
        getPopupContainer={popupPlace}
        notFoundContent={words.trim() === '' ? t('form.personMore') : t('form.personNothing')}
        options={found.map(({ id, name, number, unit }) => ({
          value: id,
          label: `${name} · ${number} · ${unit}`,
        }))}
        value={person ?? null}
        onChange={(picked: string | null) => {
          setPerson(picked ?? undefined);
          setFault('');
        }}
      />
      {fault && (
        <p role="alert" className={styles.fault}>
          {fault}
        </p>
      )}
    </Dialog>
  );
}
