import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Refused } from '@yizhan/contract';
import fc from 'fast-check';
import { cursorOf, isUuid, readCursor } from './cursor.ts';

const id = '0190f000-0000-7000-8000-000000000001';
const written = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const isRefusal = (error: unknown) => error instanceof Refused && error.code === 'request/invalid';

describe('a cursor', () => {
  test('leads back to the sort key of the row, to the microsecond', () => {
    for (const at of ['2026-11-24T05:00:00.000Z', '2026-02-28T23:59:59.999999Z'])
      assert.deepEqual(readCursor(cursorOf(at, id)), [at, id]);
    assert.equal(readCursor(undefined), undefined);
  });

  test('is refused when its time is none that the database takes', () => {
    const times = [
      '1',
      '2026',
      '24 Nov 2026',
      '2026-11-24',
      '2026-02-30T00:00:00.000Z',
      '2026-13-01T00:00:00.000Z',
    ];
    const strange = [
      '+275760-09-13T00:00:00.000Z',
      '-000001-01-01T00:00:00.000Z',
      '2026-11-24T25:00:00.000Z',
      '',
    ];
    for (const at of [...times, ...strange])
      assert.throws(() => readCursor(written([at, id])), isRefusal, at);
  });

  test('is refused when it is none of ours', () => {
    const at = '2026-11-24T05:00:00.000Z';
    for (const value of [null, [], [at], [at, 'x'], [at, id, 1], { at, id }, [[at], id], [at, [id]], 7])
      assert.throws(() => readCursor(written(value)), isRefusal, JSON.stringify(value));
    for (const text of ['', 'null', '!!!', 'AAAA', '💥'])
      assert.throws(() => readCursor(text), isRefusal, text);
  });

  test('is read or refused and nothing else, whatever the client sends', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json().map(written)), (cursor) => {
        try {
          readCursor(cursor);
        } catch (error) {
          assert.ok(isRefusal(error), String(error));
        }
      }),
    );
  });
});

test('only a whole uuid is taken for one', () => {
  assert.ok(isUuid(id));
  assert.ok(isUuid(id.toUpperCase()));
  for (const other of [undefined, '', 'x', `${id} `, `${id}\n`, `{${id}}`, id.slice(1), 7])
    assert.ok(!isUuid(other));
});
