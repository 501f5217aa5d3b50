import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { submissionKeys } from '../../api/idempotency.ts';
import { api } from '../../api/index.ts';
import { useAdministrationTexts } from '../../texts/use-administration-texts.ts';
import { say } from '../../ui/toast.tsx';
import { type Results, refreshAdministration } from './admin.query.ts';
import { ReasonDialog } from './reason-dialog.tsx';

/** What failed has been mended: tries incidents again, several at once. */
export function RetryDialog({
  incidents,
  close,
}: {
  incidents: readonly string[];
  close(done: boolean): void;
}) {
  const t = useAdministrationTexts();
  const queries = useQueryClient();
  const [keys] = useState(submissionKeys);
  const send = async (reason: string) => {
    const body = { incidents, reason };
    const { items } = await api.send<Results>('POST', '/admin/incidents/retry', {
      body,
      key: keys.keyFor(body),
    });
    keys.settle();
    const refused = items.filter(({ done }) => !done);
    if (refused.length === 0) say(t('retried', { count: items.length }));
    else say(`${t('refused', { count: refused.length })}：${refused[0]?.detail ?? ''}`, 'bad');
    await refreshAdministration(queries);
    close(true);
  };
  return <ReasonDialog title={t('retry')} about={t('aboutRetry')} close={() => close(false)} send={send} />;
}
