import { useQuery } from '@tanstack/react-query';
import type { Busy } from '@yizhan/contract';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useLanguage } from '../texts/index.ts';
import { schoolDate } from '../texts/times.ts';
import { useBookingTexts } from '../texts/use-booking-texts.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { LoadFailed } from '../ui/notice.tsx';
import { useNarrow } from '../ui/use-narrow.ts';
import { busyQuery } from './bookings.query.ts';
import styles from './calendar.module.css';
import { addDays, mondayOf, type Picked, pressed, type Slot, slotsOf, takenBy } from './slots.ts';

export interface CalendarProps {
  resource: string;
  by: 'clock' | 'sections';
  day: string;
  picked: Picked | undefined;
  onDay(day: string): void;
  onPick(picked: Picked, slots: readonly Slot[]): void;
}

/** 日历: a resource's day as chips, or its week as a table; on a phone it begins with the day. */
export function Calendar({ resource, by, day, picked, onDay, onPick }: CalendarProps) {
  const t = useBookingTexts();
  const narrow = useNarrow();
  const [chosenView, setView] = useState<'day' | 'week'>();
  const view = chosenView ?? (narrow ? 'day' : 'week');
  const monday = mondayOf(day);
  const week = Array.from({ length: 7 }, (_, index) => addDays(monday, index));
  const { data, error, refetch } = useQuery(busyQuery(resource, monday, addDays(monday, 6)));
  const slots = data ? slotsOf(data.resource, by, data.sections) : [];
  const now = nowHere();
  const stateOf = (on: string, slot: Slot): SlotState => {
    if (`${on}T${slot.start}` < now) return { is: 'past' };
    const busy = takenBy(data?.items ?? [], on, slot);
    return busy === undefined ? { is: 'free' } : { is: busy.mine ? 'mine' : 'taken', busy };
  };
  const press = (on: string, index: number) => {
    const isFree = (each: number) => {
      const slot = slots[each];
      return slot !== undefined && stateOf(on, slot).is === 'free';
    };
    if (isFree(index)) onPick(pressed(picked, on, index, isFree), slots);
  };
  return (
    <div className={styles.calendar}>
      <div className={styles.bar}>
        <Button
          size="small"
          aria-label={t('earlier')}
          onClick={() => onDay(addDays(day, -7))}
          className={styles.arrow ?? ''}
        >
          <Icon name="arrowLeft" size={18} />
        </Button>
        <input
          type="date"
          className={styles.date}
          aria-label={t('date')}
          value={day}
          onChange={(event) => event.target.value !== '' && onDay(event.target.value)}
        />
        <Button
          size="small"
          aria-label={t('later')}
          onClick={() => onDay(addDays(day, 7))}
          className={styles.arrow ?? ''}
        >
          <Icon name="arrowRight" size={18} />
        </Button>
        <fieldset className={styles.views} aria-label={t('view')}>
          {(['day', 'week'] as const).map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={view === each}
              className={styles.view}
              onClick={() => setView(each)}
            >
              {t(each)}
            </button>
          ))}
        </fieldset>
      </div>
      {view === 'day' && <DayStrip week={week} day={day} onDay={onDay} />}
      {error && <LoadFailed error={error} retry={() => void refetch()} />}
      {!error && (
        <Grid
          key={view}
          days={view === 'day' ? [day] : week}
          slots={slots}
          view={view}
          picked={picked}
          stateOf={stateOf}
          press={press}
        />
      )}
      <p className={styles.legend}>
        <span className={styles.dotFree} /> {t('free')} <span className={styles.dotTaken} /> {t('taken')}{' '}
        <span className={styles.dotMine} /> {t('mine')}
      </p>
    </div>
  );
}

interface SlotState {
  is: 'free' | 'taken' | 'mine' | 'past';
  busy?: Busy;
}

