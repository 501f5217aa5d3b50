import assert from 'node:assert/strict';
import { test } from 'node:test';
import { daysOf, weekOf } from './weeks.ts';

const autumn = { id: 'autumn', name: '秋', firstMonday: '2026-08-31', weeks: 20 };
const wish = { day: '2026-11-24', term: 'autumn', weekFrom: '13', weekUntil: '15', weekday: '2' };

test('a weekday in weeks of a term is a day in each', () => {
  assert.deepEqual(daysOf({ ...wish, when: 'weeks' }, [autumn]), ['2026-11-24', '2026-12-01', '2026-12-08']);
  assert.deepEqual(daysOf({ ...wish, when: 'day' }, [autumn]), ['2026-11-24']);
  assert.deepEqual(daysOf({ ...wish, when: 'weeks', term: 'x' }, [autumn]), ['2026-11-24']);
});

test('a day is in a week, and before and after the term in its first and last', () => {
  assert.equal(weekOf('2026-11-24', autumn), 13);
  assert.equal(weekOf('2026-08-01', autumn), 1);
  assert.equal(weekOf('2027-02-20', autumn), 20);
});
