import { useQueryClient } from '@tanstack/react-query';
import type { ActDone } from '@yizhan/contract';
import { lazy, Suspense, useId, useRef, useState } from 'react';
import { submissionKeys } from '../api/idempotency.ts';
import { api } from '../api/index.ts';
import { refreshStanding } from '../applications/applications.query.ts';
import { useTexts } from '../texts/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Labelled } from '../ui/labelled.tsx';
import { Strip } from '../ui/notice.tsx';
import { Bone } from '../ui/skeleton.tsx';
import { say } from '../ui/toast.tsx';
import { useSending } from '../ui/use-sending.ts';
import { Words } from '../ui/words.tsx';
import styles from './note-acts.module.css';

/** With antd. */
const PeoplePicker = lazy(async () => ({ default: (await import('./people-picker.tsx')).PeoplePicker }));

const order = ['remind', 'comment', 'cc'] as const;
export type NoteAct = (typeof order)[number];

interface NoteActsProps {
  /** Of the application or the task, in the API. */
  path: string;
  service: string;
  offered: readonly string[];
  /** Which of them stand here. */
  only: readonly NoteAct[];
}

/** 催办, 留言, 抄送: what moves nothing stands where it shows, not on the bar of decisions. */
export function NoteActs({ path, service, offered, only }: NoteActsProps) {
  const t = useTexts();
  const [asking, setAsking] = useState<NoteAct>();
  const acts = order.filter((act) => only.includes(act) && offered.includes(act));
  if (acts.length === 0) return null;
  return (
    <div className={styles.acts}>
      {acts.map((act) => (
        <Button key={act} size="small" onClick={() => setAsking(act)}>
          {t(`task.${act}`)}
        </Button>
      ))}
      {asking && <NoteDialog act={asking} path={path} service={service} close={() => setAsking(undefined)} />}
    </div>
  );
}

interface NoteDialogProps {
  act: NoteAct;
  path: string;
  service: string;
  close(): void;
}

function NoteDialog({ act, path, service, close }: NoteDialogProps) {
  const t = useTexts();
  const queries = useQueryClient();
  const [words, setWords] = useState('');
  const [people, setPeople] = useState<readonly string[]>([]);
  const [missing, setMissing] = useState(false);
  const { busy, refusal, sending } = useSending();
  const [keys] = useState(submissionKeys);
  const body = useRef<HTMLDivElement>(null);
  const id = useId();
  const isWanting = act === 'cc' ? people.length === 0 : act === 'comment' && words.trim() === '';
  const fault = missing && isWanting ? t(act === 'cc' ? 'task.peopleRequired' : 'note.required') : undefined;

  const send = async () => {
    setMissing(isWanting);
    if (isWanting) {
      body.current?.querySelector<HTMLElement>(act === 'cc' ? 'input' : 'textarea')?.focus();
      return;
    }
    const order = {
      act,
      ...(words.trim() && { comment: words.trim() }),
      ...(act === 'cc' && { people }),
    };
    await sending(async () => {
      await api.send<ActDone>('POST', `${path}/acts`, { body: order, key: keys.keyFor(order) });
      say(t(`note.${act}Done`));
      await refreshStanding(queries);
      close();
    });
  };

  return (
    <Dialog
      title={t(`task.${act}`)}
      onClose={close}
      acts={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={send}>
            {busy ? t('task.sending') : t(`note.${act}Send`)}
          </Button>
        </>
      }
    >
      <div ref={body} className={styles.body}>
        <p className={styles.about}>{t(`note.${act}About`)}</p>
        {act === 'cc' && (
          <Labelled id={`${id}-people`} label={t('note.to')} needed fault={fault}>
            <Suspense fallback={<Bone height={40} />}>
              <PeoplePicker
                service={service}
                control={{
                  id: `${id}-people`,
                  name: t('note.to'),
                  labelled: true,
                  describedBy: fault ? `${id}-people-fault` : undefined,
                  invalid: fault !== undefined,
                  required: true,
                  compact: false,
                }}
                several
                people={people}
                choose={setPeople}
              />
            </Suspense>
          </Labelled>
        )}
        <Words
          id={id}
          label={t('note.words')}
          needed={act === 'comment'}
          fault={act === 'comment' ? fault : undefined}
          first={act !== 'cc'}
          value={words}
          change={setWords}
          confirm={() => void send()}
        />
        {refusal && <Strip tone="bad">{refusal}</Strip>}
      </div>
    </Dialog>
  );
}
