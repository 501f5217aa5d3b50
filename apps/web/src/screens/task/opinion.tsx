import { useQuery } from '@tanstack/react-query';
import type { OpinionAct } from '@yizhan/contract';
import { useId, useState } from 'react';
import { useTexts } from '../../texts/index.ts';
import { Words } from '../../ui/words.tsx';
import styles from './act-dialog.module.css';
import { type Act, isVoice } from './acts.ts';
import { KeptOpinions } from './kept-opinions.tsx';
import { opinionsQuery } from './opinions.query.ts';

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
      {(act === 'approve' || act === 'reject' || act === 'sendBack') && (
        <Phrases
          act={act}
          value={value}
          insert={(words) => {
            change(words);
            document.getElementById(id)?.focus();
          }}
        />
      )}
    </div>
  );
}

interface PhrasesProps {
  act: OpinionAct;
  value: string;
  insert(words: string): void;
}

/** 常用意见 and what was said last: one tap writes it, or adds it to what stands there already. */
function Phrases({ act, value, insert }: PhrasesProps) {
  const t = useTexts();
  const { data } = useQuery(opinionsQuery);
  const [managing, setManaging] = useState(false);
  if (!data) return <div className={styles.phrasesPlace} />;
  const { kept, used } = data[act];
  const words = value.trim();
  const known = [...kept, ...used];
  const withPhrase = (phrase: string) =>
    words === '' || known.includes(words) ? phrase : `${words}${phrase}`;
  const isNew = words !== '' && words.length <= 200 && !kept.includes(words);
  const phrase = (text: string, look: string | undefined) => (
    <li key={text}>
      <button type="button" className={`${styles.phrase} ${look}`} onClick={() => insert(withPhrase(text))}>
        {text}
      </button>
    </li>
  );
  return (
    <div className={styles.phrasesPlace}>
      <ul className={styles.phrases} aria-label={t('task.phrases')}>
        {kept.map((text) => phrase(text, ''))}
        {used.map((text) => phrase(text, styles.used))}
        <li>
          <button type="button" className={styles.manage} onClick={() => setManaging(true)}>
            {t(isNew ? 'opinions.keepThis' : 'opinions.manage')}
          </button>
        </li>
      </ul>
      {managing && (
        <KeptOpinions
          act={act}
          opinions={data[act]}
          added={isNew ? words : undefined}
          close={() => setManaging(false)}
        />
      )}
    </div>
  );
}
