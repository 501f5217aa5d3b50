/**
 * A question over the page, on the browser's own `<dialog>`: it holds the focus, closes on Escape and gives the
 * focus back by itself, and needs no style element (antd's Modal writes one without the page's nonce). The element
 * marked `data-first` has the focus at first, else the button that closes.
 */
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useTexts } from '../texts/index.ts';
import styles from './dialog.module.css';
import { Icon } from './icon.tsx';

interface DialogProps {
  title: string;
  /** For pages of documents rather than questions. */
  wide?: boolean;
  onClose(): void;
  children: ReactNode;
  acts: ReactNode;
}

export function Dialog({ title, wide = false, onClose, children, acts }: DialogProps) {
  const t = useTexts();
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // Not a later effect: a dialog that is closed after it has left the page gives the focus to nobody.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>('[data-first]')?.focus();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      className={`${styles.dialog} ${wide ? styles.wide : ''}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className={styles.head}>
        <h2 id={titleId}>{title}</h2>
        <button type="button" className={styles.close} aria-label={t('close')} onClick={onClose}>
          <Icon name="cross" />
        </button>
      </div>
      <div className={styles.body}>{children}</div>
      <div className={styles.acts}>{acts}</div>
    </dialog>
  );
}
