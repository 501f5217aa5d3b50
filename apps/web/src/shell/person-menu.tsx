import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Me } from '@yizhan/contract';
import { useEffect, useId, useRef, useState } from 'react';
import { api } from '../api/index.ts';
import { partQuery } from '../screens/payments/part.query.ts';
import { useTexts } from '../texts/index.ts';
import { Icon } from '../ui/icon.tsx';
import { detailOf } from '../ui/notice.tsx';
import { say } from '../ui/toast.tsx';
import { isAdministrator } from './is-administrator.ts';
import styles from './person-menu.module.css';

export function PersonMenu({ me }: { me: Me | undefined }) {
  const t = useTexts();
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const panel = useId();
  const signOut = useSignOut();
  // Asked when somebody looks: few look after payments.
  const { data } = useQuery({ ...partQuery, enabled: open && me?.kind === 'staff' });

  useEffect(() => {
    if (!open) return;
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !place.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);

  if (!me) return <span className={styles.waiting} />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what the button inside has opened
    <div
      ref={place}
      className={styles.place}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        setOpen(false);
        opener.current?.focus();
      }}
      onBlur={(event) => {
        if (event.relatedTarget instanceof Node && !place.current?.contains(event.relatedTarget))
          setOpen(false);
      }}
    >
      <button
        ref={opener}
        type="button"
        className={styles.opener}
        aria-expanded={open}
        aria-controls={panel}
        aria-label={t('menu.person', { name: me.name })}
        onClick={() => setOpen(!open)}
      >
        <span className={styles.initial} data-initial={[...me.name][0]} />
        <span className={styles.name}>{me.name}</span>
        <Icon name="chevronDown" size={16} />
      </button>
      <div id={panel} className={styles.panel} hidden={!open}>
        <p className={styles.full}>{me.name}</p>
        <p className={styles.line}>
          <span className="number">{me.number}</span> · {me.unit.name}
        </p>
        {me.posts.map((post) => (
          <p key={post} className={styles.line}>
            {post}
          </p>
        ))}
        {me.kind === 'staff' && (
          <Link to="/proxies" className={styles.entry} onClick={() => setOpen(false)}>
            <Icon name="people" />
            {t('menu.proxies')}
          </Link>
        )}
        {isAdministrator(me) && (
          <Link to="/campaigns" search={{}} className={styles.entry} onClick={() => setOpen(false)}>
            <Icon name="send" />
            {t('menu.campaigns')}
          </Link>
        )}
        {isAdministrator(me) && (
          <Link to="/registrations" className={styles.entry} onClick={() => setOpen(false)}>
            <Icon name="people" />
            {t('menu.registrations')}
          </Link>
        )}
        <Link to="/resources" className={styles.entry} onClick={() => setOpen(false)}>
          <Icon name="clock" />
          {t('menu.resources')}
        </Link>
        {data?.part !== undefined && data.part !== 'none' && (
          <Link to="/payments" search={{}} className={styles.entry} onClick={() => setOpen(false)}>
            <Icon name="briefcase" />
            {t('menu.payments')}
          </Link>
        )}
        <Link to="/registers" className={styles.entry} onClick={() => setOpen(false)}>
          <Icon name="list" />
          {t('registers.title')}
        </Link>
        <Link to="/announcements" className={styles.entry} onClick={() => setOpen(false)}>
          <Icon name="megaphone" />
          {t('menu.announcements')}
        </Link>
        <button type="button" className={styles.signOut} onClick={signOut}>
          <Icon name="signOut" />
          {t('menu.signOut')}
        </button>
      </div>
    </div>
  );
}

/** Everything that was read goes with the person: the next one at this computer must not see it. */
function useSignOut() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    try {
      await api.send('DELETE', '/session');
    } catch (error) {
      say(detailOf(error), 'bad');
      return;
    }
    await navigate({ to: '/sign-in' });
    queries.clear();
  };
}
