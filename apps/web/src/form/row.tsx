import type { ColumnField } from '@yizhan/forms';
import { memo } from 'react';
import { isGroup } from '../fields/field-props.ts';
import { ReadValue } from '../fields/read-value.tsx';
import { useLanguage, useTexts } from '../texts/index.ts';
import { Icon } from '../ui/icon.tsx';
import { controlId } from './control-id.ts';
import { labelOf } from './labels.ts';
import { OriginLine } from './origin-line.tsx';
import styles from './row.module.css';
import { useSurroundings } from './surroundings.tsx';

interface RowProps {
  field: ColumnField;
  value: unknown;
  editable: boolean;
  required: boolean;
  fault: string | undefined;
  /** Both stay the same functions while the form lives: rows that did not change are not drawn again. */
  set(key: string, value: unknown): void;
  leave(path: string): void;
}

/** One field of a form: label, control or value, help, origin, fault. */
export const Row = memo(function Row({ field, value, editable, required, fault, set, leave }: RowProps) {
  const t = useTexts();
  const locale = useLanguage();
  const { origins, Input } = useSurroundings();
  const origin = origins[field.key];
  const id = controlId(field.key);
  const label = labelOf(field, locale);
  const described = [
    field.help && editable ? `${id}-help` : '',
    origin ? `${id}-origin` : '',
    fault ? `${id}-fault` : '',
  ].filter(Boolean);
  const inside = (
    <>
      {label}
      {editable && required && (
        <span className={styles.star} aria-hidden="true">
          *
        </span>
      )}
      {field.lock && origin && (
        <span className={styles.lock} title={t('form.locked')}>
          <Icon name="lock" size={15} />
          <span className="hidden">{t('form.locked')}</span>
        </span>
      )}
    </>
  );
  return (
    <div className={`${styles.row} ${spanOf(field)} ${editable ? '' : styles.read}`} data-field={field.key}>
      {editable && !isGroup(field) ? (
        <label htmlFor={id} className={styles.label}>
          {inside}
        </label>
      ) : (
        <span className={styles.label}>{inside}</span>
      )}
      {editable && Input ? (
        <Input
          field={field}
          path={field.key}
          value={value}
          control={{
            id,
            name: label,
            labelled: !isGroup(field),
            describedBy: described.join(' ') || undefined,
            invalid: fault !== undefined,
            required,
            compact: false,
          }}
          onChange={(next) => set(field.key, next)}
          onLeave={() => leave(field.key)}
        />
      ) : (
        <div className={styles.value} id={id} tabIndex={fault ? -1 : undefined}>
          <ReadValue field={field} value={value} />
        </div>
      )}
      {fault && (
        <p id={`${id}-fault`} className={styles.fault}>
          {fault}
        </p>
      )}
      {field.help && editable && (
        <p id={`${id}-help`} className={styles.help}>
          {field.help}
        </p>
      )}
      {origin && <OriginLine id={`${id}-origin`} origin={origin} locked={field.lock === true} />}
    </div>
  );
});

/** Spans are classes and not style attributes, so that narrow screens can overrule them. */
function spanOf(field: { type: string; span?: number }): string {
  const wide =
    field.type === 'table' ||
    field.type === 'textarea' ||
    field.type === 'attachment' ||
    field.type === 'image' ||
    field.type === 'signature' ||
    field.type === 'address' ||
    field.type === 'booking' ||
    field.type === 'references' ||
    field.type === 'note';
  const span = field.span ?? (wide ? 24 : 8);
  if (span >= 24) return styles.span24 ?? '';
  if (span >= 14) return styles.span16 ?? '';
  if (span >= 10) return styles.span12 ?? '';
  if (span >= 7) return styles.span8 ?? '';
  return styles.span6 ?? '';
}
