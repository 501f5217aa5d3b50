import { useQueryClient } from '@tanstack/react-query';
import type { OwnRegistration } from '@yizhan/contract';
import qrcode from 'qrcode-generator';
import { useId, useState } from 'react';
import { submissionKeys } from '../../api/idempotency.ts';
import { api } from '../../api/index.ts';
import { applicationPath, applicationQuery } from '../../applications/applications.query.ts';
import styles from '../../registrations/registrations.module.css';
import { refreshRegistrations } from '../../registrations/registrations.query.ts';
import { StateTag } from '../../registrations/state-tag.tsx';
import { useTexts } from '../../texts/index.ts';
import { fullMoment } from '../../texts/times.ts';
import { useRegistrationTexts } from '../../texts/use-registration-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Strip } from '../../ui/notice.tsx';
import { say } from '../../ui/toast.tsx';
import { useSending } from '../../ui/use-sending.ts';
import dialog from '../task/act-dialog.module.css';

/** 我的报名: placed, waiting or to confirm, and what can be done about it. */
export function RegistrationPanel({ id, registration }: { id: string; registration: OwnRegistration }) {
  const t = useRegistrationTexts();
  const heading = useId();
  const { state, session, group, ahead, confirmBy, checkedInAt, reason, lot, drawsAt, acts, code } =
    registration;
  const [isGivingUp, setGivingUp] = useState(false);
  const act = useOwnAct(id);
  const { busy, refusal, sending } = useSending();
  return (
    <section className={`card ${styles.panel}`} aria-labelledby={heading}>
      <div className={styles.panelHead}>
        <h2 id={heading}>{t('mineTitle')}</h2>
        <StateTag state={state} isCheckedIn={checkedInAt !== undefined} />
      </div>
      {(session || group) && <p>{[session, group].filter(Boolean).join(' · ')}</p>}
      {ahead !== undefined && <p className={styles.ahead}>{t('ahead', { count: ahead + 1 })}</p>}
      {drawsAt && <p>{t('drawsAt', { at: fullMoment(drawsAt) })}</p>}
      {lot && (
        <p className={styles.quiet}>
          {t('lot')} <code>{lot}</code>
        </p>
      )}
      {confirmBy && <Strip tone="warn">{t('confirmBy', { at: fullMoment(confirmBy) })}</Strip>}
      {reason && (
        <p>
          {t('reason')}：{reason}
        </p>
      )}
      {checkedInAt ? (
        <p>{t('checkedInAt', { at: fullMoment(checkedInAt) })}</p>
      ) : (
        code && <Code code={code} />
      )}
      {refusal && <Strip tone="bad">{refusal}</Strip>}
      {acts.length > 0 && (
        <div className={styles.acts}>
          {acts.includes('confirm') && (
            <Button
              kind="primary"
              busy={busy}
              onClick={() => void sending(() => act('confirm').then(() => say(t('confirmed'))))}
            >
              {t('confirm')}
            </Button>
          )}
          <Button onClick={() => setGivingUp(true)}>{t('giveUp')}</Button>
        </div>
      )}
      {isGivingUp && <GiveUp send={() => act('giveUp')} shut={() => setGivingUp(false)} />}
    </section>
  );
}

function useOwnAct(id: string): (what: 'confirm' | 'giveUp') => Promise<void> {
  const queries = useQueryClient();
  const [keys] = useState(submissionKeys);
  return async (what) => {
    const body = { act: what };
    try {
      await api.send('POST', `${applicationPath(id)}/registration`, { body, key: keys.keyFor(body) });
      keys.settle();
    } finally {
      await queries.invalidateQueries({ queryKey: applicationQuery(id).queryKey });
      void refreshRegistrations(queries);
    }
  };
}

function GiveUp({ send, shut }: { send(): Promise<void>; shut(): void }) {
  const t = useRegistrationTexts();
  const common = useTexts();
  const { busy, refusal, sending } = useSending();
  const press = () =>
    void sending(async () => {
      await send();
      say(t('gaveUp'));
      shut();
    });
  return (
    <Dialog
      title={t('giveUp')}
      onClose={shut}
      acts={
        <>
          <Button onClick={shut}>{common('cancel')}</Button>
          <Button kind="danger" busy={busy} onClick={press}>
            {t('giveUp')}
          </Button>
        </>
      }
    >
      <div className={dialog.body}>
        <p className={dialog.about}>{t('giveUpAbout')}</p>
        {refusal && <Strip tone="bad">{refusal}</Strip>}
      </div>
    </Dialog>
  );
}

/** Drawn as one path: crisp at every size, and black on white whatever the page looks like. */
function Code({ code }: { code: string }) {
  const t = useRegistrationTexts();
  const qr = qrcode(0, 'M');
  qr.addData(code);
  qr.make();
  const size = qr.getModuleCount();
  const dark: string[] = [];
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      if (qr.isDark(row, column)) dark.push(`M${column + 2} ${row + 2}h1v1h-1z`);
  return (
    <figure className={styles.code}>
      <svg viewBox={`0 0 ${size + 4} ${size + 4}`} role="img" aria-label={t('code')}>
        <rect width="100%" height="100%" fill="#fff" />
        <path d={dark.join('')} fill="#000" />
      </svg>
      <figcaption className={styles.quiet}>{t('showCode')}</figcaption>
    </figure>
  );
}
