import { useTexts } from '../texts/index.ts';
import styles from './controls.module.css';
import type { FieldOf, FieldProps } from './field-props.ts';

export function TextInput({
  field,
  control,
  value,
  onChange,
  onLeave,
}: FieldProps<FieldOf<'text' | 'phone'>>) {
  return (
    <input
      id={control.id}
      className={styles.input}
      type={field.type === 'phone' ? 'tel' : 'text'}
      autoComplete="off"
      aria-label={control.labelled ? undefined : control.name}
      aria-describedby={control.describedBy}
      aria-invalid={control.invalid}
      aria-required={control.required}
      maxLength={field.maxLength ?? (field.type === 'phone' ? 30 : 500)}
      placeholder={field.placeholder}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.target.value || undefined)}
      onBlur={onLeave}
    />
  );
}

export function TextArea({ field, control, value, onChange, onLeave }: FieldProps<FieldOf<'textarea'>>) {
  const t = useTexts();
  const text = typeof value === 'string' ? value : '';
  return (
    <>
      <textarea
        id={control.id}
        className={`${styles.input} ${styles.area} ${control.compact ? styles.areaCompact : ''}`}
        rows={control.compact ? 1 : 3}
        aria-label={control.labelled ? undefined : control.name}
        aria-describedby={control.describedBy}
        aria-invalid={control.invalid}
        aria-required={control.required}
        maxLength={field.maxLength ?? 2000}
        placeholder={field.placeholder}
        value={text}
        onChange={(event) => onChange(event.target.value || undefined)}
        onBlur={onLeave}
      />
      {field.maxLength !== undefined && !control.compact && (
        <span className={styles.counted} aria-hidden="true">
          {t('form.counted', { count: [...text].length, max: field.maxLength })}
        </span>
      )}
    </>
  );
}
