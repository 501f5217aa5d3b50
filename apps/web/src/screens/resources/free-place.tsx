import { Link } from '@tanstack/react-router';
import type { ResourceSummary } from '@yizhan/contract';
import { useState } from 'react';
import { bookedValue } from '../../bookings/booked-value.ts';
import { Calendar } from '../../bookings/calendar.tsx';
import { useRuleWords } from '../../bookings/rule-words.ts';
import type { Picked, Slot } from '../../bookings/slots.ts';
import { useBookingTexts } from '../../texts/use-booking-texts.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import styles from './resources.module.css';

interface FreePlaceProps {
  resource: ResourceSummary;
  name: string;
  start: string;
  end: string;
  sections: readonly number[] | undefined;
}

/** A free room: booked at the time asked, or at another one that is picked in its calendar. */
export function FreePlace({ resource, name, start, end, sections }: FreePlaceProps) {
  const t = useBookingTexts();
  const rules = useRuleWords();
  const by = sections ? 'sections' : 'clock';
  const [open, setOpen] = useState(false);
  const [day, setDay] = useState(start.slice(0, 10));
  const [picked, setPicked] = useState<{ place: Picked; slots: readonly Slot[] }>();
  const { id, service, building, seats, equipment } = resource;
  const time = picked
    ? bookedValue(resource, by, picked.place, picked.slots)
    : { start, end, ...(sections && { sections }) };
  const facts = [building, seats === undefined ? '' : t('seats', { count: seats }), ...equipment];
  return (
    <section className={`card ${styles.place}`} aria-label={name}>
      <div className={styles.head}>
        <div className={styles.words}>
          <h2>{name}</h2>
          <p className={styles.facts}>{facts.filter((fact) => fact !== '').join(' · ')}</p>
          <p className={styles.facts}>{rules(resource).join(' · ')}</p>
        </div>
        <div className={styles.acts}>
          <Button aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('schedule')}
          </Button>
          {service && (
            <Link
              to="/services/$id/apply"
              params={{ id: service }}
              search={{
                resource: id,
                start: time.start,
                end: time.end,
                ...(time.sections && { sections: time.sections.join('-') }),
              }}
              className={buttonClass('primary')}
            >
              {t('book')} <span className="number">{`${time.start.slice(11)}–${time.end.slice(11)}`}</span>
            </Link>
          )}
        </div>
      </div>
      {open && (
        <Calendar
          resource={id}
          by={by}
          day={day}
          picked={picked?.place}
          onDay={(next) => {
            setDay(next);
            setPicked(undefined);
          }}
          onPick={(place, slots) => {
            setDay(place.day);
            setPicked({ place, slots });
          }}
        />
      )}
    </section>
  );
}
