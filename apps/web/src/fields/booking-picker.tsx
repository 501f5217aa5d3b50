import { useQuery } from '@tanstack/react-query';
import type { ResourceSummary } from '@yizhan/contract';
import { type BookingValue, formatValue } from '@yizhan/forms';
import { useState } from 'react';
import { bookedValue } from '../bookings/booked-value.ts';
import { resourcesQuery } from '../bookings/bookings.query.ts';
import { Calendar } from '../bookings/calendar.tsx';
import { useRuleWords } from '../bookings/rule-words.ts';
import { inLanguage, useLanguage, useTexts } from '../texts/index.ts';
import { schoolDate } from '../texts/times.ts';
import { useBookingTexts } from '../texts/use-booking-texts.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Labelled } from '../ui/labelled.tsx';
import { LoadFailed } from '../ui/notice.tsx';
import styles from './booking.module.css';
import controls from './controls.module.css';
import type { FieldOf } from './field-props.ts';

interface PickerProps {
  id: string;
  field: FieldOf<'booking'>;
  title: string;
  value: BookingValue | undefined;
  onClose(): void;
  onPick(value: BookingValue): void;
}

/** The place first, then its calendar; on a phone a sheet from below. */
export function BookingPicker({ id, field, title, value, onClose, onPick }: PickerProps) {
  const t = useTexts();
  const b = useBookingTexts();
  const locale = useLanguage();
  const rules = useRuleWords();
  const { data, error, refetch } = useQuery(resourcesQuery(field.kinds, field.buildings));
  const [draft, setDraft] = useState(value);
  const [place, setPlace] = useState(value?.resource ?? '');
  const [day, setDay] = useState(value?.start.slice(0, 10) ?? schoolDate(new Date()));
  const [first, setFirst] = useState(0);
  const [last, setLast] = useState(-1);
  const resource = data?.items.find((each) => each.id === place) ?? data?.items[0];
  const by = field.by ?? 'clock';
  const complete = draft !== undefined && draft.resource === resource?.id ? draft : undefined;
  return (
    <Dialog
      title={title}
      wide
      onClose={onClose}
      acts={
        <>
          <span className={styles.summary} role="status">
            {complete ? formatValue(field, complete, { people: {}, units: {} }, locale) : b('chooseFirst')}
          </span>
          <Button className={styles.act ?? ''} onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            kind="primary"
            className={styles.act ?? ''}
            busy={complete === undefined}
            onClick={() => complete && onPick(complete)}
          >
            {b('done')}
          </Button>
        </>
      }
    >
      {error && <LoadFailed error={error} retry={() => void refetch()} />}
      {resource && (
        <div className={styles.picker}>
          <Labelled id={`${id}-place`} label={b('place')} needed>
            <select
              id={`${id}-place`}
              data-first=""
              className={controls.input}
              value={resource.id}
              onChange={(event) => {
                setPlace(event.target.value);
                setDraft(undefined);
                setLast(-1);
              }}
            >
              {[...Map.groupBy(data?.items ?? [], ({ building }) => building)].map(([building, list]) => (
                <optgroup key={building} label={building}>
                  {list.map((each) => (
                    <option key={each.id} value={each.id}>
                      {optionOf(each)}
                    </option>
                  ))}
                </optgroup>
              ))}
            </select>
          </Labelled>
          <p className={styles.rules}>{[...resource.equipment, ...rules(resource)].join(' · ')}</p>
          <Calendar
            resource={resource.id}
            by={by}
            day={day}
            picked={last < 0 ? undefined : { day, first, last }}
            onDay={(next) => {
              setDay(next);
              setLast(-1);
            }}
            onPick={(picked, slots) => {
              setDay(picked.day);
              setFirst(picked.first);
              setLast(picked.last);
              const until = draft?.until;
              setDraft({
                ...bookedValue(resource, by, picked, slots),
                ...(until !== undefined && until >= picked.day && { until }),
              });
            }}
          />
          <p className={styles.rules}>{b('byHand')}</p>
          {field.weekly && (
            <Labelled id={`${id}-until`} label={b('weekly')} needed={false} saysOptional>
              <input
                id={`${id}-until`}
                type="date"
                className={controls.input}
                min={day}
                disabled={complete === undefined}
                value={complete?.until ?? ''}
                onChange={(event) => {
                  if (complete === undefined) return;
                  const { until: _, ...once } = complete;
                  setDraft(event.target.value === '' ? once : { ...once, until: event.target.value });
                }}
              />
            </Labelled>
          )}
        </div>
      )}
    </Dialog>
  );

  function optionOf({ name, seats }: ResourceSummary): string {
    const words = inLanguage(name, locale);
    return seats === undefined ? words : `${words} · ${b('seats', { count: seats })}`;
  }
}
