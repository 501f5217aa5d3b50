import type { OwnObjection } from '@yizhan/contract';
import { useId, useState } from 'react';
import { api } from '../../api/index.ts';
import controls from '../../fields/controls.module.css';
import { useTakingPartTexts } from '../../texts/use-taking-part-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Labelled } from '../../ui/labelled.tsx';
import { useSending } from '../../ui/use-sending.ts';
import styles from './announcements.module.css';
import { announcementPath } from './announcements.query.ts';
import { OwnObjectionCard } from './own-objection.tsx';

/** Of an anonymous objection: whoever has its code reads the answer, whoever he is. */
export function AnswerByCode({ announcement }: { announcement: string }) {
  const t = useTakingPartTexts();
  const id = useId();
  const [code, setCode] = useState('');
  const [found, setFound] = useState<OwnObjection>();
  const { busy, refusal, sending } = useSending();
  const look = async () => {
    const body = { code: code.trim() };
    setFound(
      await api.send<OwnObjection>('POST', `${announcementPath(announcement)}/objections/by-code`, { body }),
    );
  };
  if (found) return <OwnObjectionCard objection={found} />;
  return (
    <details className={`card ${styles.byCode}`}>
      <summary>{t('byCode')}</summary>
      <form
        className={styles.codeForm}
        onSubmit={(event) => {
          event.preventDefault();
          if (code.trim() !== '') void sending(look);
        }}
      >
        <Labelled id={id} label={t('code')} needed={false} fault={refusal}>
          <input
            id={id}
            className={controls.input}
            autoComplete="off"
            maxLength={16}
            aria-describedby={refusal ? `${id}-fault` : undefined}
            aria-invalid={refusal !== undefined}
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        </Labelled>
        <Button type="submit" busy={busy}>
          {t('look')}
        </Button>
      </form>
    </details>
  );
}
