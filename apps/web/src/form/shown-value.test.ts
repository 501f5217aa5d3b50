import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { shownValue } from './shown-value.ts';

describe('a value between a key and the judgement of it', () => {
  test('is what was typed where it changed, and what was judged where it did not', () => {
    assert.equal(shownValue('a', { a: 'xy' }, { a: 'x' }, { a: 'x' }), 'xy');
    assert.equal(shownValue('sum', { a: 2 }, { a: 1 }, { a: 1, sum: 3 }), 3);
    assert.equal(shownValue('a', {}, { a: 'x' }, { a: 'x' }), undefined);
  });

  test('keeps rows that did not change, and the computed columns of the one that did', () => {
    const rows = [{ n: 1 }, { n: 2 }];
    const judged = [
      { n: 1, sum: 10 },
      { n: 2, sum: 20 },
    ];
    const typed = [rows[0], { n: 3 }, {}];
    const shown = shownValue('rows', { rows: typed }, { rows }, { rows: judged }) as unknown[];
    assert.equal(shown[0], judged[0]);
    assert.deepEqual(shown[1], { sum: 20, n: 3 });
    assert.deepEqual(shown[2], {});
  });

  test('shows no row of another after one was removed', () => {
    const rows = [{ n: 1 }, { n: 2 }];
    const shown = shownValue('rows', { rows: [rows[1]] }, { rows }, { rows }) as unknown[];
    assert.deepEqual(shown, [{ n: 2 }]);
  });

  test('is a list that is no table as it is', () => {
    assert.deepEqual(shownValue('a', { a: ['x'] }, { a: [] }, { a: [] }), ['x']);
  });
});
