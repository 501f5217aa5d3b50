import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FormDocument } from '@yizhan/forms';
import { keptWords, laidOver, withoutSecrets } from './kept-words.ts';

function aStore(): Storage {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    key: (index) => [...items.keys()][index] ?? null,
    get length() {
      return items.size;
    },
    clear: () => items.clear(),
  };
}
const day = 86_400_000;

describe('words typed on a task', () => {
  test('are kept by act, beside the form, until they are sent', () => {
    const store = aStore();
    const kept = keptWords('P1', 't1', store, 0);
    kept.keepOpinion('approve', '同意');
    kept.keepOpinion('reject', '不行');
    kept.keepForm({ copies: 4, note: null });
    assert.deepEqual(keptWords('P1', 't1', store, day).read(), {
      opinions: { approve: '同意', reject: '不行' },
      form: { copies: 4, note: null },
    });
    kept.keepOpinion('reject', '  ');
    kept.forgetForm();
    assert.deepEqual(kept.read(), { opinions: { approve: '同意' } });
    kept.forget();
    assert.deepEqual(kept.read(), { opinions: {} });
    assert.equal(store.length, 0);
  });

  test('are another’s nowhere, and no task’s but their own', () => {
    const store = aStore();
    keptWords('P1', 't1', store, 0).keepOpinion('approve', '同意');
    assert.deepEqual(keptWords('P2', 't1', store, 0).read().opinions, {});
    assert.deepEqual(keptWords('P1', 't2', store, 0).read().opinions, {});
    keptWords('P2', 't1', store, 0).forgetOthers();
    assert.equal(store.length, 0);
  });

  test('are forgotten after two weeks, and what cannot be read is nothing', () => {
    const store = aStore();
    keptWords('P1', 't1', store, 0).keepOpinion('approve', '同意');
    assert.deepEqual(keptWords('P1', 't1', store, 15 * day).read().opinions, {});
    store.setItem('yizhan.task.P1.t3', '{"opinions":');
    store.setItem('other', 'x');
    keptWords('P1', 't1', store, 15 * day).forgetOthers();
    assert.deepEqual([store.length, store.key(0)], [1, 'other']);
  });

  test('cost nothing where the browser keeps nothing', () => {
    const shut = new Proxy(aStore(), {
      get: () => () => {
        throw new Error('denied');
      },
    });
    const kept = keptWords('P1', 't1', shut, 0);
    kept.keepOpinion('approve', '同意');
    assert.deepEqual(kept.read(), { opinions: {} });
  });
});

test('what was kept is laid over what is stored, and an emptied field stays empty', () => {
  assert.deepEqual(laidOver({ a: 1, b: 2 }, { b: null, c: 3 }), { a: 1, c: 3 });
});

test('a secret field, and a table with a secret column, are not kept', () => {
  const document = {
    sections: [
      {
        fields: [
          { key: 'a', type: 'text' },
          { key: 'pay', type: 'money', secret: true },
          { key: 'rows', type: 'table', items: [{ key: 'id', type: 'idcard', secret: true }] },
        ],
      },
    ],
  } as unknown as FormDocument;
  assert.deepEqual(withoutSecrets(document, { a: 1, pay: 2, rows: [] }), { a: 1 });
});
