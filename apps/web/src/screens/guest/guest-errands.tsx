import { useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  GuestApplication,
  GuestApplicationSummary,
  GuestForm,
  GuestServiceGuide,
} from '@yizhan/contract';
import { useState } from 'react';
import { submissionKeys } from '../../api/idempotency.ts';
import { api } from '../../api/index.ts';
import type { ApplicationCreated, Page } from '../../api/types.ts';
import { ReadForm } from '../../form/read-form.tsx';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { fullMoment } from '../../texts/times.ts';
import { useGuestTexts } from '../../texts/use-guest-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { LoadFailed, Strip } from '../../ui/notice.tsx';
import { PhoneLink } from '../../ui/phone-link.tsx';
import { CardBones, Loading } from '../../ui/skeleton.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { say } from '../../ui/toast.tsx';
import { useSending } from '../../ui/use-sending.ts';
import dialog from '../task/act-dialog.module.css';
import styles from './guest.module.css';
import { GuestFill } from './guest-fill.tsx';
import { GuestPayments } from './guest-payments.tsx';

const listKey = ['guest', 'applications'];
const listQuery = {
  queryKey: listKey,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api.get<Page<GuestApplicationSummary>>('/guest/applications?limit=100', signal),
};
const pathOf = (id: string): string => `/guest/applications/${encodeURIComponent(id)}`;

