import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useTexts } from '../texts/index.ts';
import { useTouch } from '../ui/use-narrow.ts';
import styles from './controls.module.css';
import type { Control, FieldOf, FieldProps } from './field-props.ts';
import { popupPlace } from './popup-place.ts';

type Precision = 'day' | 'minute';
const kept = { day: 'YYYY-MM-DD', minute: 'YYYY-MM-DDTHH:mm' } as const;
const shown = { day: 'YYYY-MM-DD', minute: 'YYYY-MM-DD HH:mm' } as const;

export function DateInput({
  field,
  control,
  value,
  onChange,
  onLeave,
}: FieldProps<FieldOf<'date' | 'datetime'>>) {
  return (
    <Moment
      control={control}
      precision={field.type === 'date' ? 'day' : 'minute'}
      placeholder={field.placeholder}
      value={value}
      onChange={onChange}
      onLeave={onLeave}
    />
  );
}

/** Two pickers, not one with two panels: each is labelled, can be typed into, and fits on a phone. */
export function DateRangeInput({
  field,
  control,
  value,
  onChange,
  onLeave,
}: FieldProps<FieldOf<'daterange'>>) {
  const t = useTexts();
  const range: { start?: unknown; end?: unknown } = typeof value === 'object' && value !== null ? value : {};
  const precision = field.precision ?? 'day';
  const put = (part: 'start' | 'end', moment: string | undefined) => {
    const next = { ...range, [part]: moment };
    if (moment === undefined) delete next[part];
    onChange(next.start === undefined && next.end === undefined ? undefined : next);
  };
  return (
    <div
      role="group"
      aria-label={control.name}
      aria-describedby={control.describedBy}
      className={styles.range}
    >
      <Moment
        control={{ ...control, name: `${control.name} ${t('form.start')}` }}
        precision={precision}
        placeholder={t('form.start')}
        value={range.start}
        onChange={(moment) => put('start', moment)}
        onLeave={onLeave}
      />
      <span className={styles.dash} aria-hidden="true">
        –
      </span>
      <Moment
        control={{ ...control, id: `${control.id}-end`, name: `${control.name} ${t('form.end')}` }}
        precision={precision}
        placeholder={t('form.end')}
        value={range.end}
        notBefore={range.start}
        onChange={(moment) => put('end', moment)}
        onLeave={onLeave}
      />
    </div>
  );
}

interface MomentProps {
  control: Control;
  precision: Precision;
  placeholder: string | undefined;
  value: unknown;
  notBefore?: unknown;
  onChange(moment: string | undefined): void;
  onLeave(): void;
}

function Moment({ control, precision, placeholder, value, notBefore, onChange, onLeave }: MomentProps) {
  const t = useTexts();
  const least = typeof notBefore === 'string' ? dayjs(notBefore).startOf('day') : undefined;
  const touch = useTouch();
  const at = typeof value === 'string' ? dayjs(value) : null;
  return (
    <DatePicker
      id={control.id}
      className={styles.full ?? ''}
      aria-label={control.name}
      aria-describedby={control.describedBy}
      aria-invalid={control.invalid}
      aria-required={control.required}
      status={control.invalid ? 'error' : ''}
      format={shown[precision]}
      showTime={precision === 'minute' ? { format: 'HH:mm' } : false}
      placeholder={placeholder ?? t(precision === 'day' ? 'form.date' : 'form.datetime')}
      inputReadOnly={touch}
      allowClear={!control.required}
      getPopupContainer={popupPlace}
      {...(least && { minDate: least })}
      value={at?.isValid() ? at : null}
      onChange={(moment) => onChange(moment ? moment.format(kept[precision]) : undefined)}
      onBlur={onLeave}
    />
  );
}
