import type { Ref } from 'react';
import controls from '../../fields/controls.module.css';
import { useGuestTexts } from '../../texts/use-guest-texts.ts';
import { Labelled } from '../../ui/labelled.tsx';
import styles from './guest.module.css';

export const codeIn = (input: HTMLInputElement | null): string | undefined => {
  const code = input?.value.replaceAll(/\s/g, '') ?? '';
  return /^\d{6}$/.test(code) ? code : undefined;
};

interface CodeInputProps {
  id: string;
  input: Ref<HTMLInputElement>;
  missing: boolean;
  about?: string;
}

export function CodeInput({ id, input, missing, about }: CodeInputProps) {
  const t = useGuestTexts();
  const described = [about && `${id}-about`, missing && `${id}-fault`].filter(Boolean).join(' ');
  return (
    <Labelled id={id} label={t('code')} needed fault={missing ? t('codeMissing') : undefined}>
      <input
        ref={input}
        id={id}
        className={`${controls.input} ${styles.digits}`}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={12}
        aria-invalid={missing || undefined}
        aria-describedby={described || undefined}
      />
      {about && (
        <p id={`${id}-about`} className={styles.about}>
          {about}
        </p>
      )}
    </Labelled>
  );
}
