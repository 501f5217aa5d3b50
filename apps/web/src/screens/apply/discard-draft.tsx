import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/index.ts';
import { applicationPath, refreshStanding } from '../../applications/applications.query.ts';
import { useTexts } from '../../texts/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { detailOf } from '../../ui/notice.tsx';
import { say } from '../../ui/toast.tsx';
import type { DraftSaver } from './draft-saver.ts';

export function DiscardDraft({ id, saver }: { id: string; saver: DraftSaver }) {
  const t = useTexts();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);

  const discard = async () => {
    setBusy(true);
    try {
      await saver.settle();
      await api.send('DELETE', applicationPath(id));
      saver.stop();
      say(t('apply.discarded'));
      await navigate({ to: '/applications', search: { tab: 'draft' }, replace: true });
      await refreshStanding(queries);
    } catch (error) {
      say(detailOf(error), 'bad');
      setBusy(false);
    }
  };
  return (
    <>
      <Button kind="danger" onClick={() => setAsking(true)}>
        {t('apply.discard')}
      </Button>
      {asking && (
        <Dialog
          title={t('apply.discardTitle')}
          onClose={() => setAsking(false)}
          acts={
            <>
              <Button onClick={() => setAsking(false)}>{t('cancel')}</Button>
              <Button kind="primary" busy={busy} onClick={discard}>
                {t('apply.discard')}
              </Button>
            </>
          }
        >
          <p>{t('apply.discardDo')}</p>
        </Dialog>
      )}
    </>
  );
}
