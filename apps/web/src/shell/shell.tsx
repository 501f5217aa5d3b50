import { Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTexts } from '../texts/index.ts';
import { Toast } from '../ui/toast.tsx';
import { Header } from './header.tsx';
import styles from './shell.module.css';
import { TabBar } from './tab-bar.tsx';

/** Header, the page, the phone's tabs. Going to another page moves the focus there, as a page load would. */
export function Shell() {
  const t = useTexts();
  const main = useRef<HTMLElement>(null);
  const path = useLocation({ select: ({ pathname }) => pathname });
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    main.current?.focus({ preventScroll: true });
  }, [path]);
  return (
    <>
      <a className={styles.skip} href="#main">
        {t('menu.skip')}
      </a>
      <Header />
      <main id="main" ref={main} tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
      <TabBar />
      <Toast />
    </>
  );
}
