import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { submissionKeys } from '../../api/idempotency.ts';
import { api } from '../../api/index.ts';
import { useAdministrationTexts } from '../../texts/use-administration-texts.ts';
import { type Results, refreshAdministration, servicePath } from './admin.query.ts';
import { ReasonDialog } from './reason-dialog.tsx';

interface MigrateDialogProps {
  service: string;
  to: number;
  instances: readonly string[];
  /** With what came of each when it was sent. */
  close(answered?: Results['items']): void;
}

export function MigrateDialog({ service, to, instances, close }: MigrateDialogProps) {
  const t = useAdministrationTexts();
  const queries = useQueryClient();
  const [keys] = useState(submissionKeys);
  const send = async (reason: string) => {
    const body = { to, reason, instances };
    const { items } = await api.send<Results>('POST', `${servicePath(service)}/migrate`, {
      body,
      key: keys.keyFor(body),
    });
    close(items);
    await refreshAdministration(queries);
  };
  return (
    <ReasonDialog
      title={t('migration')}
      about={t('aboutMigrate', { count: instances.length, version: to })}
      close={() => close()}
      send={send}
    />
  );
}
