import type { ReactNode } from 'react';
import { useTexts } from '../texts/index.ts';
import styles from './labelled.module.css';

interface LabelledProps {
  /** Of the control. What is wrong with it has this id and `-fault`. */
  id: string;
  label: string;
  needed: boolean;
  /** Says 选填 where it is not needed. */
  saysOptional?: boolean;
  fault?: string | undefined;
  children: ReactNode;
}

/** A control outside a form with its label above it and what is wrong below. */
export function Labelled({ id, label, needed, saysOptional = false, fault, children }: LabelledProps) {
  const t = useTexts();
  return (
    <div className={styles.labelled}>
      <label htmlFor={id} className={styles.label}>
        {label}
        {needed && (
          <span className={styles.star} aria-hidden="true">
            *
          </span>
        )}
        {!needed && saysOptional && <span className={styles.optional}>{t('optional')}</span>}
      </label>
      {children}
      {fault && (
        <p id={`${id}-fault`} className={styles.fault}>
          {fault}
        </p>
      )}
    </div>
  );
}
