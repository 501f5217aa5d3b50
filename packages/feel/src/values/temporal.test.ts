/** Measured against feelin, which calculates with Temporal. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { evaluate, parseDate, parseDateTime } from 'feelin';
import { Months, Span } from './duration.ts';
import { readDate, readDateTime, readTemporal, readTime } from './read-temporal.ts';
import { addDuration, dayOfYear, monthsBetween, partsOfDay, placeOf, weekOfYear } from './temporal.ts';

const twoDigits = (number: number) => String(number).padStart(2, '0');
/** Also such as the 31st of February. */
const written = fc
  .tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }))
  .map(([year, month, day]) => `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`);
const date = written.filter((text) => readDate(text) !== undefined);
const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map(twoDigits).join(':'));
/** A century of summer times, of zones that have them, had them, or never did. */
const zoned = fc
  .tuple(
    fc.integer({ min: 1950, max: 2050 }),
    date,
    clock,
    fc.constantFrom(
      'Z',
      '+08:00',
      '-03:30',
      '@Asia/Shanghai',
      '@Europe/Paris',
      '@America/New_York',
      '@Australia/Lord_Howe',
    ),
  )
  .map(([year, day, time, zone]) => `${year}${day.slice(4)}T${time}${zone}`)
  .filter((text) => readDateTime(text) !== undefined);

describe('dates', () => {
  test('are read when they are real, whatever the text', () => {
    fc.assert(
      fc.property(written, (text) => assert.equal(String(readDate(text) ?? null), String(parseDate(text)))),
    );
    for (const text of ['2026-3-1', '20260301', '2026-03-01 ', '2026-03-01T10:00', '+2026-03-01', '']) {
      assert.equal(readDate(text), undefined, text);
    }
  });

  test('know their weekday, day and week of the year', () => {
    fc.assert(
      fc.property(date, (text) => {
        const [ours, theirs] = [readDate(text)?.day ?? Number.NaN, parseDate(text)?.unwrap()];
        assert.deepEqual(
          [partsOfDay(ours).weekday, dayOfYear(ours), weekOfYear(ours)],
          [theirs?.dayOfWeek, theirs?.dayOfYear, theirs?.weekOfYear],
        );
      }),
    );
  });

  test('move by months as Temporal moves them', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -3000, max: 3000 }), (text, months) => {
        const [ours, theirs] = [readDate(text), parseDate(text)?.unwrap().add({ months })];
        fc.pre(ours !== undefined && theirs !== undefined && theirs.year >= 0 && theirs.year <= 9999);
        assert.equal(String(addDuration(ours, new Months(months), 1)), String(theirs));
      }),
    );
  });

  test('lie whole months apart as Temporal counts them', () => {
    fc.assert(
      fc.property(date, date, (a, b) => {
        const [from, to] = [readDate(a), readDate(b)];
        assert.ok(from && to);
        const until = parseDate(a)
          ?.unwrap()
          .until(parseDate(b)?.unwrap() ?? a, { largestUnit: 'month' });
        assert.equal(monthsBetween(from, to).months, (until?.years ?? 0) * 12 + (until?.months ?? 0));
      }),
    );
  });
});

describe('dates with times', () => {
  test('stand at the instant that their zone says', () => {
    fc.assert(
      fc.property(zoned, (text) => {
        const ours = readDateTime(text);
        const theirs = parseDateTime(text);
        assert.ok(ours && theirs);
        const instant = theirs.unwrap().toZonedDateTime(theirs.zone ?? 'UTC').epochMilliseconds;
        assert.equal(placeOf(ours), instant, text);
      }),
      { numRuns: 300 },
    );
  });

  test('move by a span as the instant moves', () => {
    fc.assert(
      fc.property(zoned, fc.integer({ min: -1e10, max: 1e10 }), (text, milliseconds) => {
        const ours = readDateTime(text);
        const theirs = parseDateTime(text);
        assert.ok(ours && theirs);
        const moved = theirs
          .unwrap()
          .toZonedDateTime(theirs.zone ?? 'UTC')
          .add({ milliseconds });
        const expected = `${moved.toPlainDateTime()}`.replace(/(\.\d*?)0*$/, '$1');
        assert.ok(String(addDuration(ours, new Span(milliseconds), 1)).startsWith(expected), text);
      }),
      { numRuns: 300 },
    );
  });

  test('and times alone are read strictly', () => {
    for (const text of [
      '24:00:00',
      '10:60',
      '10:00:60',
      '1:00',
      '10:00:00+19:00',
      '10:00@Nowhere/Land',
      '10:00z',
    ]) {
      assert.equal(readTime(text), undefined, text);
    }
    assert.equal(String(readTime('10:30')), '10:30:00');
    assert.equal(String(readTime('10:30:05.250')), '10:30:05.25');
    assert.equal(String(readDateTime('2026-03-01')), '2026-03-01T00:00:00');
    assert.equal(readDateTime('2026-03-01 10:00'), undefined);
  });
});

test('whatever is written in a literal is read back from its text', () => {
  for (const text of [
    '2026-03-01',
    '10:00:00',
    '10:00:00Z',
    '2026-03-01T10:00:00@Asia/Shanghai',
    'P1D',
    '-P1Y2M',
  ]) {
    assert.equal(String(readTemporal(text)), text);
    assert.equal(String(evaluate(`@"${text}"`, {}).value), text);
  }
});
