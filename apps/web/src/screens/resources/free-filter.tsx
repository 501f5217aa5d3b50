import type { QueryView } from '@yizhan/contract';
import controls from '../../fields/controls.module.css';
import { useBookingTexts } from '../../texts/use-booking-texts.ts';
import { Labelled } from '../../ui/labelled.tsx';
import styles from './resources.module.css';

export interface FreeWish {
  kind: string;
  campus: string;
  building: string;
  seats: string;
  day: string;
  /** By a day, or by a weekday in weeks of a term. */
  when: 'day' | 'weeks';
  term: string;
  weekFrom: string;
  weekUntil: string;
  weekday: string;
  by: 'sections' | 'clock';
  first: string;
  last: string;
  start: string;
  end: string;
}

/** What there is to choose from; without terms, only days. */
export type FreeChoices = Pick<QueryView, 'kinds' | 'campuses' | 'buildings' | 'sections'> &
  Partial<Pick<QueryView, 'terms'>>;

interface FilterProps {
  all: FreeChoices;
  wish: FreeWish;
  put(part: Partial<FreeWish>): void;
}

/** What is looked for, and when. */
export function FreeFilter({ all, wish, put }: FilterProps) {
  const t = useBookingTexts();
  return (
    <form className={`card ${styles.filter}`} onSubmit={(event) => event.preventDefault()}>
      {all.kinds.length > 1 && (
        <Choice
          id="kind"
          label={t('kind')}
          value={wish.kind}
          values={all.kinds}
          wordsFor={(each) => t(`kinds.${each as 'classroom'}`, { defaultValue: each })}
          put={(kind) => put({ kind, building: '' })}
        />
      )}
      <Choice
        id="campus"
        label={t('campus')}
        value={wish.campus}
        values={all.campuses}
        put={(campus) => put({ campus })}
        any
      />
      <Choice
        id="building"
        label={t('building')}
        value={wish.building}
        values={all.buildings}
        put={(building) => put({ building })}
        any
      />
      <Typed
        id="seats"
        type="number"
        label={t('leastSeats')}
        value={wish.seats}
        put={(seats) => put({ seats })}
      />
      <When all={all} wish={wish} put={put} />
      <Choice
        id="by"
        label={t('how')}
        value={wish.by}
        values={['sections', 'clock']}
        wordsFor={(each) => t(each === 'clock' ? 'byClock' : 'bySections')}
        put={(by) => put({ by: by === 'clock' ? 'clock' : 'sections' })}
      />
      <Times all={all} wish={wish} put={put} />
    </form>
  );
}

/** A day, or a weekday in weeks of a term. */
function When({ all, wish, put }: FilterProps) {
  const t = useBookingTexts();
  const { terms = [] } = all;
  const term = terms.find(({ id }) => id === wish.term);
  const weeks = Array.from({ length: term?.weeks ?? 0 }, (_, index) => String(index + 1));
  const week = (number: string) => t('weekNumber', { number });
  return (
    <>
      {terms.length > 0 && (
        <Choice
          id="when"
          label={t('when')}
          value={wish.when}
          values={['day', 'weeks']}
          wordsFor={(each) => t(each === 'day' ? 'byDay' : 'byWeeks')}
          put={(when) => put({ when: when === 'weeks' ? 'weeks' : 'day' })}
        />
      )}
      {wish.when === 'day' && (
        <Typed
          id="day"
          type="date"
          label={t('date')}
          value={wish.day}
          put={(day) => day !== '' && put({ day })}
        />
      )}
      {wish.when === 'weeks' && (
        <>
          <Choice
            id="term"
            label={t('term')}
            value={wish.term}
            values={terms.map(({ id }) => id)}
            wordsFor={(each) => terms.find(({ id }) => id === each)?.name ?? each}
            put={(next) => put({ term: next, weekFrom: '1', weekUntil: '1' })}
          />
          <Choice
            id="weekFrom"
            label={t('weekFrom')}
            value={wish.weekFrom}
            values={weeks}
            wordsFor={week}
            put={(weekFrom) =>
              put({ weekFrom, ...(Number(weekFrom) > Number(wish.weekUntil) && { weekUntil: weekFrom }) })
            }
          />
          <Choice
            id="weekUntil"
            label={t('weekUntil')}
            value={wish.weekUntil}
            values={weeks.filter((each) => Number(each) >= Number(wish.weekFrom))}
            wordsFor={week}
            put={(weekUntil) => put({ weekUntil })}
          />
          <Choice
            id="weekday"
            label={t('weekday')}
            value={wish.weekday}
            values={['1', '2', '3', '4', '5', '6', '7']}
            wordsFor={(each) => t(`weekdays.d${each as '1'}`)}
            put={(weekday) => put({ weekday })}
          />
        </>
      )}
    </>
  );
}

function Times({ all, wish, put }: FilterProps) {
  const t = useBookingTexts();
  if (wish.by === 'clock')
    return (
      <>
        <Typed
          id="start"
          type="time"
          label={t('from')}
          value={wish.start}
          put={(start) => start && put({ start })}
        />
        <Typed id="end" type="time" label={t('until')} value={wish.end} put={(end) => end && put({ end })} />
      </>
    );
  const numbers = all.sections.map(({ number }) => String(number));
  const wordsFor = (number: string) => t('section', { number });
  return (
    <>
      <Choice
        id="first"
        label={t('from')}
        value={wish.first}
        values={numbers}
        wordsFor={wordsFor}
        put={(first) => put({ first, ...(Number(first) > Number(wish.last) && { last: first }) })}
      />
      <Choice
        id="last"
        label={t('until')}
        value={wish.last}
        values={numbers.filter((each) => Number(each) >= Number(wish.first))}
        wordsFor={wordsFor}
        put={(last) => put({ last })}
      />
    </>
  );
}

interface TypedProps {
  id: string;
  type: 'number' | 'date' | 'time';
  label: string;
  value: string;
  put(value: string): unknown;
}

function Typed({ id, type, label, value, put }: TypedProps) {
  return (
    <Labelled id={id} label={label} needed={false}>
      <input
        id={id}
        type={type}
        min={type === 'number' ? 0 : undefined}
        className={controls.input}
        value={value}
        onChange={(event) => put(event.target.value)}
      />
    </Labelled>
  );
}

interface ChoiceProps {
  id: string;
  label: string;
  value: string;
  values: readonly string[];
  any?: boolean;
  wordsFor?(value: string): string;
  put(value: string): void;
}

function Choice({ id, label, value, values, any = false, wordsFor = (each) => each, put }: ChoiceProps) {
  const t = useBookingTexts();
  return (
    <Labelled id={id} label={label} needed={false}>
      <select id={id} className={controls.input} value={value} onChange={(event) => put(event.target.value)}>
        {any && <option value="">{t('all')}</option>}
        {values.map((each) => (
          <option key={each} value={each}>
            {wordsFor(each)}
          </option>
        ))}
      </select>
    </Labelled>
  );
}
