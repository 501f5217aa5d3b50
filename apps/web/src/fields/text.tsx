import { useTexts } from '../texts/index.ts';
import styles from './controls.module.css';
import type { FieldOf, FieldProps } from './field-props.ts';

type Kind = 'text' | 'phone' | 'idcard' | 'plate' | 'email' | 'url';

/** Which keys a phone shows. */
const kinds: Readonly<
  Record<Kind, { keyboard: 'text' | 'tel' | 'email' | 'url'; longest: number; capitals?: boolean }>
> = {
  text: { keyboard: 'text', longest: 500 },
  phone: { keyboard: 'tel', longest: 30 },
  idcard: { keyboard: 'text', longest: 24, capitals: true },
  plate: { keyboard: 'text', longest: 12, capitals: true },
  email: { keyboard: 'email', longest: 254 },
  url: { keyboard: 'url', longest: 2000 },
};

export function TextInput({ field, control, value, onChange, onLeave }: FieldProps<FieldOf<Kind>>) {
  const { keyboard, longest, capitals } = kinds[field.type as Kind];
  return (
    <input
      id={control.id}
      className={styles.input}
      type={field.type === 'phone' ? 'tel' : 'text'}
      inputMode={keyboard}
      autoCapitalize={capitals ? 'characters' : 'off'}
      spellCheck={field.type === 'text'}
      autoComplete="off"
      aria-label={control.labelled ? undefined : control.name}
      aria-describedby={control.describedBy}
      aria-invalid={control.invalid}
      aria-required={control.required}
      maxLength={('maxLength' in field ? field.maxLength : undefined) ?? longest}
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
