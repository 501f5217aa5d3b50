/**
 * The functions that Yizhan adds to FEEL, each under a Chinese and an English name. They take dates as the ISO
 * texts that forms hold. An argument that is still missing gives null; one of a wrong kind is a failure.
 */

import { capitalMoney } from './capital-money.ts';
import { FeelFailure } from './failure.ts';
import { dayNumber, minuteNumber } from './iso-date.ts';
import type { Scope } from './run.ts';
import { plainValue } from './values/plain-value.ts';
import { type Calendar, calendarDaysBetween, workdaysBetween } from './working-days.ts';

export function builtins(calendar: Calendar): Scope {
  const money = fn(['cents'], (cents) => capitalMoney(wholeNumber(cents, '大写金额', 'capital money')));
  const workdays = fn(['start', 'end'], (start, end) =>
    workdaysBetween(calendar, date(start, '工作日', 'workdays'), date(end, '工作日', 'workdays')),
  );
  const days = fn(['start', 'end'], (start, end) =>
    calendarDaysBetween(date(start, '自然日', 'calendar days'), date(end, '自然日', 'calendar days')),
  );
  const hours = fn(['start', 'end'], (start, end) =>
    Math.max(0, (minutes(end, '小时数', 'hours between') - minutes(start, '小时数', 'hours between')) / 60),
  );
  const addUp = fn(['list'], (list) => addUpOf(list));
  return {
    大写金额: money,
    'capital money': money,
    工作日: workdays,
    workdays,
    自然日: days,
    'calendar days': days,
    小时数: hours,
    'hours between': hours,
    合计: addUp,
    'add up': addUp,
  };
}

/**
 * `today()` and `今天()` as ISO text, like the dates of forms: FEEL's own `today()` is of another type, and
 * comparing that with a text is silently false.
 */
export function clock(today: string): Scope {
  const answer = fn([], () => today);
  return { today: answer, 今天: answer };
}

/** feelin reads a function's parameters from `$args`. */
function fn(parameters: string[], body: (...values: unknown[]) => unknown) {
  const guarded = (...values: unknown[]) => {
    if (values.length < parameters.length || values.includes(undefined)) {
      throw new FeelFailure(
        `函数要有 ${parameters.length} 个参数`,
        `The function takes ${parameters.length} arguments`,
      );
    }
    return values.some((value) => value === null) ? null : body(...values);
  };
  return Object.assign(guarded, { $args: parameters });
}

/** The sum of the numbers in a list whose other entries are still empty; `sum` of FEEL gives null then. */
function addUpOf(list: unknown): number {
  const values = Array.isArray(list) ? list : [list];
  let sum = 0;
  for (const value of values) {
    if (value === null || value === undefined) continue;
    if (typeof value !== 'number') throw wrong('合计', 'add up', '一列数', 'a list of numbers');
    sum += value;
  }
  return sum;
}

function wholeNumber(value: unknown, name: string, nameEn: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw wrong(name, nameEn, '整数（分）', 'a whole number of cents');
}

function date(value: unknown, name: string, nameEn: string): string {
  const text = plainValue(value);
  const day = typeof text === 'string' ? text.slice(0, 10) : '';
  const isDateTime = typeof text === 'string' && minuteNumber(text) !== undefined;
  if (dayNumber(day) !== undefined && (text === day || isDateTime)) return day;
  throw wrong(name, nameEn, '日期（如 2026-03-01）', 'dates (like 2026-03-01)');
}

function minutes(value: unknown, name: string, nameEn: string): number {
  const text = plainValue(value);
  const number = typeof text === 'string' ? minuteNumber(text) : undefined;
  if (number !== undefined) return number;
  throw wrong(name, nameEn, '日期时间（如 2026-03-01T09:00）', 'times (like 2026-03-01T09:00)');
}

function wrong(name: string, nameEn: string, wanted: string, wantedEn: string): FeelFailure {
  return new FeelFailure(`${name}(…) 的参数应当是${wanted}`, `${nameEn}(…) takes ${wantedEn}`);
}
