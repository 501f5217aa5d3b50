import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { Months, readDuration, resized, Span, sizeOf } from './duration.ts';

describe('a duration', () => {
  test('is written as it is read', () => {
    const texts = [
      'P1Y2M',
      '-P5M',
      'P0M',
      'P3D',
      'P1DT2H3M4S',
      'PT0S',
      '-PT90M',
      'PT0.001S',
      'P365D',
      'PT25H',
    ];
    const written = [
      'P1Y2M',
      '-P5M',
      'P0M',
      'P3D',
      'P1DT2H3M4S',
      'PT0S',
      '-PT1H30M',
      'PT0.001S',
      'P365D',
      'P1DT1H',
    ];
    assert.deepEqual(
      texts.map((text) => String(readDuration(text))),
      written,
    );
  });

  test('whatever its size is read back from its text', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e12, max: 1e12 }),
        fc.integer({ min: -1e6, max: 1e6 }),
        (milliseconds, months) => {
          for (const duration of [new Span(milliseconds), new Months(months)]) {
            assert.deepEqual(readDuration(String(duration)), resized(duration, sizeOf(duration)));
          }
        },
      ),
    );
  });

  test('is nothing else', () => {
    for (const text of ['', 'P', 'PT', 'P1', 'P1W', 'P1Y1D', 'P1.5Y', 'PT1H ', 'p1d', 'P-1D', 'P1S', 'PT']) {
      assert.equal(readDuration(text), undefined, text);
    }
  });
});
