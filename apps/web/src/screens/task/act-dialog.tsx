import type { TaskDetail } from '@yizhan/contract';
import { useId, useRef, useState } from 'react';
import controls from '../../fields/controls.module.css';
import { useTexts } from '../../texts/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { detailOf, Strip } from '../../ui/notice.tsx';
import styles from './act-dialog.module.css';
import type { Act } from './decide.tsx';

interface ActDialogProps {
  act: Act;
  label: string;
  targets: TaskDetail['sendBackTo'];
  send(comment: string, to: string | undefined): Promise<void>;
  close(): void;
}

/** The opinion (意见): optional with an approval, compulsory with a no. */
export function ActDialog({ act, label, targets, send, close }: ActDialogProps) {
  const t = useTexts();
  const [opinion, setOpinion] = useState('');
  const [to, setTo] = useState(targets[0]?.id);
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const area = useRef<HTMLTextAreaElement>(null);
  const opinionId = useId();
  const needed = act !== 'approve';

  const confirm = async () => {
    if (busy) return;
    const comment = opinion.trim();
    setMissing(needed && comment === '');
    if (needed && comment === '') return area.current?.focus();
    setBusy(true);
    setRefusal(undefined);
    try {
      await send(comment, to);
    } catch (error) {
      setRefusal(detailOf(error));
      setBusy(false);
    }
  };

  const phrases = t(phrasesOf[act]).split('|');
  return (
    <Dialog
      title={label}
      onClose={close}
      acts={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={confirm}>
            {busy ? t('task.sending') : t('task.confirm', { act: label })}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        {targets.length > 0 && (
          <fieldset className={styles.targets}>
            <legend className={styles.label}>{t('task.target')}</legend>
            <div className={controls.choices}>
              {targets.map((target) => (
                <label key={target.id} className={controls.choice}>
                  <input
                    type="radio"
                    name="target"
                    checked={to === target.id}
                    onChange={() => setTo(target.id)}
                  />
                  {target.name}
                </label>
              ))}
            </div>
          </fieldset>
        )}
        <div>
          <label htmlFor={opinionId} className={styles.label}>
            {t('task.opinion')}
            {needed ? (
              <span className={styles.star} aria-hidden="true">
                *
              </span>
            ) : (
              <span className={styles.optional}>{t('optional')}</span>
            )}
          </label>
          <textarea
            ref={area}
            id={opinionId}
            data-first=""
            className={`${controls.input} ${controls.area}`}
            rows={3}
            maxLength={500}
            aria-required={needed}
            aria-invalid={missing}
            aria-describedby={missing ? `${opinionId}-fault` : undefined}
            placeholder={t('task.opinionPlaceholder')}
            value={opinion}
            onChange={(event) => {
              setOpinion(event.target.value);
              setMissing(false);
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void confirm();
            }}
          />
          {missing && (
            <p id={`${opinionId}-fault`} className={styles.fault}>
              {t('task.opinionRequired')}
            </p>
          )}
          <ul className={styles.phrases} aria-label={t('task.phrases')}>
            {phrases.map((phrase) => (
              <li key={phrase}>
                <button
                  type="button"
                  className={styles.phrase}
                  onClick={() => {
                    setOpinion(phrase);
                    setMissing(false);
                    area.current?.focus();
                  }}
                >
                  {phrase}
                </button>
              </li>
            ))}
          </ul>
        </div>
        {refusal && <Strip tone="bad">{refusal}</Strip>}
      </div>
    </Dialog>
  );
}

const phrasesOf = {
  approve: 'task.phrasesApprove',
  reject: 'task.phrasesReject',
  sendBack: 'task.phrasesSendBack',
} as const;
