import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPeriod, currentPeriod, momentsOf, partFor, partsOf } from './period.ts';

test('a period goes from its first day to today; terms begin in September and February', () => {
  const begins = (name: Parameters<typeof currentPeriod>[0], today: string) =>
    currentPeriod(name, today).from;
  assert.equal(begins('week', '2026-11-24'), '2026-11-23');
  assert.equal(begins('week', '2026-11-29'), '2026-11-23');
  assert.equal(begins('month', '2026-11-24'), '2026-11-01');
  assert.equal(begins('year', '2026-11-24'), '2026-01-01');
  assert.equal(begins('term', '2026-11-24'), '2026-09-01');
  assert.equal(begins('term', '2027-01-15'), '2026-09-01');
  assert.equal(begins('term', '2027-02-01'), '2027-02-01');
  assert.equal(begins('term', '2027-08-31'), '2027-02-01');
});

test('the parts of a chart are all there, named by their first day', () => {
  const period = { from: '2026-11-24', to: '2026-12-02' };
  assert.equal(partsOf(period, 'day').length, 9);
  assert.deepEqual(partsOf(period, 'week'), ['2026-11-23', '2026-11-30']);
  assert.deepEqual(partsOf(period, 'month'), ['2026-11-01', '2026-12-01']);
});

test('the longer the period, the larger its parts, whatever was asked for', () => {
  assert.equal(partFor({ from: '2026-11-01', to: '2026-11-24' }, undefined), 'day');
  assert.equal(partFor({ from: '2026-09-01', to: '2026-11-24' }, undefined), 'week');
  assert.equal(partFor({ from: '2026-09-01', to: '2026-11-24' }, 'day'), 'day');
  assert.equal(partFor({ from: '2020-01-01', to: '2026-11-24' }, 'day'), 'month');
  assert.equal(partFor({ from: '2026-11-01', to: '2026-11-24' }, 'month'), 'month');
});

test('a period in the wrong order, of ages or of no days is refused', () => {
  for (const [from, to] of [
    ['2026-11-24', '2026-11-23'],
    ['2000-01-01', '2026-11-24'],
    ['2026-02-30', '2026-11-24'],
    ['heute', '2026-11-24'],
  ] as const)
    assert.throws(() => checkPeriod({ from, to }), /statistics\/period/);
});

test('its days are those of China', () => {
  assert.deepEqual(momentsOf({ from: '2026-11-24', to: '2026-11-24' }), [
    '2026-11-23T16:00:00.000Z',
    '2026-11-24T16:00:00.000Z',
  ]);
});
