import { type ReactNode, useId, useRef, useState } from 'react';
import { useTexts } from '../../texts/index.ts';
import { useAdministrationTexts } from '../../texts/use-administration-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Strip } from '../../ui/notice.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { Words } from '../../ui/words.tsx';
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
  const { busy, refusal, sending } = useSending();
  const area = useRef<HTMLTextAreaElement>(null);

  const confirm = async () => {
    const isWanting = wanting?.() ?? false;
    setMissing(reason.trim() === '');
    if (isWanting) return;
    if (reason.trim() === '') return area.current?.focus();
    await sending(() => send(reason.trim()));
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
    <Words
      id={id}
      label={t('reason')}
      needed
      fault={missing ? t('reasonRequired') : undefined}
      first={first}
      placeholder={t('reasonPlaceholder')}
      value={value}
      change={change}
      {...(area && { area })}
    />
  );
}
