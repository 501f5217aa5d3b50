import { useQueryClient } from '@tanstack/react-query';
import type { ActDone } from '@yizhan/contract';
import { useId, useState } from 'react';
import { submissionKeys } from '../api/idempotency.ts';
import { api } from '../api/index.ts';
import { useTexts } from '../texts/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { detailOf, Strip } from '../ui/notice.tsx';
import { say } from '../ui/toast.tsx';
import { Words } from '../ui/words.tsx';
import styles from './applicant-question.module.css';
import { applicationPath, refreshStanding } from './applications.query.ts';

export type ApplicantQuestionAct = 'withdraw' | 'cancel' | 'askCancel' | 'remind';

const words = {
  withdraw: {
    title: 'application.withdrawTitle',
    about: 'application.withdrawDo',
    word: 'application.withdraw',
    done: 'application.withdrawn',
  },
  cancel: {
    title: 'application.cancelTitle',
    about: 'application.cancelDo',
    word: 'application.cancelWord',
    done: 'application.cancelled',
  },
  askCancel: {
    title: 'application.askCancel',
    about: 'cancelling.about',
    word: 'application.askCancel',
    done: 'cancelling.sent',
  },
  remind: { title: 'task.remind', about: 'note.remindAbout', word: 'task.remind', done: 'note.remindDone' },
} as const;

/** 撤回, 撤销, 申请撤销 and 催办 of one's own application, each asked once more; of the last two it is said why. */
export function ApplicantQuestion({
  act,
  id,
  close,
}: {
  act: ApplicantQuestionAct;
  id: string;
  close(): void;
}) {
  const t = useTexts();
  const queries = useQueryClient();
  const [comment, setComment] = useState('');
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const [keys] = useState(submissionKeys);
  const commentId = useId();
  const said = words[act];
  const isNeeded = act === 'askCancel';

  const send = async () => {
    if (isNeeded && comment.trim() === '') {
      setMissing(true);
      return document.getElementById(commentId)?.focus();
    }
    setBusy(true);
    setRefusal(undefined);
    const body = { act, ...(comment.trim() && { comment: comment.trim() }) };
    try {
      await api.send<ActDone>('POST', `${applicationPath(id)}/acts`, { body, key: keys.keyFor(body) });
      say(t(said.done));
      await refreshStanding(queries);
      close();
    } catch (error) {
      setRefusal(detailOf(error));
      setBusy(false);
      void refreshStanding(queries);
    }
  };
  return (
    <Dialog
      title={t(said.title)}
      onClose={close}
      acts={
        <>
          <Button onClick={close}>{t(act === 'cancel' ? 'application.cancelKeep' : 'cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={send}>
            {t('task.confirm', { act: t(said.word) })}
          </Button>
        </>
      }
    >
      <div className={styles.question}>
        <p>{t(said.about)}</p>
        {act !== 'withdraw' && (
          <Words
            id={commentId}
            label={t(act === 'remind' ? 'note.words' : 'application.cancelComment')}
            needed={isNeeded}
            fault={missing ? t('task.opinionRequired') : undefined}
            value={comment}
            change={(value) => {
              setComment(value);
              setMissing(false);
            }}
          />
        )}
        {refusal && <Strip tone="bad">{refusal}</Strip>}
      </div>
    </Dialog>
  );
}
