import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ActDone, TaskAct, TaskDetail } from '@yizhan/contract';
import type { FormData } from '@yizhan/forms';
import { useState } from 'react';
import { submissionKeys } from '../../api/idempotency.ts';
import { api } from '../../api/index.ts';
import { type FieldFault, ProblemError } from '../../api/problem-error.ts';
import { refreshStanding } from '../../applications/applications.query.ts';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { ActBar } from '../../ui/act-bar.tsx';
import { Button, type ButtonKind } from '../../ui/button.tsx';
import { say } from '../../ui/toast.tsx';
import { ActDialog } from './act-dialog.tsx';
import { nextTask, taskPath, taskQuery } from './task.query.ts';

export type Act = TaskAct['act'];

/** What the step fills in, where it does. */
export interface Filling {
  isReady(): boolean;
  written(): FormData;
  refuse(faults: readonly FieldFault[]): void;
}

const order: readonly Act[] = ['sendBack', 'reject', 'approve'];
const kinds: Record<Act, ButtonKind> = { sendBack: 'plain', reject: 'danger', approve: 'primary' };

/** The decision: a bar with the acts that are offered, each asking for the opinion before it is sent. */
export function Decide({ task, filling }: { task: TaskDetail; filling?: Filling }) {
  const t = useTexts();
  const locale = useLanguage();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState<Act>();
  const [keys] = useState(submissionKeys);
  const offered = order.flatMap((act) => task.acts.find((one) => one.act === act) ?? []);
  const label = (act: Act): string => task.acts.find((one) => one.act === act)?.label ?? t(`task.${act}`);

  const begin = (act: Act) => {
    if (act === 'approve' && filling && !filling.isReady()) return;
    setAsking(act);
  };

  const goOn = async (act: Act) => {
    const title = task.application.title || inLanguage(task.application.service.name, locale);
    const next = await nextTask(task.id).catch(() => undefined);
    say(t(next ? 'task.doneNext' : 'task.done', { act: label(act), title }));
    if (next) await navigate({ to: '/tasks/$id', params: { id: next.id }, replace: true });
    else await navigate({ to: '/tasks', replace: true });
    await refreshStanding(queries);
  };

  /** @throws ProblemError for the dialog to show; what concerns the page as a whole is handled here. */
  const send = async (act: Act, comment: string, to: string | undefined): Promise<void> => {
    const body: TaskAct = {
      act,
      ...(comment && { comment }),
      ...(to !== undefined && { to }),
      ...(filling && act !== 'sendBack' && { data: filling.written() }),
    };
    try {
      await api.send<ActDone>('POST', `${taskPath(task.id)}/acts`, { body, key: keys.keyFor(body) });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      if (filling && error.problems.length > 0) {
        setAsking(undefined);
        filling.refuse(error.problems);
        return;
      }
      if (
        error.code === 'task/already-closed' ||
        error.code === 'task/already-voted' ||
        error.code === 'task/not-found'
      ) {
        setAsking(undefined);
        say(error.detail, 'bad');
        await queries.invalidateQueries({ queryKey: taskQuery(task.id).queryKey });
        await refreshStanding(queries);
        return;
      }
      throw error;
    }
    setAsking(undefined);
    await goOn(act);
  };

  return (
    <ActBar>
      {offered.map(({ act }) => (
        <Button
          key={act}
          kind={kinds[act]}
          data-main={act === 'approve' ? '' : undefined}
          onClick={() => begin(act)}
        >
          {label(act)}
        </Button>
      ))}
      {asking && (
        <ActDialog
          act={asking}
          label={label(asking)}
          targets={asking === 'sendBack' ? task.sendBackTo : []}
          send={(comment, to) => send(asking, comment, to)}
          close={() => setAsking(undefined)}
        />
      )}
    </ActBar>
  );
}
