import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { CampaignDetail, CampaignServices, CampaignWish, Roster, RosterPreview } from '@yizhan/contract';
import { useId, useState } from 'react';
import { submissionKeys } from '../../api/idempotency.ts';
import { api } from '../../api/index.ts';
import { useTexts } from '../../texts/index.ts';
import { useCampaignTexts } from '../../texts/use-campaign-texts.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Empty, LoadFailed, Strip } from '../../ui/notice.tsx';
import { CardBones } from '../../ui/skeleton.tsx';
import { say } from '../../ui/toast.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { useTitle } from '../../ui/use-title.ts';
import { Basics, basicsOf, wishFrom } from './basics.tsx';
import styles from './campaigns.module.css';
import {
  campaignPath,
  campaignQuery,
  previewRoster,
  refreshCampaigns,
  servicesOfCampaigns,
} from './campaigns.query.ts';
import { Preview } from './preview.tsx';
import { draftFrom, rosterFrom } from './roster-draft.ts';
import { RosterEditor } from './roster-editor.tsx';

const route = getRouteApi('/shell/campaigns/$id/edit');

export function NewCampaign() {
  return <CampaignForm before={undefined} />;
}

export function EditCampaign() {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(campaignQuery(id));
  if (error)
    return (
      <div className="page">
        <LoadFailed alone error={error} retry={() => void refetch()} />
      </div>
    );
  return data ? <CampaignForm key={id} before={data} /> : <CardBones lines={4} count={2} />;
}

function CampaignForm({ before }: { before: CampaignDetail | undefined }) {
  const t = useCampaignTexts();
  const { data: services, error, refetch } = useQuery(servicesOfCampaigns);
  useTitle(t(before ? 'editTitle' : 'create'));
  return (
    <div className={`page ${styles.page}`}>
      <p className={styles.back}>
        {before ? (
          <Link to="/campaigns/$id" params={{ id: before.id }}>
            {before.title}
          </Link>
        ) : (
          <Link to="/campaigns">{t('title')}</Link>
        )}
      </p>
      <h1>{t(before ? 'editTitle' : 'create')}</h1>
      {error && <LoadFailed error={error} retry={() => void refetch()} />}
      {!error && !services && <CardBones lines={4} count={2} />}
      {services?.length === 0 && (
        <div className="card">
          <Empty title={t('none')} advice={t('noServices')} />
        </div>
      )}
      {services && services.length > 0 && <Fields before={before} services={services} />}
    </div>
  );
}

interface FieldsProps {
  before: CampaignDetail | undefined;
  services: CampaignServices['items'];
}

function Fields({ before, services }: FieldsProps) {
  const t = useCampaignTexts();
  const common = useTexts();
  const id = useId();
  const [basics, setBasics] = useState(() => basicsOf(before, services));
  const [roster, setRoster] = useState(() => draftFrom(before?.roster));
  const [tried, setTried] = useState(false);
  const { save, busy, refusal } = useSave(before);
  const chosen = services.find((one) => one.id === basics.service);
  const asked = rosterFrom(roster);
  const wish = asked && wishFrom(basics, asked);
  const press = () => {
    setTried(true);
    if (wish) save(wish);
  };
  return (
    <>
      <Basics basics={basics} services={services} tried={tried} change={setBasics} />
      <section className={`card ${styles.inside}`} aria-labelledby={`${id}-roster`}>
        <h2 id={`${id}-roster`}>{t('roster')}</h2>
        <RosterEditor draft={roster} audience={chosen?.audience ?? ['staff', 'student']} change={setRoster} />
        <Look key={JSON.stringify([basics.service, asked])} service={chosen?.id} roster={asked} />
      </section>
      {tried && !wish && <Strip tone="bad">{t('incomplete')}</Strip>}
      {refusal && <Strip tone="bad">{refusal}</Strip>}
      <div className={styles.bar}>
        <Link to="/campaigns" search={{}} className={buttonClass('plain', 'large')}>
          {common('cancel')}
        </Link>
        <Button kind="primary" size="large" busy={busy} onClick={press}>
          {busy ? t('sending') : t('save')}
        </Button>
      </div>
    </>
  );
}

/** What the roster would come to, asked by a press; a change of the roster puts it away. */
function Look({ service, roster }: { service: string | undefined; roster: Roster | undefined }) {
  const t = useCampaignTexts();
  const [preview, setPreview] = useState<RosterPreview>();
  const { busy, refusal, sending } = useSending();
  if (preview) return <Preview preview={preview} />;
  const look = () =>
    void sending(async () => {
      if (service && roster) setPreview(await previewRoster(service, roster));
    });
  return (
    <>
      <div>
        <Button busy={busy} disabled={!service || !roster} onClick={look}>
          {t('preview')}
        </Button>
      </div>
      {refusal && <Strip tone="bad">{refusal}</Strip>}
    </>
  );
}

/** Made, or changed; then its page. */
function useSave(before: CampaignDetail | undefined) {
  const t = useCampaignTexts();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [keys] = useState(submissionKeys);
  const { busy, refusal, sending } = useSending();
  const keep = async (body: CampaignWish): Promise<string> => {
    if (before === undefined)
      return (await api.send<{ id: string }>('POST', '/campaigns', { body, key: keys.keyFor(body) })).id;
    await api.send('PATCH', campaignPath(before.id), { body });
    return before.id;
  };
  const save = (body: CampaignWish) =>
    void sending(async () => {
      const id = await keep(body);
      await refreshCampaigns(queries);
      say(t('saved'));
      await navigate({ to: '/campaigns/$id', params: { id } });
    });
  return { save, busy, refusal };
}
