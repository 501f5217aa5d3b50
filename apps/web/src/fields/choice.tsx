import { Select } from 'antd';
import { labelOf } from '../form/labels.ts';
import { useLanguage, useTexts } from '../texts/index.ts';
import styles from './controls.module.css';
import type { FieldOf, FieldProps } from './field-props.ts';
import { popupPlace } from './popup-place.ts';

/** Up to so many options lie open; more are folded into a list that can be searched. */
const open = 8;

export function RadioChoice({ field, control, value, onChange, onLeave }: FieldProps<FieldOf<'radio'>>) {
  const locale = useLanguage();
  return (
    <Choices control={control} role="radiogroup">
      {field.options.map((option, index) => (
        <label key={option.value} className={styles.choice}>
          <input
            type="radio"
            id={index === 0 ? control.id : undefined}
            name={control.id}
            value={option.value}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
            onBlur={onLeave}
          />
          {labelOf(option, locale)}
        </label>
      ))}
      <Clear control={control} value={value} onChange={onChange} />
    </Choices>
  );
}

/** 是 or 否, and neither before somebody has chosen. An optional one in a table is a tick, to save room. */
export function BooleanChoice({ control, value, onChange, onLeave }: FieldProps<FieldOf<'boolean'>>) {
  const t = useTexts();
  if (control.compact && !control.required) {
    return (
      <label className={styles.tick}>
        <input
          type="checkbox"
          id={control.id}
          aria-label={control.name}
          aria-describedby={control.describedBy}
          checked={value === true}
          onChange={(event) => onChange(event.target.checked)}
          onBlur={onLeave}
        />
      </label>
    );
  }
  return (
    <Choices control={control} role="radiogroup">
      {[true, false].map((answer) => (
        <label key={String(answer)} className={styles.choice}>
          <input
            type="radio"
            id={answer ? control.id : undefined}
            name={control.id}
            checked={value === answer}
            onChange={() => onChange(answer)}
            onBlur={onLeave}
          />
          {answer ? t('yes') : t('no')}
        </label>
      ))}
      <Clear control={control} value={value} onChange={onChange} />
    </Choices>
  );
}

export function SelectChoice({ field, control, value, onChange, onLeave }: FieldProps<FieldOf<'select'>>) {
  const t = useTexts();
  const locale = useLanguage();
  return (
    <Select
      id={control.id}
      className={styles.full ?? ''}
      aria-label={control.labelled ? undefined : control.name}
      aria-describedby={control.describedBy}
      aria-invalid={control.invalid}
      aria-required={control.required}
      status={control.invalid ? 'error' : ''}
      placeholder={field.placeholder ?? t('form.choose')}
      allowClear={!control.required}
      showSearch={field.options.length > open ? { optionFilterProp: 'label' } : false}
      popupMatchSelectWidth={control.compact ? 240 : true}
      getPopupContainer={popupPlace}
      options={field.options.map((option) => ({ value: option.value, label: labelOf(option, locale) }))}
      value={typeof value === 'string' ? value : null}
      onChange={(chosen: string | null | undefined) => onChange(chosen ?? undefined)}
      onBlur={onLeave}
    />
  );
}

export function MultiChoice({
  field,
  control,
  value,
  onChange,
  onLeave,
}: FieldProps<FieldOf<'multiselect'>>) {
  const t = useTexts();
  const locale = useLanguage();
  const chosen = Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  if (field.options.length > open || control.compact) {
    return (
      <Select
        id={control.id}
        className={styles.full ?? ''}
        mode="multiple"
        aria-label={control.labelled ? undefined : control.name}
        aria-describedby={control.describedBy}
        aria-invalid={control.invalid}
        aria-required={control.required}
        status={control.invalid ? 'error' : ''}
        placeholder={field.placeholder ?? t('form.choose')}
        optionFilterProp="label"
        getPopupContainer={popupPlace}
        options={field.options.map((option) => ({ value: option.value, label: labelOf(option, locale) }))}
        value={chosen}
        onChange={(list: string[]) => onChange(list.length > 0 ? list : undefined)}
        onBlur={onLeave}
      />
    );
  }
  // In the order of the options, so that the same choice is always the same value.
  const toggle = (option: string, on: boolean) => {
    const list = field.options
      .map((one) => one.value)
      .filter((one) => (one === option ? on : chosen.includes(one)));
    onChange(list.length > 0 ? list : undefined);
  };
  return (
    <Choices control={control} role="group">
      {field.options.map((option, index) => (
        <label key={option.value} className={styles.choice}>
          <input
            type="checkbox"
            id={index === 0 ? control.id : undefined}
            checked={chosen.includes(option.value)}
            onChange={(event) => toggle(option.value, event.target.checked)}
            onBlur={onLeave}
          />
          {labelOf(option, locale)}
        </label>
      ))}
    </Choices>
  );
}

/** An optional choice can be taken back, which radio buttons by themselves cannot. */
function Clear({
  control,
  value,
  onChange,
}: Pick<FieldProps<FieldOf<'radio'>>, 'control' | 'value' | 'onChange'>) {
  const t = useTexts();
  if (control.required || value === undefined) return null;
  return (
    <button
      type="button"
      className={styles.clear}
      aria-label={t('form.clearOf', { label: control.name })}
      onClick={() => {
        onChange(undefined);
        document.getElementById(control.id)?.focus();
      }}
    >
      {t('form.clear')}
    </button>
  );
}

interface ChoicesProps {
  control: FieldProps<FieldOf<'radio'>>['control'];
  role: 'group' | 'radiogroup';
  children: React.ReactNode;
}

function Choices({ control, role, children }: ChoicesProps) {
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles take a label, the rule does not see which it is
    <div
      role={role}
      aria-label={control.name}
      aria-describedby={control.describedBy}
      aria-required={role === 'radiogroup' ? control.required : undefined}
      aria-invalid={role === 'radiogroup' ? control.invalid : undefined}
      className={`${styles.choices} ${control.invalid ? styles.choicesInvalid : ''} ${control.compact ? styles.choicesCompact : ''}`}
    >
      {children}
    </div>
  );
}
