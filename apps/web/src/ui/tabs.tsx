import { Link, type LinkProps } from '@tanstack/react-router';
import styles from './tabs.module.css';

interface TabsProps {
  label: string;
  tabs: readonly { key: string; name: string; count?: number | undefined; link: LinkProps }[];
  chosen: string;
}

/** Tabs are places with an address of their own: links, so that Back and a reload keep them. */
export function Tabs({ label, tabs, chosen }: TabsProps) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {tabs.map(({ key, name, count, link }) => (
        <Link
          key={key}
          {...link}
          replace
          resetScroll={false}
          className={styles.tab}
          activeOptions={{ exact: true, includeSearch: true }}
          aria-current={key === chosen ? 'page' : undefined}
        >
          {name}
          {count ? <span className={styles.count}>{count}</span> : null}
        </Link>
      ))}
    </nav>
  );
}
