import { useQueryClient } from '@tanstack/react-query';
import type { HandledObjection, TaskDetail } from '@yizhan/contract';
import { useState } from 'react';
import { submissionKeys } from '../../api/idempotency.ts';
import { api } from '../../api/index.ts';
import { FileList } from '../../fields/file-list.tsx';
import { PersonLine } from '../../standing/holders.tsx';
import { useTexts } from '../../texts/index.ts';
import { fullMoment } from '../../texts/times.ts';
import { useTakingPartTexts } from '../../texts/use-taking-part-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Strip } from '../../ui/notice.tsx';
import { Tag } from '../../ui/status-tag.tsx';
import { say } from '../../ui/toast.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { Words } from '../../ui/words.tsx';
import styles from './objections.module.css';
import { taskPath, taskQuery } from './task.query.ts';

/** 异议 to what the case has announced, for the step that handles them. */
export function Objections({
  task,
  objections,
}: {
  task: TaskDetail;
  objections: readonly HandledObjection[];
}) {
  const t = useTakingPartTexts();
  const [answering, setAnswering] = useState<HandledObjection>();
  return (
    <section className={`card ${styles.objections}`} aria-labelledby="objections">
      <h2 id="objections">{t('objections', { count: objections.length })}</h2>
      {objections.length === 0 && <p className={styles.quiet}>{t('noObjections')}</p>}
      {objections.map((objection) => (
        <article key={objection.id} className={styles.objection}>
          <div className={styles.head}>
            {objection.person ? (
              <PersonLine person={objection.person} />
            ) : (
              <span className={styles.quiet}>{t('unnamed')}</span>
            )}
            <span className={styles.quiet}>{objection.raisedOn}</span>
            <Tag tone={objection.answer ? 'green' : 'amber'}>
              {t(objection.answer ? 'answered' : 'unanswered')}
            </Tag>
          </div>
          <p className={styles.text}>{objection.reason}</p>
          <FileList files={objection.files} />
          {objection.answer && (
            <div className={styles.answer}>
              <p className={styles.quiet}>
                {[objection.answer.by, fullMoment(objection.answer.at)].filter(Boolean).join(' · ')}
              </p>
              <p className={styles.text}>{objection.answer.text}</p>
            </div>
          )}
          <div>
            <Button size="small" onClick={() => setAnswering(objection)}>
              {t(objection.answer ? 'answerAgain' : 'answer')}
            </Button>
          </div>
        </article>
      ))}
      {answering && (
        <AnswerDialog task={task.id} objection={answering} close={() => setAnswering(undefined)} />
      )}
    </section>
  );
}

interface AnswerProps {
  task: string;
  objection: HandledObjection;
  close(): void;
}

function AnswerDialog({ task, objection, close }: AnswerProps) {
  const t = useTakingPartTexts();
  const cancel = useTexts()('cancel');
  const queries = useQueryClient();
  const [keys] = useState(submissionKeys);
  const [answer, setAnswer] = useState(objection.answer?.text ?? '');
  const [missing, setMissing] = useState(false);
  const { busy, refusal, sending } = useSending();
  const send = async () => {
    const body = { answer: answer.trim() };
    const path = `${taskPath(task)}/objections/${encodeURIComponent(objection.id)}`;
    await api.send('POST', path, { body, key: keys.keyFor(body) });
    await queries.invalidateQueries({ queryKey: taskQuery(task).queryKey });
    say(t('answerSent'));
    close();
  };
  const confirm = () => {
    setMissing(answer.trim() === '');
    if (answer.trim() !== '') void sending(send);
  };
  return (
    <Dialog
      title={t('answer')}
      onClose={close}
      acts={
        <>
          <Button onClick={close}>{cancel}</Button>
          <Button kind="primary" busy={busy} onClick={confirm}>
            {t('sendAnswer')}
          </Button>
        </>
      }
    >
      <Words
        id="objection-answer"
        label={t('answerWords')}
        needed
        first
        fault={missing ? t('answerNeeded') : undefined}
        value={answer}
        change={setAnswer}
        confirm={confirm}
      />
      {refusal && <Strip tone="bad">{refusal}</Strip>}
    </Dialog>
  );
}
