import { type ReactNode, useId, useRef, useState } from 'react';
import controls from '../../fields/controls.module.css';
import { useTexts } from '../../texts/index.ts';
import { useAdministrationTexts } from '../../texts/use-administration-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { detailOf, Strip } from '../../ui/notice.tsx';
import dialog from '../task/act-dialog.module.css';

interface ReasonDialogProps {
  title: string;
  about: string;
  /** Sends it; what is thrown is shown. */
  send(reason: string): Promise<void>;
  close(): void;
  /** What is still wanting besides the reason; the place of it has the focus then. */
  wanting?: () => boolean;
  /** What else is asked, above the reason. */
  children?: ReactNode;
}

/** Every act of an administrator asks for its reason, and none is done by one press. */
export function ReasonDialog({ title, about, send, close, wanting, children }: ReasonDialogProps) {
  const t = useAdministrationTexts();
  const common = useTexts();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const area = useRef<HTMLTextAreaElement>(null);

  const confirm = async () => {
    if (busy) return;
    const isWanting = wanting?.() ?? false;
    setMissing(reason.trim() === '');
    if (isWanting) return;
    if (reason.trim() === '') return area.current?.focus();
    setBusy(true);
    setRefusal(undefined);
    try {
      await send(reason.trim());
    } catch (error) {
      setRefusal(detailOf(error));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={title}
      onClose={close}
      acts={
        <>
          <Button onClick={close}>{common('cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={confirm}>
            {busy ? t('sending') : t('confirmOf', { act: title })}
          </Button>
        </>
      }
    >
      <div className={dialog.body}>
        <p className={dialog.about}>{about}</p>
        {children}
        <Reason
          area={area}
          value={reason}
          missing={missing}
          first={children === undefined}
          change={(words) => {
            setReason(words);
            setMissing(false);
          }}
        />
        {refusal && <Strip tone="bad">{refusal}</Strip>}
      </div>
    </Dialog>
  );
}

interface ReasonProps {
  value: string;
  missing: boolean;
  change(value: string): void;
  first?: boolean;
  area?: React.Ref<HTMLTextAreaElement>;
}

export function Reason({ value, missing, change, first = false, area }: ReasonProps) {
  const t = useAdministrationTexts();
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className={dialog.label}>
        {t('reason')}
        <span className={dialog.star} aria-hidden="true">
          *
        </span>
      </label>
      <textarea
        ref={area}
        id={id}
        data-first={first ? '' : undefined}
        className={`${controls.input} ${controls.area}`}
        rows={3}
        maxLength={500}
        aria-required
        aria-invalid={missing}
        aria-describedby={missing ? `${id}-fault` : undefined}
        placeholder={t('reasonPlaceholder')}
        value={value}
        onChange={(event) => change(event.target.value)}
      />
      {missing && (
        <p id={`${id}-fault`} className={dialog.fault}>
          {t('reasonRequired')}
        </p>
      )}
    </div>
  );
}
