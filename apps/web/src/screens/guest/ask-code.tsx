import { useEffect, useState } from 'react';
import { useGuestTexts } from '../../texts/use-guest-texts.ts';
import { Button } from '../../ui/button.tsx';
import { detailOf, Strip } from '../../ui/notice.tsx';
import styles from './guest.module.css';

const pauseSeconds = 60;

interface AskCodeProps {
  /** Sends the wish; false where something is still wanting. */
  ask(): Promise<boolean>;
  asked(): void;
  /** What is said when it was asked for, which is the same whether or not a code was sent. */
  words: string;
}

/** One code a minute; the button says how long it is until the next. */
export function AskCode({ ask, asked, words }: AskCodeProps) {
  const t = useGuestTexts();
  const [busy, setBusy] = useState(false);
  const [wait, setWait] = useState(0);
  const [told, setTold] = useState<{ tone: 'info' | 'bad'; words: string }>();
  useEffect(() => {
    if (wait === 0) return;
    const timer = setTimeout(() => setWait(wait - 1), 1000);
    return () => clearTimeout(timer);
  }, [wait]);

  const press = async () => {
    setBusy(true);
    try {
      if (await ask()) {
        setTold({ tone: 'info', words });
        setWait(pauseSeconds);
        asked();
      }
    } catch (error) {
      setTold({ tone: 'bad', words: detailOf(error) });
    }
    setBusy(false);
  };
  const label = busy ? t('asking') : wait > 0 ? t('askAgain', { seconds: wait }) : t('askCode');
  return (
    <div className={styles.ask}>
      <Button size="large" busy={busy} disabled={wait > 0} onClick={press}>
        {label}
      </Button>
      <div aria-live="polite">{told && <Strip tone={told.tone}>{told.words}</Strip>}</div>
    </div>
  );
}
