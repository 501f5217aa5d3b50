import { useQueryClient } from '@tanstack/react-query';
import type { GuestTask } from '@yizhan/contract';
import { useState } from 'react';
import { submissionKeys } from '../../api/idempotency.ts';
import { api } from '../../api/index.ts';
import { ProblemError } from '../../api/problem-error.ts';
import type { Filling } from '../../form/use-filling.ts';
import { useTexts } from '../../texts/index.ts';
import { useGuestTexts } from '../../texts/use-guest-texts.ts';
import { ActBar } from '../../ui/act-bar.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Strip } from '../../ui/notice.tsx';
import { useSending } from '../../ui/use-sending.ts';
import dialog from '../task/act-dialog.module.css';
import { confirmWords } from '../task/act-words.ts';
import { bodyOf, isMain, kindOf, needsOpinion } from '../task/acts.ts';
import { Opinion } from '../task/opinion.tsx';
import { guestTaskQuery } from './guest.query.ts';

type Act = GuestTask['acts'][number]['act'];
const order: readonly Act[] = ['sendBack', 'reject', 'approve'];

interface GuestDecideProps {
  task: GuestTask;
  link: string;
  filling: Filling;
  /** With what the act is called. */
  done(act: string): void;
}

/** The acts that the step gives to a guest, each with what it asks. */
export function GuestDecide({ task, link, filling, done }: GuestDecideProps) {
  const t = useTexts();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<Act>();
  const [keys] = useState(submissionKeys);
  const labelOf = (act: Act): string => task.acts.find((one) => one.act === act)?.label ?? t(`task.${act}`);
  const begin = (act: Act) => {
    if (act === 'approve' && !filling.isReady()) return;
    setAsking(act);
  };
  const send = async (act: Act, comment: string): Promise<void> => {
    const body = bodyOf(act, { comment }, filling.written);
    try {
      await api.send('POST', '/guest/task/acts', { body, key: keys.keyFor(body) });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      if (error.problems.length > 0) {
        setAsking(undefined);
        return filling.refuse(error.problems);
      }
      // The page says so in place of the form.
      if (error.code === 'guest/closed' || error.code === 'guest/session-required')
        return void (await queries.resetQueries({ queryKey: guestTaskQuery(link).queryKey }));
      throw error;
    }
    queries.removeQueries({ queryKey: ['guest'] });
    done(labelOf(act));
  };
  return (
    <ActBar>
      {order
        .filter((act) => task.acts.some((one) => one.act === act))
        .map((act) => (
          <Button
            key={act}
            kind={kindOf(act)}
            data-main={isMain(act) ? '' : undefined}
            onClick={() => begin(act)}
          >
            {labelOf(act)}
          </Button>
        ))}
      {asking && (
        <Ask
          act={asking}
          label={labelOf(asking)}
          applicant={task.application.applicant.name}
          send={(comment) => send(asking, comment)}
          close={() => setAsking(undefined)}
        />
      )}
    </ActBar>
  );
}

interface AskProps {
  act: Act;
  label: string;
  applicant: string;
  send(comment: string): Promise<void>;
  close(): void;
}

function Ask({ act, label, applicant, send, close }: AskProps) {
  const t = useTexts();
  const words = useGuestTexts();
  const [opinion, setOpinion] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { busy, refusal, sending } = useSending();
  const confirm = async () => {
    const wanted = needsOpinion(act) && opinion.trim() === '';
    setMissing(wanted);
    if (!wanted) await sending(() => send(opinion.trim()));
  };
  return (
    <Dialog
      title={label}
      onClose={close}
      acts={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={confirm}>
            {busy ? t('task.sending') : confirmWords(label, t)}
          </Button>
        </>
      }
    >
      <div className={dialog.body}>
        {act === 'sendBack' && <p className={dialog.about}>{words('sendBackTo', { name: applicant })}</p>}
        <Opinion
          act={act}
          needed={needsOpinion(act)}
          missing={isMissing}
          first
          value={opinion}
          change={(value) => {
            setOpinion(value);
            setMissing(false);
          }}
          confirm={() => void confirm()}
        />
        {refusal && <Strip tone="bad">{refusal}</Strip>}
      </div>
    </Dialog>
  );
}
