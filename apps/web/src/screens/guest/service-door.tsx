import type { GuestServiceGuide } from '@yizhan/contract';
import { type ReactNode, type SyntheticEvent, useId, useRef, useState } from 'react';
import { api } from '../../api/index.ts';
import controls from '../../fields/controls.module.css';
import { inLanguage, useLanguage } from '../../texts/index.ts';
import { useGuestTexts } from '../../texts/use-guest-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Labelled } from '../../ui/labelled.tsx';
import { Strip } from '../../ui/notice.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { AskCode } from './ask-code.tsx';
import { CodeInput, codeIn } from './code-input.tsx';
import styles from './guest.module.css';

interface ServiceDoorProps {
  guide: GuestServiceGuide;
  invitation: string | undefined;
  about: ReactNode;
  entered(): void;
}

type Missing = 'name' | 'email' | 'code';

/** Name, address and the code that was sent there: the same way in for the first time and again. */
export function ServiceDoor({ guide, invitation, about, entered }: ServiceDoorProps) {
  const t = useGuestTexts();
  const locale = useLanguage();
  const id = useId();
  const name = useRef<HTMLInputElement>(null);
  const email = useRef<HTMLInputElement>(null);
  const code = useRef<HTMLInputElement>(null);
  const [missing, setMissing] = useState<Missing>();
  const { busy, refusal, sending } = useSending();
  const path = `/guest/services/${encodeURIComponent(guide.id)}`;
  const invited = invitation !== undefined && { invitation };

  const wanting = (field: Missing, input: HTMLInputElement | null): false => {
    setMissing(field);
    input?.focus();
    return false;
  };
  const address = (): string | undefined => {
    const value = email.current?.value.trim() ?? '';
    return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? value : undefined;
  };
  const ask = async (): Promise<boolean> => {
    const to = address();
    if (to === undefined) return wanting('email', email.current);
    setMissing(undefined);
    await api.send('POST', `${path}/codes`, { body: { email: to, ...invited } });
    return true;
  };
  const enter = async (event: SyntheticEvent): Promise<unknown> => {
    event.preventDefault();
    const [who, to, digits] = [name.current?.value.trim() ?? '', address(), codeIn(code.current)];
    if (who === '') return wanting('name', name.current);
    if (to === undefined) return wanting('email', email.current);
    if (digits === undefined) return wanting('code', code.current);
    setMissing(undefined);
    return sending(async () => {
      const body = { name: who, email: to, code: digits, ...invited };
      const { csrf } = await api.send<{ csrf: string }>('POST', `${path}/session`, { body });
      api.setCsrf(csrf);
      entered();
    });
  };
  return (
    <main className={styles.doors}>
      <div className={`card ${styles.panel}`}>
        <h1 className={styles.title}>{inLanguage(guide.name, locale)}</h1>
        {about}
      </div>
      <form className={`card ${styles.panel} ${styles.fields}`} onSubmit={enter} noValidate>
        <h2>{t('serviceEnter')}</h2>
        <p className={styles.about}>{t('serviceEnterLead')}</p>
        {!guide.reachable && <Strip tone="warn">{t('noMail', { unit: guide.owner.unit })}</Strip>}
        {refusal && <Strip tone="bad">{refusal}</Strip>}
        <Labelled
          id={`${id}-name`}
          label={t('name')}
          needed
          fault={missing === 'name' ? t('nameMissing') : undefined}
        >
          <input
            ref={name}
            id={`${id}-name`}
            className={controls.input}
            autoComplete="name"
            maxLength={40}
            aria-invalid={missing === 'name' || undefined}
            aria-describedby={missing === 'name' ? `${id}-name-fault` : undefined}
          />
        </Labelled>
        <Labelled
          id={`${id}-email`}
          label={t('email')}
          needed
          fault={missing === 'email' ? t('emailMissing') : undefined}
        >
          <input
            ref={email}
            id={`${id}-email`}
            type="email"
            className={controls.input}
            autoComplete="email"
            maxLength={254}
            aria-invalid={missing === 'email' || undefined}
            aria-describedby={missing === 'email' ? `${id}-email-fault` : undefined}
          />
        </Labelled>
        <AskCode ask={ask} asked={() => code.current?.focus()} words={t('askedByAddress')} />
        <CodeInput id={`${id}-code`} input={code} missing={missing === 'code'} />
        <Button kind="primary" size="large" type="submit" busy={busy}>
          {busy ? t('entering') : t('enter')}
        </Button>
      </form>
    </main>
  );
}
