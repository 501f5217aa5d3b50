import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addWorkTime, isSla, workMinutesBetween } from './work-time.ts';
import type { Calendar } from './working-days.ts';

const calendar: Calendar = {
  holidays: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
  workdays: ['2026-10-10'],
  hours: [
    ['08:30', '12:00'],
    ['14:00', '17:30'],
  ],
};
/** The answer on Shanghai's clock. */
const due = (from: string, sla: string) =>
  new Date(Date.parse(addWorkTime(calendar, from, sla)) + 8 * 3_600_000).toISOString().slice(0, 16);

describe('a deadline in working time', () => {
  test('runs within office hours and over the noon break', () => {
    assert.equal(due('2026-03-02T09:00', '2 workhours'), '2026-03-02T11:00');
    assert.equal(due('2026-03-02T11:00', '2 workhours'), '2026-03-02T15:00');
  });

  test('of one working day ends at the same time on the next working day', () => {
    assert.equal(due('2026-03-02T10:00', '1 workday'), '2026-03-03T10:00');
    assert.equal(due('2026-03-06T16:00', '1 workday'), '2026-03-09T16:00');
    assert.equal(due('2026-09-30T16:00', '2 workdays'), '2026-10-09T16:00');
    assert.equal(due('2026-10-09T16:00', '1 workday'), '2026-10-10T16:00');
  });

  test('given outside office hours starts with the next ones', () => {
    assert.equal(due('2026-03-07T22:00', '1 workhour'), '2026-03-09T09:30');
    assert.equal(due('2026-03-07T22:00', '1 workday'), '2026-03-09T17:30');
    assert.equal(due('2026-03-02T12:30', '1 workhour'), '2026-03-02T15:00');
  });

  test('takes an instant in any zone and answers one in UTC', () => {
    assert.equal(addWorkTime(calendar, '2026-03-02T01:00:00.000Z', '1 workhour'), '2026-03-02T02:00:00.000Z');
    assert.equal(
      addWorkTime(calendar, '2026-03-02T09:00:30+08:00', '1 workhour'),
      '2026-03-02T02:00:30.000Z',
    );
    assert.equal(
      addWorkTime(calendar, '2026-03-02T02:00:00+01:00', '1 workhour'),
      '2026-03-02T02:00:00.000Z',
    );
  });

  test('in calendar time ignores the calendar', () => {
    assert.equal(due('2026-03-06T16:00', '2 days'), '2026-03-08T16:00');
    assert.equal(due('2026-03-06T16:00', '90 minutes'), '2026-03-06T17:30');
  });

  test('given twice is the same as given once for the sum', () => {
    const moment = fc.integer({ min: 0, max: 2_000_000 }).map((minutes) => {
      return new Date(Date.UTC(2026, 0, 1) + minutes * 60_000).toISOString();
    });
    const hours = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(moment, hours, hours, (from, first, second) => {
        const between = addWorkTime(calendar, from, `${first} workhours`);
        assert.equal(
          addWorkTime(calendar, between, `${second} workhours`),
          addWorkTime(calendar, from, `${first + second} workhours`),
        );
      }),
    );
  });

  test('is never before its start, and later with every hour', () => {
    const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 100 }), (from, hours) => {
        const earlier = addWorkTime(calendar, from.toISOString(), `${hours} workhours`);
        assert.ok(earlier > from.toISOString());
        assert.ok(addWorkTime(calendar, from.toISOString(), `${hours + 1} workhours`) > earlier);
      }),
    );
  });

  test('that is not understood is refused', () => {
    for (const sla of ['', 'soon', '-1 workday', '1 workweek', '1workday', '1e9 days']) {
      assert.equal(isSla(sla), false, sla);
      assert.throws(() => addWorkTime(calendar, '2026-03-02T09:00', sla), RangeError, sla);
    }
    assert.throws(() => addWorkTime(calendar, 'yesterday', '1 workday'), RangeError);
    assert.throws(() => addWorkTime({ ...calendar, hours: [] }, '2026-03-02T09:00', '1 workday'), RangeError);
  });

  test('beyond the end of a calendar that has no working day is refused instead of searched for ever', () => {
    const closed: Calendar = { ...calendar, hours: [['08:30', '08:31']] };
    assert.throws(() => addWorkTime(closed, '2026-03-02T09:00', '99999 workhours'), RangeError);
  });
});

describe('working time between two moments', () => {
  const between = (from: string, to: string) => workMinutesBetween(calendar, from, to);

  test('counts office hours alone, not the noon break, the night, the weekend or a holiday', () => {
    assert.equal(between('2026-03-02T11:00', '2026-03-02T15:00'), 120);
    assert.equal(between('2026-03-02T17:00', '2026-03-03T09:00'), 60);
    assert.equal(between('2026-03-06T17:00', '2026-03-09T09:00'), 60);
    assert.equal(between('2026-09-30T17:30', '2026-10-08T08:30'), 0);
    assert.equal(between('2026-10-10T00:00', '2026-10-10T23:59'), 420);
    assert.equal(between('2026-03-02T15:00', '2026-03-02T11:00'), 0);
  });

  test('is what a deadline of that length takes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 500_000 }),
        fc.integer({ min: 1, max: 5000 }),
        (start, length) => {
          const from = new Date(Date.UTC(2026, 0, 1) + start * 60_000).toISOString();
          const to = addWorkTime(calendar, from, `${length} workminutes`);
          assert.equal(between(from, to), length);
        },
      ),
    );
  });
});
