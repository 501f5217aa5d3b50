import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { type SyntheticEvent, useRef, useState } from 'react';
import { api } from '../../api/index.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { nextPlace } from '../../session/next-place.ts';
import { Mark } from '../../shell/brand.tsx';
import { LanguageSwitch } from '../../shell/language-switch.tsx';
import { useTexts } from '../../texts/index.ts';
import { Button } from '../../ui/button.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Strip } from '../../ui/notice.tsx';
import { useTitle } from '../../ui/use-title.ts';
import styles from './sign-in.module.css';

const route = getRouteApi('/sign-in');

export function SignIn() {
  const t = useTexts();
  useTitle(t('signIn.title'));
  return (
    <div className={styles.screen}>
      <aside className={styles.promise} aria-label={t('product')}>
        <div className={styles.brand}>
          <Mark size={40} />
          <span>{t('product')}</span>
        </div>
        <p className={styles.claim}>{t('signIn.promise')}</p>
        <ul className={styles.reasons}>
          <Reason icon="checkCircle" words={t('signIn.promiseOne')} />
          <Reason icon="phone" words={t('signIn.promiseTwo')} />
          <Reason icon="monitor" words={t('signIn.promiseThree')} />
        </ul>
      </aside>
      <main className={styles.side}>
        <SignInForm />
      </main>
      <div className={styles.language}>
        <LanguageSwitch />
      </div>
    </div>
  );
}

function Reason({ icon, words }: { icon: IconName; words: string }) {
  return (
    <li>
      <Icon name={icon} size={22} />
      {words}
    </li>
  );
}

function SignInForm() {
  const t = useTexts();
  const { next } = route.useSearch();
  const router = useRouter();
  const queries = useQueryClient();
  const number = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState<{ number?: boolean; password?: boolean }>({});
  const [refusal, setRefusal] = useState<string>();

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (busy) return;
    const login = number.current?.value.trim() ?? '';
    const secret = password.current?.value ?? '';
    setMissing({ number: login === '', password: secret === '' });
    setRefusal(undefined);
    if (login === '') return number.current?.focus();
    if (secret === '') return password.current?.focus();
    setBusy(true);
    try {
      const { csrf } = await api.send<{ csrf: string }>('POST', '/session', {
        body: { login, password: secret },
      });
      api.setCsrf(csrf);
      queries.clear();
      router.history.replace(nextPlace(next));
    } catch (error) {
      setRefusal(error instanceof ProblemError ? error.detail : t('error.unreadable'));
      setBusy(false);
      password.current?.select();
    }
  };

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <h1>{t('signIn.title')}</h1>
      <p className={styles.lead}>{t('signIn.lead')}</p>
      {refusal && <Strip tone="bad">{refusal}</Strip>}
      <div className={styles.field}>
        <label htmlFor="number">{t('signIn.number')}</label>
        <input
          ref={number}
          id="number"
          className={styles.input}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={64}
          aria-invalid={missing.number || undefined}
          aria-describedby={missing.number ? 'number-fault' : undefined}
        />
        {missing.number && (
          <p id="number-fault" className={styles.fault}>
            {t('signIn.numberMissing')}
          </p>
        )}
      </div>
      <div className={styles.field}>
        <label htmlFor="password">{t('signIn.password')}</label>
        <div className={styles.secret}>
          <input
            ref={password}
            id="password"
            className={styles.input}
            type={shown ? 'text' : 'password'}
            autoComplete="current-password"
            maxLength={256}
            aria-invalid={missing.password || undefined}
            aria-describedby={missing.password ? 'password-fault' : undefined}
          />
          <button
            type="button"
            className={styles.eye}
            aria-label={shown ? t('signIn.hide') : t('signIn.show')}
            onClick={() => setShown(!shown)}
          >
            <Icon name={shown ? 'eyeOff' : 'eye'} />
          </button>
        </div>
        {missing.password && (
          <p id="password-fault" className={styles.fault}>
            {t('signIn.passwordMissing')}
          </p>
        )}
      </div>
      <Button kind="primary" size="large" type="submit" busy={busy} className={styles.submit ?? ''}>
        {busy ? t('signIn.sending') : t('signIn.submit')}
      </Button>
    </form>
  );
}
