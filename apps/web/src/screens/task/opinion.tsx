import { useId } from 'react';
import { useTexts } from '../../texts/index.ts';
import { Words } from '../../ui/words.tsx';
import styles from './act-dialog.module.css';
import { type Act, isVoice } from './acts.ts';

interface OpinionProps {
  act: Act;
  needed: boolean;
  missing: boolean;
  /** Has the focus when the dialog opens. */
  first: boolean;
  value: string;
  change(value: string): void;
  confirm(): void;
}

/** What is written with an act: the opinion (意见) of a voice, the reason for anything else. */
export function Opinion({ act, needed, missing, first, value, change, confirm }: OpinionProps) {
  const t = useTexts();
  const id = useId();
  const phrases = act in phrasesOf ? t(phrasesOf[act as keyof typeof phrasesOf]).split('|') : [];
  return (
    <div>
      <Words
        id={id}
        label={t(isVoice(act) ? 'task.opinion' : 'task.reason')}
        needed={needed}
        fault={missing ? t(act === 'resolve' ? 'task.answerRequired' : 'task.opinionRequired') : undefined}
        first={first}
        placeholder={t(isVoice(act) ? 'task.opinionPlaceholder' : 'task.reasonPlaceholder')}
        value={value}
        change={change}
        confirm={confirm}
      />
      {phrases.length > 0 && (
        <ul className={styles.phrases} aria-label={t('task.phrases')}>
          {phrases.map((phrase) => (
            <li key={phrase}>
              <button
                type="button"
                className={styles.phrase}
                onClick={() => {
                  change(phrase);
                  document.getElementById(id)?.focus();
                }}
              >
                {phrase}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const phrasesOf = {
  approve: 'task.phrasesApprove',
  reject: 'task.phrasesReject',
  sendBack: 'task.phrasesSendBack',
} as const;
