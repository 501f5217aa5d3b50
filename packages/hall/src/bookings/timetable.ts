import Type, { type Static } from 'typebox';
import Value from 'typebox/value';
import type { Site } from '../site.ts';
import { type Span, spanOfSections } from './times.ts';

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const Clock = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' });

const When = {
  sections: Type.Optional(Type.Array(Type.Integer({ minimum: 1, maximum: 20 }), { minItems: 1 })),
  start: Type.Optional(Clock),
  end: Type.Optional(Clock),
};

/** 课表 and 考试安排, by sections or by the clock: every week of a term, or on one day. */
const TimetableDocument = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,63}$' }),
    name: Type.String({ minLength: 1, maxLength: 100 }),
    /** The Monday of its first week; needed where entries name weeks. */
    firstMonday: Type.Optional(Day),
    entries: Type.Array(
      Type.Object(
        {
          resource: Type.String({ minLength: 1, maxLength: 64 }),
          title: Type.String({ minLength: 1, maxLength: 100 }),
          /** 1 is Monday. */
          weekday: Type.Optional(Type.Integer({ minimum: 1, maximum: 7 })),
          /** `1-16`, `1-8,10-16` */
          weeks: Type.Optional(Type.String({ pattern: '^\\d{1,2}(-\\d{1,2})?(,\\d{1,2}(-\\d{1,2})?)*$' })),
          date: Type.Optional(Day),
          ...When,
        },
        { additionalProperties: false },
      ),
      { maxItems: 20_000 },
    ),
  },
  { additionalProperties: false },
);
type TimetableDocument = Static<typeof TimetableDocument>;
type Entry = TimetableDocument['entries'][number];

export interface Lesson extends Span {
  readonly resource: string;
  readonly title: string;
}

export interface Timetable {
  readonly id: string;
  readonly name: string;
  readonly lessons: readonly Lesson[];
}

interface TimetableFault {
  /** Of the entry, like `/entries/3`. */
  readonly where: string;
  readonly message: string;
}

export type ReadTimetable =
  | { readonly timetable: Timetable }
  | { readonly faults: readonly TimetableFault[] };

/** Judges a timetable against the site's resources and sections, and says when each of its lessons is. */
export function readTimetable(content: unknown, site: Pick<Site, 'resources' | 'sections'>): ReadTimetable {
  if (!Value.Check(TimetableDocument, content))
    return {
      faults: Value.Errors(TimetableDocument, content).map(({ instancePath, message }) => ({
        where: instancePath,
        message,
      })),
    };
  const { id, name, firstMonday, entries } = content;
  const faults: TimetableFault[] = [];
  const lessons = entries.flatMap((entry, index): readonly Lesson[] => {
    const { resource, title } = entry;
    const days = site.resources.has(resource) ? daysOf(entry, firstMonday) : `没有可预约的“${resource}”`;
    const spans = typeof days === 'string' ? days : spansOf(entry, days, site);
    if (typeof spans !== 'string') return spans.map((span) => ({ resource, title, ...span }));
    faults.push({ where: `/entries/${index}`, message: spans });
    return [];
  });
  return faults.length > 0 ? { faults } : { timetable: { id, name, lessons } };
}

/** The days, or what is wrong. */
function daysOf(
  { date, weekday, weeks }: Entry,
  firstMonday: string | undefined,
): readonly string[] | string {
  if (date !== undefined) return isDay(date) ? [date] : `没有 ${date} 这一天`;
  if (weekday === undefined || weeks === undefined) return '要写 date，或者 weekday 和 weeks';
  if (firstMonday === undefined || !isDay(firstMonday) || new Date(`${firstMonday}T00:00Z`).getUTCDay() !== 1)
    return 'weeks 要配合 firstMonday（第一周的星期一）';
  const first = Date.parse(`${firstMonday}T00:00:00Z`);
  return weeks.split(',').flatMap((range) => {
    const [from = 0, until = from] = range.split('-').map(Number);
    return Array.from({ length: Math.max(0, until - from + 1) }, (_, index) =>
      new Date(first + ((from - 1 + index) * 7 + weekday - 1) * 86_400_000).toISOString().slice(0, 10),
    );
  });
}

function spansOf(
  { sections, start, end }: Entry,
  days: readonly string[],
  site: Pick<Site, 'sections'>,
): readonly Span[] | string {
  if (sections === undefined)
    return start !== undefined && end !== undefined && start < end
      ? days.map((day) => ({ start: `${day}T${start}`, end: `${day}T${end}` }))
      : '要写 sections，或者 start 和 end';
  const spans = days.map((day) => spanOfSections(day, sections, site.sections));
  return spans.every((span) => span !== undefined) ? spans : `没有第 ${sections.join('、')} 节`;
}

const isDay = (day: string): boolean => {
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
};
