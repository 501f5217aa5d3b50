import { type SyntheticEvent, useId, useRef, useState } from 'react';
import { api } from '../../api/index.ts';
import { useGuestTexts } from '../../texts/use-guest-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Strip } from '../../ui/notice.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { AskCode } from './ask-code.tsx';
import { CodeInput, codeIn } from './code-input.tsx';
import styles from './guest.module.css';

/** The code is sent to the address that the link went to, and proves that it is he. Nothing here tells whether the link is good. */
export function Enter({ link, entered }: { link: string; entered(): void }) {
  const t = useGuestTexts();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isMissing, setMissing] = useState(false);
  const { busy, refusal, sending } = useSending();

  const enter = async (event: SyntheticEvent) => {
    event.preventDefault();
    const code = codeIn(input.current);
    setMissing(code === undefined);
    if (code === undefined) return input.current?.focus();
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
      <AskCode
        ask={async () => {
          await api.send('POST', '/guest/codes', { body: { link } });
          return true;
        }}
        asked={() => input.current?.focus()}
        words={t('asked')}
      />
      <form className={styles.code} onSubmit={enter} noValidate>
        {refusal && <Strip tone="bad">{refusal}</Strip>}
        <CodeInput id={id} input={input} missing={isMissing} about={t('codeAbout')} />
        <Button kind="primary" size="large" type="submit" busy={busy}>
          {busy ? t('entering') : t('enter')}
        </Button>
      </form>
    </main>
  );
}
