import { type SyntheticEvent, useEffect, useId, useRef, useState } from 'react';
import { api } from '../../api/index.ts';
import controls from '../../fields/controls.module.css';
import { useGuestTexts } from '../../texts/use-guest-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Labelled } from '../../ui/labelled.tsx';
import { detailOf, Strip } from '../../ui/notice.tsx';
import { useSending } from '../../ui/use-sending.ts';
import styles from './guest.module.css';

const pauseSeconds = 60;

/** The code is sent to the address that the link went to, and proves that it is he. Nothing here tells whether the link is good. */
export function Enter({ link, entered }: { link: string; entered(): void }) {
  const t = useGuestTexts();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isMissing, setMissing] = useState(false);
  const { busy, refusal, sending } = useSending();

  const enter = async (event: SyntheticEvent) => {
    event.preventDefault();
    const code = input.current?.value.replaceAll(/\s/g, '') ?? '';
    setMissing(!/^\d{6}$/.test(code));
    if (!/^\d{6}$/.test(code)) return input.current?.focus();
    await sending(async () => {
      const { csrf } = await api.send<{ csrf: string }>('POST', '/guest/session', { body: { link, code } });
      api.setCsrf(csrf);
      entered();
    });
  };

  return (
    <main className={`card ${styles.door}`}>
      <h1 className={styles.title}>{t('title')}</h1>
      <p className={styles.lead}>{t('enterLead')}</p>
      <AskCode link={link} asked={() => input.current?.focus()} />
      <form className={styles.code} onSubmit={enter} noValidate>
        {refusal && <Strip tone="bad">{refusal}</Strip>}
        <Labelled id={id} label={t('code')} needed fault={isMissing ? t('codeMissing') : undefined}>
          <input
            ref={input}
            id={id}
            className={`${controls.input} ${styles.digits}`}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={12}
            aria-invalid={isMissing || undefined}
            aria-describedby={`${id}-about${isMissing ? ` ${id}-fault` : ''}`}
          />
          <p id={`${id}-about`} className={styles.about}>
            {t('codeAbout')}
          </p>
        </Labelled>
        <Button kind="primary" size="large" type="submit" busy={busy}>
          {busy ? t('entering') : t('enter')}
        </Button>
      </form>
    </main>
  );
}

function AskCode({ link, asked }: { link: string; asked(): void }) {
  const t = useGuestTexts();
  const [busy, setBusy] = useState(false);
  const [wait, setWait] = useState(0);
  const [told, setTold] = useState<{ tone: 'info' | 'bad'; words?: string }>();
  useEffect(() => {
    if (wait === 0) return;
    const timer = setTimeout(() => setWait(wait - 1), 1000);
    return () => clearTimeout(timer);
  }, [wait]);

  const ask = async () => {
    setBusy(true);
    try {
      await api.send('POST', '/guest/codes', { body: { link } });
      setTold({ tone: 'info' });
      setWait(pauseSeconds);
      asked();
    } catch (error) {
      setTold({ tone: 'bad', words: detailOf(error) });
    }
    setBusy(false);
  };
  const label = busy ? t('asking') : wait > 0 ? t('askAgain', { seconds: wait }) : t('askCode');
  return (
    <div className={styles.ask}>
      <Button size="large" busy={busy} disabled={wait > 0} onClick={ask}>
        {label}
      </Button>
      <div aria-live="polite">{told && <Strip tone={told.tone}>{told.words ?? t('asked')}</Strip>}</div>
    </div>
  );
}
