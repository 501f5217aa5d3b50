import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { columnTypes, parseInt8, parseTimestamptz } from './column-types.ts';

test('an int8 is a number while a number holds it exactly, else its digits', () => {
  assert.equal(parseInt8('42'), 42);
  assert.equal(parseInt8('-9007199254740991'), -9007199254740991);
  assert.equal(parseInt8('9007199254740993'), '9007199254740993');
});

test('any instant with any offset comes out as the same instant in UTC', () => {
  const instants = fc.date({
    min: new Date('0100-01-02T00:00:00Z'),
    max: new Date('9998-12-30T00:00:00Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(instants, fc.integer({ min: -11, max: 13 }), (instant, hours) => {
      const local = new Date(instant.getTime() + hours * 3_600_000).toISOString();
      const offset = `${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}`;
      const text = local.replace('T', ' ').replace('Z', offset);
      assert.equal(parseTimestamptz(text), instant.toISOString());
    }),
  );
});

test('microseconds are kept, and an offset with minutes is understood', () => {
  assert.equal(parseTimestamptz('2026-11-24 13:00:00.123456+08'), '2026-11-24T05:00:00.123456Z');
  assert.equal(parseTimestamptz('2026-11-24 10:30:00.5+05:30'), '2026-11-24T05:00:00.500Z');
});

test('what is no instant of our calendar stays as PostgreSQL wrote it', () => {
  for (const text of ['infinity', '-infinity', '0044-03-15 00:00:00+00 BC', '10000-01-01 00:00:00+00']) {
    assert.equal(parseTimestamptz(text), text);
  }
});

test('a list of dates keeps its gaps', () => {
  const parse = columnTypes.getTypeParser(1182 as number, 'text') as (text: string) => unknown;
  assert.deepEqual(parse('{2026-01-02,NULL}'), ['2026-01-02', null]);
});
