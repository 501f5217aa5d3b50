import type { ButtonHTMLAttributes } from 'react';
import styles from './button.module.css';

export type ButtonKind = 'primary' | 'plain' | 'danger' | 'quiet' | 'onDeep';
export type ButtonSize = 'small' | 'usual' | 'large';

/** The same look for links that act like buttons. */
export const buttonClass = (kind: ButtonKind = 'plain', size: ButtonSize = 'usual'): string =>
  `${styles.button} ${styles[kind]} ${styles[size]}`;

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: ButtonKind;
  size?: ButtonSize;
  busy?: boolean | undefined;
}

/** While `busy` it keeps its size and its focus and ignores presses. */
export function Button({
  kind,
  size,
  busy = false,
  className = '',
  onClick,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`${buttonClass(kind, size)} ${className}`}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {busy && <span className={styles.spinner} aria-hidden="true" />}
      {children}
    </button>
  );
}
