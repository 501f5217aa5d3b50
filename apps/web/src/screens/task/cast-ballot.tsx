import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ActDone, TaskDetail } from '@yizhan/contract';
import { useMemo, useState } from 'react';
import { submissionKeys } from '../../api/idempotency.ts';
import { api } from '../../api/index.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { refreshStanding } from '../../applications/applications.query.ts';
import { FieldInput } from '../../fields/field-input.tsx';
import { AntdFrame } from '../../form/antd-frame.tsx';
import { FaultList } from '../../form/fault-list.tsx';
import { FormView } from '../../form/form-view.tsx';
import { ReadForm } from '../../form/read-form.tsx';
import { SurroundingsProvider } from '../../form/surroundings.tsx';
import { useForm } from '../../form/use-form.ts';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { schoolDate } from '../../texts/times.ts';
import { useTakingPartTexts } from '../../texts/use-taking-part-texts.ts';
import { ActBar } from '../../ui/act-bar.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Strip } from '../../ui/notice.tsx';
import { say } from '../../ui/toast.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { nextTask, taskPath } from './task.query.ts';
import { TaskPage } from './task-page.tsx';

type Ballot = NonNullable<TaskDetail['ballot']>;

/**
 * 投票: the questions first, then what is voted on. Nothing of it is kept on the device, as other tasks' words are: the
 * next one at this machine must not find it.
 */
export function CastBallot({ task, ballot }: { task: TaskDetail; ballot: Ballot }) {
  const t = useTakingPartTexts();
  const locale = useLanguage();
  const [attempt, setAttempt] = useState(0);
  const [asking, setAsking] = useState(false);
  const context = useMemo(
    () => ({ today: schoolDate(new Date()), calendar: task.calendar }),
    [task.calendar],
  );
  const handle = useForm({ document: ballot.form, step: 'apply', initial: noAnswers, context });
  const label = task.acts.find(({ act }) => act === 'approve')?.label ?? t('cast');
  const begin = () => {
    setAttempt((count) => count + 1);
    if (handle.check().length === 0) setAsking(true);
  };
  return (
    <AntdFrame>
      <SurroundingsProvider service={task.application.service.id} names={task.names} Input={FieldInput}>
        <TaskPage
          task={task}
          unfolded
          notice={
            attempt > 0 && handle.faults.length > 0 ? (
              <FaultList faults={handle.faults} attempt={attempt} />
            ) : (
              <Strip tone="info" title={t('unlinked')}>
                {t('unlinkedHow', { count: ballot.least })} {t('once')}
              </Strip>
            )
          }
          foot={
            <ActBar>
              <Button kind="primary" data-main="" onClick={begin}>
                {label}
              </Button>
            </ActBar>
          }
        >
          {ballot.help && <Strip tone="info">{inLanguage(ballot.help, locale)}</Strip>}
          <FormView handle={handle} fillFirst />
          <ReadForm
            service={task.application.service.id}
            document={task.form}
            data={task.data}
            names={task.names}
          />
        </TaskPage>
        {asking && (
          <Confirm
            task={task.id}
            label={label}
            answers={handle.written}
            refuse={(faults) => {
              handle.refuse(faults);
              setAttempt((count) => count + 1);
              setAsking(false);
            }}
            close={() => setAsking(false)}
          />
        )}
      </SurroundingsProvider>
    </AntdFrame>
  );
}

const noAnswers = {};

interface ConfirmProps {
  task: string;
  label: string;
  answers(): Readonly<Record<string, unknown>>;
  refuse(faults: ProblemError['problems']): void;
  close(): void;
}

function Confirm({ task, label, answers, refuse, close }: ConfirmProps) {
  const t = useTakingPartTexts();
  const cancel = useTexts()('cancel');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [keys] = useState(submissionKeys);
  const { busy, refusal, sending } = useSending();
  const cast = async () => {
    const body = { answers: answers() };
    try {
      await api.send<ActDone>('POST', `${taskPath(task)}/ballot`, { body, key: keys.keyFor(body) });
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problems.length === 0) throw error;
      return refuse(error.problems);
    }
    say(t('done'));
    const next = await nextTask(task).catch(() => undefined);
    if (next) await navigate({ to: '/tasks/$id', params: { id: next.id }, replace: true });
    else await navigate({ to: '/tasks', replace: true });
    await refreshStanding(queries);
  };
  return (
    <Dialog
      title={t('castTitle')}
      onClose={close}
      acts={
        <>
          <Button onClick={close}>{cancel}</Button>
          <Button kind="primary" busy={busy} onClick={() => void sending(cast)}>
            {busy ? t('sending') : label}
          </Button>
        </>
      }
    >
      <p>{t('castDo')}</p>
      {refusal && <Strip tone="bad">{refusal}</Strip>}
    </Dialog>
  );
}