/** One's own applications of the service; whoever has none begins at once. */
export function GuestErrands({ guide }: { guide: GuestServiceGuide }) {
  const t = useGuestTexts();
  const [place, setPlace] = useState<'list' | 'new' | { id: string }>('list');
  const { data, error, refetch } = useQuery(listQuery);
  if (error) return <LoadFailed error={error} retry={() => void refetch()} />;
  if (!data) return <Bones />;
  if (typeof place === 'object') return <Errand id={place.id} back={() => setPlace('list')} />;
  if (place === 'new' || data.items.length === 0)
    return (
      <Begin
        guide={guide}
        {...(data.items.length > 0 && { back: () => setPlace('list') })}
        begun={(id) => setPlace({ id })}
      />
    );
  return (
    <main className={styles.inside}>
      <div className={styles.bar}>
        <h1 className={styles.title}>{t('mine')}</h1>
        <Button kind="primary" onClick={() => setPlace('new')}>
          {t('begin')}
        </Button>
      </div>
      <ul className={styles.errands}>
        {data.items.map((item) => (
          <li key={item.id}>
            <button
              type="button"
              className={`card ${styles.errand}`}
              onClick={() => setPlace({ id: item.id })}
            >
              <span className={styles.errandLine}>
                <strong>{item.title}</strong>
                <StatusTag status={item.status} />
              </span>
              <span className={styles.about}>
                {[item.number, item.submittedAt && fullMoment(item.submittedAt)].filter(Boolean).join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </main>
  );
}

function Begin({
  guide,
  back,
  begun,
}: {
  guide: GuestServiceGuide;
  back?: () => void;
  begun(id: string): void;
}) {
  const t = useGuestTexts();
  const common = useTexts();
  const locale = useLanguage();
  const queries = useQueryClient();
  const [keys] = useState(submissionKeys);
  const { data, error, refetch } = useQuery({
    queryKey: ['guest', 'form'],
    queryFn: ({ signal }) => api.get<GuestForm>('/guest/form', signal),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  if (error) return <LoadFailed error={error} retry={() => void refetch()} />;
  if (!data) return <Bones />;
  return (
    <GuestFill
      {...data}
      service={data.service.id}
      step="apply"
      label={t('submit')}
      aside={back && <Button onClick={back}>{common('back')}</Button>}
      send={async (written) => {
        const body = { data: written };
        const { id } = await api.send<ApplicationCreated>('POST', '/guest/applications', {
          body,
          key: keys.keyFor(body),
        });
        say(t('submitted'));
        await queries.invalidateQueries({ queryKey: listKey });
        begun(id);
      }}
    >
      <h1 className={styles.title}>{inLanguage(guide.name, locale)}</h1>
      {!guide.open && <Strip tone="warn">{t('notOpen')}</Strip>}
    </GuestFill>
  );
}

function Errand({ id, back }: { id: string; back(): void }) {
  const t = useGuestTexts();
  const common = useTexts();
  const queries = useQueryClient();
  const [keys] = useState(submissionKeys);
  const [asking, setAsking] = useState<'withdraw' | 'cancel'>();
  const { data, error, refetch } = useQuery({
    queryKey: ['guest', 'applications', id],
    queryFn: ({ signal }) => api.get<GuestApplication>(pathOf(id), signal),
    refetchOnWindowFocus: false,
  });
  if (error) return <LoadFailed error={error} retry={() => void refetch()} />;
  if (!data) return <Bones />;
  const act = async (body: object) => {
    await api.send('POST', `${pathOf(id)}/acts`, { body, key: keys.keyFor(body) });
    await queries.invalidateQueries({ queryKey: listKey });
  };
  const toCorrect = data.acts.includes('submit');
  const buttons = (
    <>
      <Button onClick={back}>{common('back')}</Button>
      {(['cancel', 'withdraw'] as const)
        .filter((one) => data.acts.includes(one))
        .map((one) => (
          <Button key={one} kind={one === 'cancel' ? 'danger' : 'plain'} onClick={() => setAsking(one)}>
            {common(`application.${one}`)}
          </Button>
        ))}
    </>
  );
  const head = (
    <>
      <Standing application={data} />
      <GuestPayments application={id} waits={data.status === 'running'} />
      {asking && (
        <Sure
          act={asking}
          send={async () => {
            await act({ act: asking });
            setAsking(undefined);
          }}
          close={() => setAsking(undefined)}
        />
      )}
    </>
  );
  if (!toCorrect)
    return (
      <main className={styles.inside}>
        {head}
        <ReadForm service="" document={data.form} data={data.data} names={data.names} />
        <div className={styles.bar}>{buttons}</div>
      </main>
    );
  return (
    <GuestFill
      key={data.status}
      service=""
      application={id}
      form={data.form}
      step={data.step}
      data={data.data}
      given={data.given}
      names={data.names}
      calendar={data.calendar}
      label={t('submitAgain')}
      aside={buttons}
      send={async (written) => {
        await act({ act: 'submit', data: written });
        say(t('submitted'));
      }}
    >
      {head}
    </GuestFill>
  );
}

/** Where it stands and what has happened, by step and day. */
function Standing({ application }: { application: GuestApplication }) {
  const t = useGuestTexts();
  const { title, number, status, current, history, owner } = application;
  return (
    <header className={`card ${styles.task}`}>
      <div className={styles.errandLine}>
        <h1 className={styles.title}>{title}</h1>
        <StatusTag status={status} />
      </div>
      {number && <p className={`number ${styles.about}`}>{number}</p>}
      {status === 'running' && current.length > 0 && (
        <p>{t('nowAt', { steps: current.map(({ node }) => node).join('、') })}</p>
      )}
      <ol className={styles.history}>
        {history.map(({ at, what, node, comment }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may bear the same moment
          <li key={index}>
            <span className="number">{fullMoment(at)}</span> {t(`history.${what}`)}
            {node && ` · ${node}`}
            {comment && <p className={styles.comment}>{comment}</p>}
          </li>
        ))}
      </ol>
      {owner.unit && (
        <p className={styles.about}>
          {owner.unit} {owner.phone && <PhoneLink phone={owner.phone} />}
        </p>
      )}
    </header>
  );
}

function Sure({ act, send, close }: { act: 'withdraw' | 'cancel'; send(): Promise<void>; close(): void }) {
  const t = useGuestTexts();
  const common = useTexts();
  const { busy, refusal, sending } = useSending();
  const label = common(`application.${act}`);
  return (
    <Dialog
      title={label}
      onClose={close}
      acts={
        <>
          <Button onClick={close}>{common('cancel')}</Button>
          <Button kind="danger" busy={busy} onClick={() => void sending(send)}>
            {label}
          </Button>
        </>
      }
    >
      <div className={dialog.body}>
        <p className={dialog.about}>{t(act === 'withdraw' ? 'withdrawAbout' : 'cancelAbout')}</p>
        {refusal && <Strip tone="bad">{refusal}</Strip>}
      </div>
    </Dialog>
  );
}

function Bones() {
  const t = useTexts();
  return (
    <Loading label={t('loading')}>
      <CardBones lines={6} />
    </Loading>
  );
}
