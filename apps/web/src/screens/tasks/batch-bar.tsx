import { useQueryClient } from '@tanstack/react-query';
import type { TaskSummary, TasksAct, TasksActed } from '@yizhan/contract';
import { useState } from 'react';
import { submissionKeys } from '../../api/idempotency.ts';
import { refreshStanding } from '../../applications/applications.query.ts';
import { useTexts } from '../../texts/index.ts';
import { ActBar } from '../../ui/act-bar.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './batch.module.css';
import { sendBatch } from './batch.query.ts';
import { BatchDialog } from './batch-dialog.tsx';
import { BatchResults } from './batch-results.tsx';
import type { Ticks } from './tick.tsx';

interface Done {
  readonly act: TasksAct['act'];
  readonly tasks: readonly TaskSummary[];
  readonly items: TasksActed['items'];
}

/** 批量办理: what is ticked gets one opinion; what came of each is told before the list is read again. */
export function BatchBar({ tasks, ticks }: { tasks: readonly TaskSummary[]; ticks: Ticks }) {
  const t = useTexts();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<TasksAct['act']>();
  const [done, setDone] = useState<Done>();
  const [keys] = useState(submissionKeys);
  const chosen = tasks.filter(({ id }) => ticks.ticked.has(id));

  /** @throws ProblemError for the dialog to show. */
  const send = async (act: TasksAct['act'], comment: string) => {
    const body = { ids: chosen.map(({ id }) => id), act, ...(comment && { comment }) };
    const { items } = await sendBatch(body, keys.keyFor(body));
    keys.settle();
    setAsking(undefined);
    setDone({ act, tasks: chosen, items });
    ticks.tick(new Set(items.filter(({ ok }) => !ok).map(({ id }) => id)));
    await refreshStanding(queries);
  };

  return (
    <>
      {chosen.length > 0 && (
        <ActBar
          aside={
            <p className={styles.count}>
              <span role="status">{t('tasks.ticked', { count: chosen.length })}</span>
              <Button kind="quiet" size="small" onClick={() => ticks.tick(new Set())}>
                {t('tasks.tickNone')}
              </Button>
            </p>
          }
        >
          <Button kind="danger" onClick={() => setAsking('reject')}>
            {t('tasks.batchReject')}
          </Button>
          <Button kind="primary" data-main="" onClick={() => setAsking('approve')}>
            {t('tasks.batchApprove')}
          </Button>
        </ActBar>
      )}
      {asking && (
        <BatchDialog
          act={asking}
          count={chosen.length}
          send={(comment) => send(asking, comment)}
          close={() => setAsking(undefined)}
        />
      )}
      {done && <BatchResults {...done} close={() => setDone(undefined)} />}
    </>
  );
}
