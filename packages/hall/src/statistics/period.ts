/** Days in China, `YYYY-MM-DD`, of the period that statistics are about, and the parts that a chart of it has. */
import { Refused } from '@yizhan/contract';

export type PeriodName = 'week' | 'month' | 'term' | 'year';
export type Part = 'day' | 'week' | 'month';

export interface Period {
  /** Both inclusive. */
  readonly from: string;
  readonly to: string;
}

const aDay = 86_400_000;
/** More is no picture any more. */
const mostParts = 120;
const mostDays = 3660;

const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`);
const dayOf = (date: Date): string => date.toISOString().slice(0, 10);
const later = (day: string, days: number): string => dayOf(new Date(dateOf(day).getTime() + days * aDay));

/** From its first day until today. 学期 begin as those of quotas do: in September and in February. */
export function currentPeriod(name: PeriodName, today: string): Period {
  const [year = '', month = ''] = today.split('-');
  switch (name) {
    case 'week':
      return { from: mondayOf(today), to: today };
    case 'month':
      return { from: `${year}-${month}-01`, to: today };
    case 'year':
      return { from: `${year}-01-01`, to: today };
    case 'term':
      if (month >= '09') return { from: `${year}-09-01`, to: today };
      return { from: month >= '02' ? `${year}-02-01` : `${Number(year) - 1}-09-01`, to: today };
  }
}

/** @throws Refused `statistics/period` */
export function checkPeriod({ from, to }: Period): Period {
  const isDay = (day: string) => !Number.isNaN(dateOf(day).getTime()) && dayOf(dateOf(day)) === day;
  const days = (dateOf(to).getTime() - dateOf(from).getTime()) / aDay;
  if (!isDay(from) || !isDay(to) || days < 0 || days > mostDays) throw new Refused('statistics/period');
  return { from, to };
}

/** The parts that suit the period, and those asked for only where they are not too many. */
export function partFor(period: Period, asked: Part | undefined): Part {
  const order: readonly Part[] = ['day', 'week', 'month'];
  const days = (dateOf(period.to).getTime() - dateOf(period.from).getTime()) / aDay + 1;
  const usual: Part = days <= 62 ? 'day' : days <= 400 ? 'week' : 'month';
  const wanted = asked ?? usual;
  return (
    order.find((part) => order.indexOf(part) >= order.indexOf(wanted) && days <= mostParts * daysIn[part]) ??
    'month'
  );
}

const daysIn: Readonly<Record<Part, number>> = { day: 1, week: 7, month: 30.4 };

/** The first day of every part that the period touches, as `date_trunc` names them. */
export function partsOf({ from, to }: Period, part: Part): readonly string[] {
  const parts: string[] = [];
  for (let day = firstOf(from, part); day <= to; day = nextOf(day, part)) parts.push(day);
  return parts;
}

function firstOf(day: string, part: Part): string {
  if (part === 'day') return day;
  return part === 'week' ? mondayOf(day) : `${day.slice(0, 7)}-01`;
}

function nextOf(first: string, part: Part): string {
  if (part !== 'month') return later(first, daysIn[part]);
  const date = dateOf(first);
  date.setUTCMonth(date.getUTCMonth() + 1);
  return dayOf(date);
}

const mondayOf = (day: string): string => later(day, -((dateOf(day).getUTCDay() + 6) % 7));

/** The moments that bound it: from the first, and before the second. China is UTC+8 all year. */
export const momentsOf = ({ from, to }: Period): readonly [from: string, before: string] => [
  new Date(dateOf(from).getTime() - 8 * 3_600_000).toISOString(),
  new Date(dateOf(to).getTime() + aDay - 8 * 3_600_000).toISOString(),
];
