import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quotaPeriod } from './quota-period.ts';

test('days of one period have one name, and the next day has another', () => {
  assert.equal(quotaPeriod('ever', '2026-11-24'), '');
  assert.equal(quotaPeriod('year', '2026-12-31'), '2026');
  assert.equal(quotaPeriod('month', '2026-11-24'), '2026-11');
  assert.equal(quotaPeriod('day', '2026-11-24'), '2026-11-24');
  assert.equal(quotaPeriod('week', '2026-11-29'), '2026-11-23');
  assert.equal(quotaPeriod('week', '2026-11-23'), '2026-11-23');
  assert.equal(quotaPeriod('week', '2027-01-01'), '2026-12-28');
  assert.equal(quotaPeriod('academicYear', '2026-08-31'), '2025-2026');
  assert.equal(quotaPeriod('academicYear', '2026-09-01'), '2026-2027');
  assert.equal(quotaPeriod('term', '2026-09-01'), '2026-2027 1');
  assert.equal(quotaPeriod('term', '2027-01-20'), '2026-2027 1');
  assert.equal(quotaPeriod('term', '2027-02-01'), '2026-2027 2');
  assert.equal(quotaPeriod('term', '2027-08-31'), '2026-2027 2');
});
