import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ActDone, TaskDetail } from '@yizhan/contract';
import { useState } from 'react';
import { submissionKeys } from '../../api/idempotency.ts';
import { api } from '../../api/index.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { refreshStanding } from '../../applications/applications.query.ts';
import type { Filling } from '../../form/use-filling.ts';
import { useMe } from '../../session/me.query.ts';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { ActBar } from '../../ui/act-bar.tsx';
import { Button } from '../../ui/button.tsx';
import { MoreActs } from '../../ui/more-acts.tsx';
import { detailOf } from '../../ui/notice.tsx';
import { say } from '../../ui/toast.tsx';
import { ActDialog } from './act-dialog.tsx';
import { doneWords } from './act-words.ts';
import { type Act, type Answer, bodyOf, isMain, kindOf, layOut, leavesMe, reopened } from './acts.ts';
import { keptWords } from './kept-words.ts';
import { nextTask, taskPath, taskQuery } from './task.query.ts';

/** Refusals that say: what this page shows is no longer so. */
const outdated: ReadonlySet<string> = new Set([
  'task/already-closed',
  'task/already-voted',
  'task/not-found',
  'task/claimed',
  'task/claim-first',
  'task/delegated',
  'task/not-your-turn',
  'task/not-taken-back',
]);

/** The decision: a bar with the acts that are offered, each but 认领 asking for more before it is sent. */
export function Decide({ task, filling }: { task: TaskDetail; filling?: Filling }) {
  const t = useTexts();
  const locale = useLanguage();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const me = useMe().data?.id;
  const [asking, setAsking] = useState<Act>();
  const [claiming, setClaiming] = useState(false);
  const [keys] = useState(submissionKeys);
  const { bar, more } = layOut(task.acts);
  const label = (act: Act): string => task.acts.find((one) => one.act === act)?.label ?? t(`task.${act}`);
  const title = task.application.title || inLanguage(task.application.service.name, locale);

  const begin = (act: Act) => {
    if (act === 'claim') return void claim();
    if (act === 'approve' && filling && !filling.isReady()) return;
    setAsking(act);
  };

  const claim = async () => {
    setClaiming(true);
    try {
      await send('claim', { comment: '' });
    } catch (error) {
      say(detailOf(error), 'bad');
    }
    setClaiming(false);
  };

  const goOn = async (act: Act) => {
    const next = await nextTask(task.id).catch(() => undefined);
    say(doneWords(label(act), title, next !== undefined, t));
    if (next) await navigate({ to: '/tasks/$id', params: { id: next.id }, replace: true });
    else await navigate({ to: '/tasks', replace: true });
    await refreshStanding(queries);
  };

  const stay = async (act: Act, { current }: ActDone) => {
    say(doneWords(label(act), title, false, t));
    const again = act === 'takeBack' ? reopened(current, task.step, me) : undefined;
    if (again) await navigate({ to: '/tasks/$id', params: { id: again }, replace: true });
    await refreshStanding(queries);
  };

  /** @throws ProblemError for the dialog to show; what concerns the page as a whole is handled here. */
  const send = async (act: Act, answer: Answer): Promise<void> => {
    const body = bodyOf(act, answer, filling?.written);
    let done: ActDone;
    try {
      done = await api.send<ActDone>('POST', `${taskPath(task.id)}/acts`, { body, key: keys.keyFor(body) });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      if (filling && error.problems.length > 0) {
        setAsking(undefined);
        filling.refuse(error.problems);
        return;
      }
      if (outdated.has(error.code)) {
        setAsking(undefined);
        say(error.detail, 'bad');
        await queries.invalidateQueries({ queryKey: taskQuery(task.id).queryKey });
        await refreshStanding(queries);
        return;
      }
      throw error;
    }
    // The page may stay: claimed, released and claimed again, the second claim is another one.
    keys.settle();
    const kept = keptWords(me ?? '', task.id);
    if (leavesMe(act)) kept.forget();
    else kept.keepOpinion(act, '');
    setAsking(undefined);
    await (leavesMe(act) ? goOn(act) : stay(act, done));
  };

  return (
    <ActBar>
      {more.length > 0 && (
        <MoreActs acts={more.map(({ act }) => ({ act, label: label(act) }))} begin={begin} />
      )}
      {bar.map(({ act }) => (
        <Button
          key={act}
          kind={kindOf(act)}
          data-main={isMain(act) ? '' : undefined}
          busy={act === 'claim' && claiming}
          onClick={() => begin(act)}
        >
          {label(act)}
        </Button>
      ))}
      {asking && (
        <ActDialog
          act={asking}
          label={label(asking)}
          task={task}
          send={(answer) => send(asking, answer)}
          close={() => setAsking(undefined)}
        />
      )}
    </ActBar>
  );
}
