import type { TasksAct } from '@yizhan/contract';
import { useRef, useState } from 'react';
import { useTexts } from '../../texts/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Strip } from '../../ui/notice.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { needsOpinion } from '../task/acts.ts';
import { Opinion } from '../task/opinion.tsx';
import styles from './batch.module.css';

interface BatchDialogProps {
  act: TasksAct['act'];
  count: number;
  send(comment: string): Promise<void>;
  close(): void;
}

/** One opinion for all that is ticked. */
export function BatchDialog({ act, count, send, close }: BatchDialogProps) {
  const t = useTexts();
  const [opinion, setOpinion] = useState('');
  const [missing, setMissing] = useState(false);
  const { busy, refusal, sending } = useSending();
  const body = useRef<HTMLDivElement>(null);
  const title = t(act === 'approve' ? 'tasks.batchApprove' : 'tasks.batchReject');

  const confirm = async () => {
    const comment = opinion.trim();
    if (needsOpinion(act) && comment === '') {
      setMissing(true);
      return body.current?.querySelector('textarea')?.focus();
    }
    await sending(() => send(comment));
  };

  return (
    <Dialog
      title={title}
      onClose={close}
      acts={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={confirm}>
            {busy ? t('task.sending') : t('task.confirm', { act: title })}
          </Button>
        </>
      }
    >
      <div ref={body} className={styles.body}>
        <p>{t('tasks.batchAbout', { count })}</p>
        <Opinion
          act={act}
          needed={needsOpinion(act)}
          missing={missing}
          first
          value={opinion}
          change={(words) => {
            setOpinion(words);
            setMissing(false);
          }}
          confirm={() => void confirm()}
        />
        {refusal && <Strip tone="bad">{refusal}</Strip>}
      </div>
    </Dialog>
  );
}
