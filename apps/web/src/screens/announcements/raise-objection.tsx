import { useQueryClient } from '@tanstack/react-query';
import type { AnnouncementDetail, ObjectionRaised } from '@yizhan/contract';
import type { FileValue } from '@yizhan/forms';
import { useId, useRef, useState } from 'react';
import { submissionKeys } from '../../api/idempotency.ts';
import { api } from '../../api/index.ts';
import { AttachmentInput } from '../../fields/attachment.tsx';
import controls from '../../fields/controls.module.css';
import { SurroundingsProvider } from '../../form/surroundings.tsx';
import { useTexts } from '../../texts/index.ts';
import { useTakingPartTexts } from '../../texts/use-taking-part-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Labelled } from '../../ui/labelled.tsx';
import { Strip } from '../../ui/notice.tsx';
import { say } from '../../ui/toast.tsx';
import { useSending } from '../../ui/use-sending.ts';
import styles from './announcements.module.css';
import { announcementPath } from './announcements.query.ts';

interface Props {
  announcement: AnnouncementDetail;
  close(): void;
}

const noNames = { people: {}, units: {} };
const field = {
  key: 'files',
  type: 'attachment' as const,
  label: '',
  accept: ['pdf', 'jpg', 'jpeg', 'png', 'docx', 'xlsx'],
  max: 5,
  maxMegabytes: 10,
};

/** 提出异议, by name or, where the service allows it, without; then without files, which know who has uploaded them. */
export function RaiseObjection({ announcement, close }: Props) {
  const t = useTakingPartTexts();
  const common = useTexts();
  const queries = useQueryClient();
  const uploads = useRef(0);
  const reasonId = useId();
  const filesId = useId();
  const [keys] = useState(submissionKeys);
  const [reason, setReason] = useState('');
  const [files, setFiles] = useState<readonly FileValue[]>([]);
  const [anonymous, setAnonymous] = useState(false);
  const [missing, setMissing] = useState(false);
  const [raised, setRaised] = useState<ObjectionRaised>();
  const { busy, refusal, sending } = useSending();

  const raise = async () => {
    const body = {
      reason: reason.trim(),
      ...(anonymous ? { anonymous } : { files: files.map(({ id }) => id) }),
    };
    const done = await api.send<ObjectionRaised>('POST', `${announcementPath(announcement.id)}/objections`, {
      body,
      key: keys.keyFor(body),
    });
    await queries.invalidateQueries({ queryKey: ['announcements', announcement.id] });
    if (done.code !== undefined) return setRaised(done);
    say(t('raised'));
    close();
  };
  const confirm = () => {
    setMissing(reason.trim() === '');
    if (reason.trim() === '') return;
    if (uploads.current > 0) return say(common('form.uploadsRunning'), 'bad');
    void sending(raise);
  };

  if (raised)
    return (
      <Dialog
        title={t('raised')}
        onClose={close}
        acts={
          <Button kind="primary" onClick={close}>
            {t('noted')}
          </Button>
        }
      >
        <p>{t('codeDo')}</p>
        <p className={styles.code}>{raised.code}</p>
      </Dialog>
    );
  return (
    <Dialog
      title={t('object')}
      onClose={close}
      acts={
        <>
          <Button onClick={close}>{common('cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={confirm}>
            {t('raise')}
          </Button>
        </>
      }
    >
      <SurroundingsProvider service={announcement.service.id} names={noNames} uploads={uploads}>
        <div className={styles.form}>
          <p className={styles.facts}>{t(anonymous ? 'anonymousHow' : 'namedHow')}</p>
          <Labelled id={reasonId} label={t('reason')} needed fault={missing ? t('reasonNeeded') : undefined}>
            <textarea
              id={reasonId}
              data-first=""
              className={`${controls.input} ${controls.area}`}
              rows={5}
              maxLength={2000}
              aria-required
              aria-invalid={missing}
              aria-describedby={missing ? `${reasonId}-fault` : undefined}
              value={reason}
              onChange={(event) => {
                setReason(event.target.value);
                setMissing(false);
              }}
            />
          </Labelled>
          {announcement.objections === 'anonymous' && (
            <label className={styles.check}>
              <input
                type="checkbox"
                checked={anonymous}
                onChange={(event) => setAnonymous(event.target.checked)}
              />
              {t('anonymous')}
            </label>
          )}
          {!anonymous && (
            <AttachmentInput
              field={field}
              path={`objection:${announcement.id}`}
              control={{
                id: filesId,
                name: t('files'),
                labelled: false,
                describedBy: undefined,
                invalid: false,
                required: false,
                compact: false,
              }}
              value={files}
              onChange={(value) => setFiles((value as readonly FileValue[] | undefined) ?? [])}
              onLeave={() => undefined}
            />
          )}
          {refusal && <Strip tone="bad">{refusal}</Strip>}
        </div>
      </SurroundingsProvider>
    </Dialog>
  );
}
