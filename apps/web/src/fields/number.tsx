import { useState } from 'react';
import styles from './controls.module.css';
import type { FieldOf, FieldProps } from './field-props.ts';
import { parseNumber, typedNumber } from './number-text.ts';

/** A text input, not `type=number`: that one takes "e", loses what it cannot read and changes under the wheel. */
export function NumberInput({ field, control, value, onChange, onLeave }: FieldProps<FieldOf<'number'>>) {
  const [typed, setTyped] = useState<string>();
  const decimals = field.decimals ?? 0;
  return (
    <span className={styles.affixed}>
      <input
        id={control.id}
        className={`${styles.input} ${field.unit ? styles.withSuffix : ''}`}
        inputMode={decimals > 0 ? 'decimal' : 'numeric'}
        autoComplete="off"
        aria-label={control.labelled ? undefined : control.name}
        aria-describedby={control.describedBy}
        aria-invalid={control.invalid}
        aria-required={control.required}
        placeholder={field.placeholder}
        value={typed ?? (typeof value === 'number' ? String(value) : '')}
        onChange={(event) => {
          const text = typedNumber(event.target.value, decimals);
          setTyped(text);
          onChange(parseNumber(text));
        }}
        onBlur={() => {
          setTyped(undefined);
          onLeave();
        }}
      />
      {field.unit && <span className={styles.suffix}>{field.unit}</span>}
    </span>
  );
}
