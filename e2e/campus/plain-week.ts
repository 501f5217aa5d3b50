import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../../site/demo/site.json', import.meta.url));
const { calendar } = JSON.parse(readFileSync(file, 'utf8')) as {
  calendar: { holidays: readonly string[]; workdays: readonly string[] };
};
const day = 86_400_000;

/**
 * Monday to Friday of the first week, at least eight days from now, that neither a holiday nor a make-up day touches:
 * five working days whenever the tests run, with time enough for what wants notice and within what may be booked.
 */
export function plainWeek(now: Date = new Date()): readonly string[] {
  for (let ahead = 8; ahead < 60; ahead += 1) {
    const monday = new Date(now.getTime() + ahead * day);
    const week = Array.from({ length: 7 }, (_, later) => atSchool(monday.getTime() + later * day));
    const special = week.some((date) => calendar.holidays.includes(date) || calendar.workdays.includes(date));
    if (isMonday(week[0] ?? '') && !special) return week.slice(0, 5);
  }
  throw new Error('no plain week in two months');
}

const isMonday = (date: string): boolean => new Date(`${date}T00:00Z`).getUTCDay() === 1;

/** The school's date at a moment. */
const atSchool = (at: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(at);