function DayStrip({ week, day, onDay }: { week: readonly string[]; day: string; onDay(day: string): void }) {
  const t = useBookingTexts();
  const weekday = useWeekday();
  return (
    <fieldset className={styles.strip} aria-label={t('days')}>
      {week.map((each) => (
        <button
          key={each}
          type="button"
          className={styles.stripDay}
          aria-pressed={each === day}
          onClick={() => onDay(each)}
        >
          <span>{weekday(each)}</span>
          <span className="number">{Number(each.slice(8))}</span>
        </button>
      ))}
    </fieldset>
  );
}

interface GridProps {
  days: readonly string[];
  slots: readonly Slot[];
  view: 'day' | 'week';
  picked: Picked | undefined;
  stateOf(day: string, slot: Slot): SlotState;
  press(day: string, index: number): void;
}

/** One stop of the tab key; the arrows move within. */
function Grid({ days, slots, view, picked, stateOf, press }: GridProps) {
  const t = useBookingTexts();
  const weekday = useWeekday();
  const ref = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState({ column: 0, row: 0 });
  const move = (event: KeyboardEvent, column: number, row: number) => {
    const steps: Readonly<Record<string, readonly [number, number]>> = {
      ArrowUp: view === 'day' ? [0, -3] : [0, -1],
      ArrowDown: view === 'day' ? [0, 3] : [0, 1],
      ArrowLeft: view === 'day' ? [0, -1] : [-1, 0],
      ArrowRight: view === 'day' ? [0, 1] : [1, 0],
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = {
      column: Math.min(Math.max(column + step[0], 0), days.length - 1),
      row: Math.min(Math.max(row + step[1], 0), slots.length - 1),
    };
    setAt(next);
    ref.current?.querySelector<HTMLElement>(`[data-at="${next.column} ${next.row}"]`)?.focus();
  };
  return (
    <div ref={ref} className={view === 'day' ? styles.chips : styles.week}>
      {days.map((day, column) => (
        <div key={day} role="group" aria-label={t('slots', { day })} className={styles.column}>
          {view === 'week' && (
            <p className={styles.head} aria-hidden="true">
              {weekday(day)}{' '}
              <span className="number">{`${Number(day.slice(5, 7))}/${Number(day.slice(8))}`}</span>
            </p>
          )}
          {slots.map((slot, row) => (
            <SlotButton
              key={slot.start}
              day={day}
              slot={slot}
              view={view}
              state={stateOf(day, slot)}
              place={`${column} ${row}`}
              isPicked={picked?.day === day && row >= picked.first && row <= picked.last}
              isStop={at.column === column && at.row === row}
              onFocus={() => setAt({ column, row })}
              onKeyDown={(event) => move(event, column, row)}
              onClick={() => press(day, row)}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

interface SlotProps {
  day: string;
  slot: Slot;
  view: 'day' | 'week';
  state: SlotState;
  place: string;
  isPicked: boolean;
  isStop: boolean;
  onFocus(): void;
  onKeyDown(event: KeyboardEvent): void;
  onClick(): void;
}

function SlotButton({ day, slot, view, state: { is, busy }, place, isPicked, isStop, ...on }: SlotProps) {
  const t = useBookingTexts();
  const { section, start, end } = slot;
  const name = section === undefined ? start : t('section', { number: section });
  const told = [busy?.title, busy?.person].filter(Boolean).join(' ');
  const below = section === undefined ? t(is) : start;
  return (
    <button
      type="button"
      data-at={place}
      className={`${styles.slot} ${styles[is]}`}
      aria-pressed={isPicked}
      aria-disabled={is !== 'free'}
      aria-label={`${day} ${name} ${start}–${end} ${t(is)} ${told}`.trim()}
      title={told || `${start}–${end}`}
      tabIndex={isStop ? 0 : -1}
      {...on}
    >
      <span>{view === 'week' ? (section ?? start) : name}</span>
      {view === 'day' && <span className={styles.small}>{told || below}</span>}
    </button>
  );
}

function useWeekday(): (day: string) => string {
  const locale = useLanguage();
  const format = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  return (day) => format.format(new Date(`${day}T00:00:00Z`));
}

/** The school's clock. */
const nowHere = (): string =>
  `${schoolDate(new Date())}T${new Date(Date.now() + 8 * 3_600_000).toISOString().slice(11, 16)}`;
