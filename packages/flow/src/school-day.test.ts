import assert from 'node:assert/strict';
import { test } from 'node:test';
import { schoolDay } from './school-day.ts';

test('the school’s day begins at 16:00 UTC, in winter and in summer', () => {
  assert.equal(schoolDay('2026-12-31T15:59:59.999Z'), '2026-12-31');
  assert.equal(schoolDay('2026-12-31T16:00:00.000Z'), '2027-01-01');
  assert.equal(schoolDay('2026-07-01T15:59:59.000Z'), '2026-07-01');
  assert.equal(schoolDay('2026-07-01T16:00:00.000Z'), '2026-07-02');
});
