import type { TaskDetail } from '@yizhan/contract';
import { lazy, Suspense, useId, useRef, useState } from 'react';
import { useMe } from '../../session/me.query.ts';
import { useTexts } from '../../texts/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Labelled } from '../../ui/labelled.tsx';
import { Strip } from '../../ui/notice.tsx';
import { Bone } from '../../ui/skeleton.tsx';
import { useSending } from '../../ui/use-sending.ts';
import styles from './act-dialog.module.css';
import { confirmWords } from './act-words.ts';
import { type Act, type Answer, type How, needsOpinion, removable } from './acts.ts';
import { Choices } from './choices.tsx';
import { keptWords } from './kept-words.ts';
import { Opinion } from './opinion.tsx';

/** With antd. */
const PeoplePicker = lazy(async () => ({
  default: (await import('../../standing/people-picker.tsx')).PeoplePicker,
}));

interface ActDialogProps {
  act: Act;
  label: string;
  task: TaskDetail;
  send(answer: Answer): Promise<void>;
  close(): void;
}

/** What an act asks: the step, the people, and the opinion (意见), compulsory with a no and as an answer. */
export function ActDialog({ act, label, task, send, close }: ActDialogProps) {
  const t = useTexts();
  const me = useMe().data?.id;
  const targets = act === 'sendBack' ? task.sendBackTo : [];
  const kept = keptWords(me ?? '', task.id);
  const [opinion, setOpinion] = useState(() => kept.read().opinions[act] ?? '');
  const [to, setTo] = useState(targets[0]?.id);
  const [people, setPeople] = useState<readonly string[]>([]);
  const [how, setHow] = useState<How>('before');
  const [missing, setMissing] = useState<'people' | 'opinion'>();
  const { busy, refusal, sending } = useSending();
  const body = useRef<HTMLDivElement>(null);
  const pickerId = useId();
  const picks = act === 'transfer' || act === 'delegate' || act === 'addSigner';
  const removes = act === 'removeSigner';

  const wanting = (): 'people' | 'opinion' | undefined => {
    if ((picks || removes) && people.length === 0) return 'people';
    return needsOpinion(act) && opinion.trim() === '' ? 'opinion' : undefined;
  };

  const answer = (): Answer => {
    const comment = opinion.trim();
    if (act === 'sendBack') return { comment, to };
    if (act === 'addSigner') return { comment, people, how };
    if (removes) return { comment, people };
    return picks ? { comment, to: people[0] } : { comment };
  };

  const confirm = async () => {
    const wanted = wanting();
    setMissing(wanted);
    if (wanted) {
      const field = wanted === 'opinion' ? 'textarea' : 'input';
      return body.current?.querySelector<HTMLElement>(field)?.focus();
    }
    await sending(() => send(answer()));
  };

  const choosePeople = (chosen: readonly string[]) => {
    setPeople(chosen);
    setMissing(undefined);
  };
  const nobody = missing === 'people' ? t('task.peopleRequired') : undefined;

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
      <div ref={body} className={styles.body}>
        {act in about && <p className={styles.about}>{t(about[act as keyof typeof about])}</p>}
        {targets.length > 0 && (
          <Choices
            legend={t('task.target')}
            choices={targets.map(({ id, name, cancels }) => ({
              id,
              name,
              hint: cancels.length > 0 ? t('task.cancels', { steps: cancels.join('、') }) : undefined,
            }))}
            chosen={to === undefined ? [] : [to]}
            choose={([target]) => setTo(target)}
          />
        )}
        {picks && (
          <Labelled
            id={pickerId}
            label={t(act === 'addSigner' ? 'task.signers' : 'task.person')}
            needed
            fault={nobody}
          >
            <Suspense fallback={<Bone height={40} />}>
              <PeoplePicker
                service={task.application.service.id}
                control={{
                  id: pickerId,
                  name: t(act === 'addSigner' ? 'task.signers' : 'task.person'),
                  labelled: true,
                  describedBy: nobody ? `${pickerId}-fault` : undefined,
                  invalid: nobody !== undefined,
                  required: true,
                  compact: false,
                }}
                several={act === 'addSigner'}
                people={people}
                choose={choosePeople}
              />
            </Suspense>
          </Labelled>
        )}
        {removes && (
          <Choices
            legend={t('task.signersToRemove')}
            choices={removable(task, me).map(({ id, name, unit }) => ({ id, name, hint: unit }))}
            chosen={people}
            choose={choosePeople}
            several
            first
            fault={nobody}
          />
        )}
        {act === 'addSigner' && (
          <Choices
            legend={t('task.how')}
            choices={[
              { id: 'before', name: t('task.before'), hint: t('task.beforeMeans') },
              { id: 'after', name: t('task.after'), hint: t('task.afterMeans') },
              { id: 'beside', name: t('task.beside'), hint: t('task.besideMeans') },
            ]}
            chosen={[how]}
            choose={([chosen = how]) => setHow(chosen)}
          />
        )}
        <Opinion
          act={act}
          needed={needsOpinion(act)}
          missing={missing === 'opinion'}
          first={!picks && !removes}
          value={opinion}
          change={(words) => {
            setOpinion(words);
            kept.keepOpinion(act, words);
            if (missing === 'opinion') setMissing(undefined);
          }}
          confirm={() => void confirm()}
        />
        {refusal && <Strip tone="bad">{refusal}</Strip>}
      </div>
    </Dialog>
  );
}

/** What comes of an act whose word alone does not say it. */
const about = {
  transfer: 'task.aboutTransfer',
  delegate: 'task.aboutDelegate',
  resolve: 'task.aboutResolve',
  removeSigner: 'task.aboutRemoveSigner',
  release: 'task.aboutRelease',
  takeBack: 'task.aboutTakeBack',
} as const;
