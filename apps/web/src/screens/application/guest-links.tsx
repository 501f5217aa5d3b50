import { useQueryClient } from '@tanstack/react-query';
import type { ApplicationDetail } from '@yizhan/contract';
import { useId, useState } from 'react';
import { api } from '../../api/index.ts';
import { applicationPath, applicationQuery } from '../../applications/applications.query.ts';
import controls from '../../fields/controls.module.css';
import { useTexts } from '../../texts/index.ts';
import { fullMoment } from '../../texts/times.ts';
import { useGuestTexts } from '../../texts/use-guest-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Labelled } from '../../ui/labelled.tsx';
import { detailOf, Strip } from '../../ui/notice.tsx';
import { Tag } from '../../ui/status-tag.tsx';
import { say } from '../../ui/toast.tsx';
import { useSending } from '../../ui/use-sending.ts';
import dialog from '../task/act-dialog.module.css';
import styles from './guest-links.module.css';

type GuestLink = NonNullable<ApplicationDetail['guests']>[number];
type Act = 'resend' | 'hand-over' | 'revoke';
interface Handed {
  url?: string;
  code?: string;
}

const tones = {
  sending: 'blue',
  sent: 'blue',
  'to-hand-over': 'amber',
  expired: 'amber',
  revoked: 'quiet',
  closed: 'quiet',
} as const;

/** 校外办理人: what has become of their links, and what whoever named them can do about it. */
export function GuestLinks({ application, guests }: { application: string; guests: readonly GuestLink[] }) {
  const t = useGuestTexts();
  const id = useId();
  return (
    <section className={`card ${styles.panel}`} aria-labelledby={id}>
      <h2 id={id}>{t('panel')}</h2>
      <ul className={styles.guests}>
        {guests.map((guest) => (
          <li key={guest.id} className={styles.guest}>
            <Guest application={application} guest={guest} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Guest({ application, guest }: { application: string; guest: GuestLink }) {
  const t = useGuestTexts();
  const queries = useQueryClient();
  const [busy, setBusy] = useState<Act>();
  const [handed, setHanded] = useState<Handed>();
  const [isRevoking, setRevoking] = useState(false);
  const act = async (what: Act): Promise<Handed> => {
    const done = await api.send<Handed>(
      'POST',
      `${applicationPath(application)}/guests/${encodeURIComponent(guest.id)}/acts`,
      { body: { act: what } },
    );
    await queries.invalidateQueries({ queryKey: applicationQuery(application).queryKey });
    return done;
  };
  const actAtOnce = async (what: 'resend' | 'hand-over') => {
    setBusy(what);
    try {
      const done = await act(what);
      if (what === 'resend') say(t('resent'));
      else setHanded(done);
    } catch (error) {
      say(detailOf(error), 'bad');
    }
    setBusy(undefined);
  };
  const isOpen = guest.state !== 'closed';
  const isHandedByMe = guest.events.some(({ what }) => what === 'link-handed');
  return (
    <>
      <div className={styles.line}>
        <strong className={styles.name}>{guest.name}</strong>
        <Tag tone={tones[guest.state]}>{t(`state.${guest.state}`)}</Tag>
      </div>
      <p className={styles.facts}>
        {guest.address} · {guest.node.name}
        {isOpen && guest.expiresAt && ` · ${t('validUntil')} ${fullMoment(guest.expiresAt)}`}
      </p>
      {isOpen && !guest.reachable && <Strip tone="warn">{t('handOverAbout')}</Strip>}
      {isOpen && (
        <div className={styles.acts}>
          {guest.reachable ? (
            <Button size="small" busy={busy === 'resend'} onClick={() => void actAtOnce('resend')}>
              <Icon name="send" size={16} />
              {t('resend')}
            </Button>
          ) : (
            <Button
              size="small"
              kind="primary"
              busy={busy === 'hand-over'}
              onClick={() => void actAtOnce('hand-over')}
            >
              <Icon name="copy" size={16} />
              {t(isHandedByMe ? 'handOverAgain' : 'handOver')}
            </Button>
          )}
          {guest.state !== 'revoked' && (
            <Button size="small" kind="danger" onClick={() => setRevoking(true)}>
              {t('revoke')}
            </Button>
          )}
        </div>
      )}
      {guest.events.length > 0 && <Events guest={guest} />}
      {handed && <HandOver guest={guest} handed={handed} close={() => setHanded(undefined)} />}
      {isRevoking && (
        <Revoke
          name={guest.name}
          send={async () => {
            await act('revoke');
            say(t('revoked'));
            setRevoking(false);
          }}
          close={() => setRevoking(false)}
        />
      )}
    </>
  );
}

function Events({ guest }: { guest: GuestLink }) {
  const t = useGuestTexts();
  return (
    <details className={styles.events}>
      <summary>{t('events')}</summary>
      <ol>
        {guest.events.map(({ at, what, by = '' }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two of the same kind may bear the same moment
          <li key={index}>
            <span className="number">{fullMoment(at)}</span> {t(`event.${what}`, { by })}
          </li>
        ))}
      </ol>
    </details>
  );
}

function HandOver({ guest, handed, close }: { guest: GuestLink; handed: Handed; close(): void }) {
  const t = useGuestTexts();
  const common = useTexts();
  const id = useId();
  const { url = '', code = '' } = handed;
  return (
    <Dialog
      title={t('handedTitle', { name: guest.name })}
      onClose={close}
      acts={
        <>
          <Button onClick={close}>{common('close')}</Button>
          {navigator.clipboard && (
            <Button
              kind="primary"
              data-first=""
              onClick={() => void navigator.clipboard.writeText(url).then(() => say(t('copied')))}
            >
              {t('copyUrl')}
            </Button>
          )}
        </>
      }
    >
      <div className={dialog.body}>
        <p className={dialog.about}>{t('handedAbout')}</p>
        <Labelled id={id} label={t('url')} needed={false}>
          <input
            id={id}
            readOnly
            className={controls.input}
            value={url}
            onFocus={(event) => event.target.select()}
          />
        </Labelled>
        <p>
          {t('code')} <strong className={`number ${styles.code}`}>{code}</strong>
        </p>
      </div>
    </Dialog>
  );
}

function Revoke({ name, send, close }: { name: string; send(): Promise<void>; close(): void }) {
  const t = useGuestTexts();
  const common = useTexts();
  const { busy, refusal, sending } = useSending();
  return (
    <Dialog
      title={t('revoke')}
      onClose={close}
      acts={
        <>
          <Button onClick={close}>{common('cancel')}</Button>
          <Button kind="danger" busy={busy} onClick={() => void sending(send)}>
            {t('revoke')}
          </Button>
        </>
      }
    >
      <div className={dialog.body}>
        <p className={dialog.about}>{t('revokeAbout', { name })}</p>
        {refusal && <Strip tone="bad">{refusal}</Strip>}
      </div>
    </Dialog>
  );
}
