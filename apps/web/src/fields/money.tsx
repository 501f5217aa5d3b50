import { showYuan } from '@yizhan/forms';
import { useState } from 'react';
import { useTexts } from '../texts/index.ts';
import styles from './controls.module.css';
import type { FieldOf, FieldProps } from './field-props.ts';
import { parseYuan, plainYuan, typedYuan } from './money.ts';

/** Plain digits while one types, parted thousands and two decimals afterwards. */
export function MoneyInput({ field, control, value, onChange, onLeave }: FieldProps<FieldOf<'money'>>) {
  const t = useTexts();
  const [typed, setTyped] = useState<string>();
  const cents = typeof value === 'number' ? value : undefined;
  return (
    <span className={styles.affixed}>
      <span className={styles.prefix}>¥</span>
      <input
        id={control.id}
        className={`${styles.input} ${styles.withPrefix} ${control.compact ? '' : styles.withSuffix}`}
        inputMode="decimal"
        autoComplete="off"
        aria-label={control.labelled ? undefined : control.name}
        aria-describedby={control.describedBy}
        aria-invalid={control.invalid}
        aria-required={control.required}
        placeholder={field.placeholder ?? '0.00'}
        value={typed ?? (cents === undefined ? '' : showYuan(cents))}
        onFocus={(event) => {
          if (cents === undefined) return;
          setTyped(plainYuan(cents));
          requestAnimationFrame(() => event.target.select());
        }}
        onChange={(event) => {
          const text = typedYuan(event.target.value);
          setTyped(text);
          onChange(parseYuan(text));
        }}
        onBlur={() => {
          setTyped(undefined);
          onLeave();
        }}
      />
      {!control.compact && <span className={styles.suffix}>{t('form.moneyUnit')}</span>}
    </span>
  );
}
