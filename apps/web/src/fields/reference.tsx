import type { ReferenceValue } from '@yizhan/forms';
import { useState } from 'react';
import { useTexts } from '../texts/index.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import type { FieldOf, FieldProps } from './field-props.ts';
import styles from './reference.module.css';
import { ReferencePicker } from './reference-picker.tsx';

type ReferenceProps = FieldProps<FieldOf<'reference' | 'references'>> & { path: string };

/** Rows picked from elsewhere: what was picked, and a button that opens the list to pick from. */
export function ReferenceInput({ field, control, value, path, onChange, onLeave }: ReferenceProps) {
  const t = useTexts();
  const [open, setOpen] = useState(false);
  const several = field.type === 'references';
  const chosen = (Array.isArray(value) ? value : [value]).filter(isRow);
  const most = several ? (field.max ?? 100) : 1;
  const pickWords = chosen.length > 0 && !several ? t('form.pickOther') : t('form.pick');
  const put = (rows: readonly ReferenceValue[]) => {
    if (rows.length === 0) onChange(undefined);
    else onChange(several ? rows : rows[0]);
  };
  return (
    <div
      role="group"
      aria-label={control.name}
      aria-describedby={control.describedBy}
      className={`${styles.reference} ${control.compact ? styles.compact : ''}`}
    >
      {chosen.length > 0 && (
        <ul className={styles.chosen}>
          {chosen.map((row) => (
            <li key={row.id}>
              <span>{row.label}</span>
              <button
                type="button"
                className={styles.remove}
                aria-label={t('form.pickRemove', { label: row.label })}
                onClick={() => {
                  put(chosen.filter(({ id }) => id !== row.id));
                  onLeave();
                  document.getElementById(control.id)?.focus();
                }}
              >
                <Icon name="cross" size={16} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Button
        id={control.id}
        size="small"
        className={control.invalid ? (styles.invalid ?? '') : ''}
        aria-label={`${pickWords}：${control.name}`}
        aria-describedby={control.describedBy}
        onClick={() => setOpen(true)}
      >
        <Icon name="search" size={18} />
        {pickWords}
      </Button>
      {open && (
        <ReferencePicker
          title={control.name}
          path={path}
          from={field.from}
          several={several}
          most={most}
          chosen={chosen}
          onClose={() => {
            setOpen(false);
            onLeave();
          }}
          onPick={(rows) => {
            put(rows);
            setOpen(false);
            onLeave();
          }}
        />
      )}
    </div>
  );
}

function isRow(value: unknown): value is ReferenceValue {
  return typeof value === 'object' && value !== null && 'id' in value && 'label' in value;
}
