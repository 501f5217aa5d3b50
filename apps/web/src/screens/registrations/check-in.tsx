import type { RegistrationDetail } from '@yizhan/contract';
import { useId, useRef, useState } from 'react';
import controls from '../../fields/controls.module.css';
import own from '../../registrations/registrations.module.css';
import { useRegistrationTexts } from '../../texts/use-registration-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Labelled } from '../../ui/labelled.tsx';
import { detailOf, Strip } from '../../ui/notice.tsx';
import styles from '../campaigns/campaigns.module.css';
import { useAct } from './use-act.ts';

interface Said {
  readonly tone: 'good' | 'bad';
  readonly words: string;
}

/** 签到 one after the other: a scanner types the code and Enter, and the field is ready for the next. */
export function CheckIn({ registration }: { registration: RegistrationDetail }) {
  const t = useRegistrationTexts();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const act = useAct(registration.service.id);
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Said>();
  const send = async () => {
    if (busy || code.trim() === '') return;
    setBusy(true);
    try {
      const { person } = await act({ act: 'checkIn', session: registration.session, code: code.trim() });
      setSaid({
        tone: 'good',
        words: t('checkInDone', { name: person?.name ?? '', number: person?.number ?? '' }),
      });
      setCode('');
    } catch (error) {
      setSaid({ tone: 'bad', words: detailOf(error) });
    }
    setBusy(false);
    input.current?.focus();
    input.current?.select();
  };
  return (
    <section className={`card ${styles.inside}`} aria-label={t('checkIn')}>
      <form
        className={own.checkIn}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <div className={styles.search}>
          <Labelled id={id} label={t('checkInCode')} needed={false}>
            <input
              id={id}
              ref={input}
              className={controls.input}
              autoComplete="off"
              maxLength={64}
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          </Labelled>
        </div>
        <Button kind="primary" type="submit" busy={busy}>
          {t('checkIn')}
        </Button>
      </form>
      <div role="status" className={own.said}>
        {said && <Strip tone={said.tone}>{said.words}</Strip>}
      </div>
    </section>
  );
}
