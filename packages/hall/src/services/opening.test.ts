import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openingOf } from './opening.ts';

describe('the window of a service', () => {
  const spring = { ranges: [{ from: '2026-03-01', to: '2026-03-20' }] };

  test('is open from its first to its last day', () => {
    assert.equal(openingOf(undefined, '2026-03-01'), undefined);
    assert.deepEqual(openingOf(spring, '2026-03-01'), {
      state: 'open',
      from: '2026-03-01',
      to: '2026-03-20',
      days: 19,
    });
    assert.equal(openingOf(spring, '2026-03-20')?.days, 0);
    assert.equal(openingOf(spring, '2026-03-21')?.state, 'closed');
  });

  test('tells when it opens', () => {
    assert.deepEqual(openingOf(spring, '2026-02-27'), {
      state: 'upcoming',
      from: '2026-03-01',
      to: '2026-03-20',
      days: 2,
    });
  });

  test('comes again every year, also over the turn of the year', () => {
    const winter = { yearly: [{ from: '12-20', to: '01-10' }] };
    assert.deepEqual(openingOf(winter, '2027-01-05'), {
      state: 'open',
      from: '2026-12-20',
      to: '2027-01-10',
      days: 5,
    });
    assert.deepEqual(openingOf(winter, '2027-01-11'), {
      state: 'upcoming',
      from: '2027-12-20',
      to: '2028-01-10',
      days: 343,
    });
  });
});
