import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { dateOfDay, dayNumber } from './iso-date.ts';
import { type Calendar, calendarDaysBetween, isWorkday, workdaysBetween } from './working-days.ts';

/** 国庆 2026 as announced: 1 to 7 October off, Sunday 20 September and Saturday 10 October worked. */
const nationalDay: Calendar = {
  holidays: ['01', '02', '03', '04', '05', '06', '07'].map((day) => `2026-10-${day}`),
  workdays: ['2026-09-20', '2026-10-10'],
  hours: [
    ['08:30', '12:00'],
    ['14:00', '17:30'],
  ],
};

const day = fc
  .integer({ min: dayNumber('2025-01-01') ?? 0, max: dayNumber('2027-12-31') ?? 0 })
  .map(dateOfDay);
const anyCalendar = fc.record({
  holidays: fc.array(day, { maxLength: 20 }),
  workdays: fc.array(day, { maxLength: 8 }),
  hours: fc.constant(nationalDay.hours),
});

describe('working days', () => {
  test('skip weekends and holidays and count make-up days', () => {
    assert.equal(workdaysBetween(nationalDay, '2026-09-28', '2026-10-11'), 3 + 2 + 1);
    assert.equal(workdaysBetween(nationalDay, '2026-10-10', '2026-10-10'), 1);
    assert.equal(workdaysBetween(nationalDay, '2026-10-01', '2026-10-07'), 0);
    assert.equal(isWorkday(nationalDay, '2026-10-10'), true);
    assert.equal(isWorkday(nationalDay, '2026-10-11'), false);
    assert.equal(isWorkday(nationalDay, '2026-10-01'), false);
  });

  test('are as many as the days that are working days, one by one', () => {
    fc.assert(
      fc.property(anyCalendar, day, fc.integer({ min: -3, max: 60 }), (calendar, start, length) => {
        const first = dayNumber(start) ?? 0;
        let expected = 0;
        for (let at = first; at <= first + length; at += 1)
          if (isWorkday(calendar, dateOfDay(at))) expected += 1;
        assert.equal(workdaysBetween(calendar, start, dateOfDay(first + length)), expected);
      }),
    );
  });

  test('of a range of thousands of years are counted without walking it', () => {
    assert.equal(
      workdaysBetween({ holidays: [], workdays: [], hours: [] }, '1000-01-01', '9999-12-31'),
      2_347_988,
    );
  });

  test('are refused for a text that is no date', () => {
    for (const text of ['2026-02-30', '2026-2-3', '', '20260203', '2026-13-01', '0000-01-01']) {
      assert.throws(() => workdaysBetween(nationalDay, text, '2026-03-01'), RangeError, text);
    }
  });

  test('calendar days count both ends', () => {
    assert.equal(calendarDaysBetween('2026-02-27', '2026-03-01'), 3);
    assert.equal(calendarDaysBetween('2028-02-27', '2028-03-01'), 4);
    assert.equal(calendarDaysBetween('2026-03-01', '2026-02-27'), 0);
  });
});
