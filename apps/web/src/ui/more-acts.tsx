import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTexts } from '../texts/index.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import styles from './more-acts.module.css';

interface MoreActsProps<Act extends string> {
  acts: readonly { act: Act; label: string }[];
  begin(act: Act): void;
  /** What they are about, where a page has several such menus. */
  of?: string;
  small?: boolean;
}

/** The rarer acts, in a menu that opens upward and is walked with the arrow keys. */
export function MoreActs<Act extends string>({ acts, begin, of, small = false }: MoreActsProps<Act>) {
  const t = useTexts();
  const name = of === undefined ? t('task.more') : `${t('task.more')}：${of}`;
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLSpanElement>(null);
  const menu = useId();

  const items = () => [...(place.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
  const focusOpener = () => opener.current?.querySelector('button')?.focus();

  useEffect(() => {
    if (!open) return;
    place.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !place.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);

  const walk = (event: KeyboardEvent) => {
    if (!open) {
      if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
      event.preventDefault();
      return setOpen(true);
    }
    if (event.key === 'Escape') {
      setOpen(false);
      return focusOpener();
    }
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    all.at(next % all.length)?.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys walk the menu that the button inside opens
    <div
      ref={place}
      className={`${styles.place} ${small ? styles.small : ''}`}
      onKeyDown={walk}
      onBlur={(event) => {
        if (event.relatedTarget instanceof Node && !place.current?.contains(event.relatedTarget))
          setOpen(false);
      }}
    >
      <span ref={opener}>
        <Button
          className={styles.opener ?? ''}
          size={small ? 'small' : 'usual'}
          aria-label={name}
          aria-haspopup="menu"
          aria-expanded={open}
          aria-controls={menu}
          onClick={() => setOpen(!open)}
        >
          {t('task.more')}
          <span className={styles.arrow}>
            <Icon name="chevronDown" size={16} />
          </span>
        </Button>
      </span>
      <div id={menu} role="menu" aria-label={name} className={styles.menu} hidden={!open}>
        {acts.map(({ act, label }) => (
          <button
            key={act}
            type="button"
            role="menuitem"
            tabIndex={-1}
            className={styles.item}
            onClick={() => {
              setOpen(false);
              // The dialog gives the focus back to what had it, and this line will be hidden.
              focusOpener();
              begin(act);
            }}
          >
            {label}
          </button>
        ))}
      </div>
    </div>
  );
}
