import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ActDone, ApplicationDetail } from '@yizhan/contract';
import { useId, useState } from 'react';
import { submissionKeys } from '../../api/idempotency.ts';
import { api } from '../../api/index.ts';
import { applicationPath, refreshStanding } from '../../applications/applications.query.ts';
import controls from '../../fields/controls.module.css';
import { useTexts } from '../../texts/index.ts';
import { ActBar } from '../../ui/act-bar.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { detailOf, Strip } from '../../ui/notice.tsx';
import { say } from '../../ui/toast.tsx';
import styles from './applicant-acts.module.css';

/** 撤回, 撤销 and going on with the form: only what the server offers. */
export function ApplicantActs({ application }: { application: ApplicationDetail }) {
  const t = useTexts();
  const [asking, setAsking] = useState<'withdraw' | 'cancel'>();
  const { acts, status, id } = application;
  return (
    <ActBar>
      {acts.includes('cancel') && (
        <Button kind="danger" onClick={() => setAsking('cancel')}>
          {t('application.cancel')}
        </Button>
      )}
      {acts.includes('withdraw') && (
        <Button onClick={() => setAsking('withdraw')}>{t('application.withdraw')}</Button>
      )}
      {acts.includes('edit') && (
        <Link to="/applications/$id/edit" params={{ id }} className={buttonClass('primary')} data-main="">
          {t(
            status === 'returned'
              ? 'application.correct'
              : status === 'draft'
                ? 'application.continue'
                : 'application.edit',
          )}
        </Link>
      )}
      {asking && <Question act={asking} id={id} close={() => setAsking(undefined)} />}
    </ActBar>
  );
}

function Question({ act, id, close }: { act: 'withdraw' | 'cancel'; id: string; close(): void }) {
  const t = useTexts();
  const queries = useQueryClient();
  const [comment, setComment] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const [keys] = useState(submissionKeys);
  const commentId = useId();

  const send = async () => {
    setBusy(true);
    setRefusal(undefined);
    const body = { act, ...(comment.trim() && { comment: comment.trim() }) };
    try {
      await api.send<ActDone>('POST', `${applicationPath(id)}/acts`, { body, key: keys.keyFor(body) });
      say(t(act === 'withdraw' ? 'application.withdrawn' : 'application.cancelled'));
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
      title={t(act === 'withdraw' ? 'application.withdrawTitle' : 'application.cancelTitle')}
      onClose={close}
      acts={
        <>
          <Button onClick={close}>{t(act === 'cancel' ? 'application.cancelKeep' : 'cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={send}>
            {t('task.confirm', {
              act: t(act === 'withdraw' ? 'application.withdraw' : 'application.cancelWord'),
            })}
          </Button>
        </>
      }
    >
      <div className={styles.question}>
        <p>{t(act === 'withdraw' ? 'application.withdrawDo' : 'application.cancelDo')}</p>
        {act === 'cancel' && (
          <div>
            <label htmlFor={commentId} className={styles.label}>
              {t('application.cancelComment')}
            </label>
            <textarea
              id={commentId}
              className={`${controls.input} ${controls.area}`}
              maxLength={500}
              value={comment}
              onChange={(event) => setComment(event.target.value)}
            />
          </div>
        )}
        {refusal && <Strip tone="bad">{refusal}</Strip>}
      </div>
    </Dialog>
  );
}
