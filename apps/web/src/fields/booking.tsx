import { formatValue, isBooking } from '@yizhan/forms';
import { lazy, Suspense, useState } from 'react';
import { useLanguage } from '../texts/index.ts';
import { useBookingTexts } from '../texts/use-booking-texts.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import styles from './booking.module.css';
import type { FieldOf, FieldProps } from './field-props.ts';

/** Few forms book anything: the calendar is fetched with the first one that is opened. */
const BookingPicker = lazy(async () => ({ default: (await import('./booking-picker.tsx')).BookingPicker }));

/** What is booked in words, and a button that opens the calendar. */
export function BookingInput({ field, control, value, onChange, onLeave }: FieldProps<FieldOf<'booking'>>) {
  const t = useBookingTexts();
  const locale = useLanguage();
  const [open, setOpen] = useState(false);
  const chosen = isBooking(value) ? value : undefined;
  const words = chosen ? t('pickOther') : t('pick');
  return (
    <div
      role="group"
      aria-label={control.name}
      aria-describedby={control.describedBy}
      className={styles.booking}
    >
      {chosen && (
        <p className={styles.chosen}>{formatValue(field, chosen, { people: {}, units: {} }, locale)}</p>
      )}
      <div className={styles.buttons}>
        <Button
          id={control.id}
          className={control.invalid ? (styles.invalid ?? '') : ''}
          aria-label={`${words}：${control.name}`}
          aria-describedby={control.describedBy}
          onClick={() => setOpen(true)}
        >
          <Icon name="clock" size={18} />
          {words}
        </Button>
        {chosen && !control.required && (
          <Button
            kind="quiet"
            aria-label={`${t('clear')}：${control.name}`}
            onClick={() => {
              onChange(undefined);
              onLeave();
            }}
          >
            {t('clear')}
          </Button>
        )}
      </div>
      {open && (
        <Suspense>
          <BookingPicker
            id={control.id}
            field={field}
            title={control.name}
            value={chosen}
            onClose={() => {
              setOpen(false);
              onLeave();
            }}
            onPick={(picked) => {
              onChange(picked);
              setOpen(false);
              onLeave();
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
