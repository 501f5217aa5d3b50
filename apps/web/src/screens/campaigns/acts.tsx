import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { CampaignDetail } from '@yizhan/contract';
import { useState } from 'react';
import { submissionKeys } from '../../api/idempotency.ts';
import { api } from '../../api/index.ts';
import { useCampaignTexts } from '../../texts/use-campaign-texts.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Strip } from '../../ui/notice.tsx';
import { say } from '../../ui/toast.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { Add, Extend, Plain, Remind } from './act-dialogs.tsx';
import styles from './campaigns.module.css';
import { campaignPath, previewQuery, refreshCampaigns } from './campaigns.query.ts';
import { useAct } from './use-act.ts';

type Asking = 'open' | 'delete' | 'remind' | 'add' | 'extend' | 'close';

/** What may be done to a campaign as it stands. */
export function Acts({ campaign }: { campaign: CampaignDetail }) {
  const t = useCampaignTexts();
  const [asking, setAsking] = useState<Asking>();
  const { id, state, counts } = campaign;
  const owed = counts.notBegun + counts.draft;
  const isRunning = state === 'open' || state === 'upcoming' || state === 'opening';
  const shut = () => setAsking(undefined);
  return (
    <div className={styles.acts}>
      {state === 'draft' && (
        <>
          <Button kind="primary" onClick={() => setAsking('open')}>
            {t('open')}
          </Button>
          <Link to="/campaigns/$id/edit" params={{ id }} className={buttonClass()}>
            {t('edit')}
          </Link>
          <Button onClick={() => setAsking('delete')}>{t('delete')}</Button>
        </>
      )}
      {isRunning && (
        <>
          <Button kind="primary" disabled={owed === 0} onClick={() => setAsking('remind')}>
            {t('remindAll')}
          </Button>
          <Button onClick={() => setAsking('add')}>{t('add')}</Button>
        </>
      )}
      {state !== 'draft' && <Button onClick={() => setAsking('extend')}>{t('extend')}</Button>}
      {isRunning && <Button onClick={() => setAsking('close')}>{t('close')}</Button>}
      {state !== 'draft' && <CopyButton id={id} />}
      {asking === 'open' && <Open campaign={campaign} shut={shut} />}
      {asking === 'delete' && <Delete id={id} shut={shut} />}
      {asking === 'remind' && <Remind id={id} count={owed} shut={shut} />}
      {asking === 'add' && <Add campaign={campaign} shut={shut} />}
      {asking === 'extend' && <Extend campaign={campaign} shut={shut} />}
      {asking === 'close' && <Close id={id} shut={shut} />}
    </div>
  );
}

/** With the number that he sees: when it is another by now, the server asks him to look again. */
function Open({ campaign: { id, service, roster }, shut }: { campaign: CampaignDetail; shut(): void }) {
  const t = useCampaignTexts();
  const act = useAct(id);
  const { data } = useQuery({ ...previewQuery(service.id, roster), staleTime: 60_000 });
  return (
    <Plain
      title={t('openAsk')}
      about={t('openAbout', { count: data?.count ?? 0 })}
      confirm={t('open')}
      shut={shut}
      send={async () => {
        const { count } = await act({ act: 'open', ...(data && { count: data.count }) });
        say(t('opened', { count }));
      }}
    />
  );
}

function Close({ id, shut }: { id: string; shut(): void }) {
  const t = useCampaignTexts();
  const act = useAct(id);
  return (
    <Plain
      title={t('close')}
      about={t('closeAbout')}
      confirm={t('close')}
      asksReason
      shut={shut}
      send={async (reason) => {
        await act({ act: 'close', ...(reason && { reason }) });
        say(t('closed'));
      }}
    />
  );
}

function Delete({ id, shut }: { id: string; shut(): void }) {
  const t = useCampaignTexts();
  const navigate = useNavigate();
  const queries = useQueryClient();
  return (
    <Plain
      title={t('delete')}
      about={t('deleteAbout')}
      confirm={t('delete')}
      shut={shut}
      send={async () => {
        await api.send('DELETE', campaignPath(id));
        say(t('deleted'));
        await navigate({ to: '/campaigns', search: { box: 'draft' } });
        queries.removeQueries({ queryKey: ['campaigns', 'one', id] });
        await refreshCampaigns(queries);
      }}
    />
  );
}

function CopyButton({ id }: { id: string }) {
  const t = useCampaignTexts();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [keys] = useState(submissionKeys);
  const { busy, refusal, sending } = useSending();
  const copy = () =>
    void sending(async () => {
      const made = await api.send<{ id: string }>('POST', `${campaignPath(id)}/copy`, {
        key: keys.keyFor(id),
      });
      await refreshCampaigns(queries);
      say(t('copied'));
      await navigate({ to: '/campaigns/$id', params: { id: made.id } });
    });
  return (
    <>
      <Button busy={busy} onClick={copy}>
        {t('copy')}
      </Button>
      {refusal && <Strip tone="bad">{refusal}</Strip>}
    </>
  );
}
