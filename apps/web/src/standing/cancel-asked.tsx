import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ActDone, CancelAsked } from '@yizhan/contract';
import { useId, useState } from 'react';
import { submissionKeys } from '../api/idempotency.ts';
import { api } from '../api/index.ts';
import { refreshStanding } from '../applications/applications.query.ts';
import { useTexts } from '../texts/index.ts';
import { momentText } from '../texts/times.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Strip } from '../ui/notice.tsx';
import { say } from '../ui/toast.tsx';
import { useSending } from '../ui/use-sending.ts';
import { Words } from '../ui/words.tsx';

/** 申请撤销 as the application's page shows it: that an answer is due, and to whoever owes it the way there. */
export function CancelAskedStrip({ asked }: { asked: CancelAsked }) {
  const t = useTexts();
  return (
    <Strip
      tone="warn"
      title={t('cancelling.asked', { name: asked.by.name, at: momentText(asked.at, t) })}
      acts={
        asked.task && (
          <Link to="/tasks/$id" params={{ id: asked.task }} className={buttonClass('plain', 'small')}>
            {t('cancelling.toAnswer')}
          </Link>
        )
      }
    >
      <p>{asked.reason}</p>
      {!asked.task && <p>{t('cancelling.waits')}</p>}
    </Strip>
  );
}

type Answer = 'agreeCancel' | 'declineCancel';

/** The same on the task of whoever may answer: he lets it end, or declines with a reason. */
export function CancelAnswer({ asked, task }: { asked: CancelAsked; task: string }) {
  const t = useTexts();
  const [asking, setAsking] = useState<Answer>();
  return (
    <Strip
      tone="warn"
      title={t('cancelling.asked', { name: asked.by.name, at: momentText(asked.at, t) })}
      acts={
        asked.task && (
          <>
            <Button size="small" onClick={() => setAsking('declineCancel')}>
              {t('task.declineCancel')}
            </Button>
            <Button size="small" kind="primary" onClick={() => setAsking('agreeCancel')}>
              {t('task.agreeCancel')}
            </Button>
          </>
        )
      }
    >
      {asked.reason}
      {asking && <AnswerDialog act={asking} task={task} close={() => setAsking(undefined)} />}
    </Strip>
  );
}

function AnswerDialog({ act, task, close }: { act: Answer; task: string; close(): void }) {
  const t = useTexts();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [words, setWords] = useState('');
  const [missing, setMissing] = useState(false);
  const { busy, refusal, sending } = useSending();
  const [keys] = useState(submissionKeys);
  const id = useId();
  const isNo = act === 'declineCancel';

  const send = async () => {
    const comment = words.trim();
    if (isNo && comment === '') {
      setMissing(true);
      return document.getElementById(id)?.focus();
    }
    await sending(async () => {
      const body = { act, ...(comment && { comment }) };
      const path = `/tasks/${encodeURIComponent(task)}/acts`;
      await api.send<ActDone>('POST', path, { body, key: keys.keyFor(body) });
      say(t(isNo ? 'cancelling.declined' : 'cancelling.agreed'));
      close();
      if (!isNo) await navigate({ to: '/tasks', replace: true });
      await refreshStanding(queries);
    });
  };

  return (
    <Dialog
      title={t(`task.${act}`)}
      onClose={close}
      acts={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={() => void send()}>
            {busy ? t('task.sending') : t('task.confirm', { act: t(`task.${act}`) })}
          </Button>
        </>
      }
    >
      <p>{t(isNo ? 'cancelling.aboutNo' : 'cancelling.aboutYes')}</p>
      <Words
        id={id}
        label={t('task.reason')}
        needed={isNo}
        fault={missing ? t('task.opinionRequired') : undefined}
        first
        placeholder={t('task.reasonPlaceholder')}
        value={words}
        change={(value) => {
          setWords(value);
          setMissing(false);
        }}
        confirm={() => void send()}
      />
      {refusal && <Strip tone="bad">{refusal}</Strip>}
    </Dialog>
  );
}
