import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FormDocument } from '@yizhan/forms';
import { choicesIn, followed, followersOf } from './followers.ts';

const document: FormDocument = {
  formatVersion: 1,
  key: 'k',
  title: 't',
  sections: [
    {
      key: 's',
      title: 's',
      fields: [
        { key: 'host', type: 'person', label: 'host' },
        { key: 'unit', type: 'text', label: 'unit', prefill: 'profile:unitName', prefillOf: 'host' },
        {
          key: 'rows',
          type: 'table',
          label: 'rows',
          max: 5,
          items: [
            { key: 'who', type: 'person', label: 'who' },
            { key: 'title', type: 'text', label: 'title', prefill: 'profile:title', prefillOf: 'who' },
          ],
        },
      ],
    },
  ],
  steps: {},
};
const followers = followersOf(document);

describe('choosing a person', () => {
  test('fills the fields that follow, and empties those of which nothing is known', () => {
    const [choice] = choicesIn(followers, 'host', undefined, 'T1');
    assert.ok(choice);
    assert.deepEqual(followed({ host: 'T1', unit: 'old' }, choice, { unit: 'Library' }), {
      host: 'T1',
      unit: 'Library',
    });
    assert.deepEqual(followed({ host: 'T1', unit: 'old' }, choice, {}), { host: 'T1' });
  });

  test('does nothing once somebody else was chosen meanwhile', () => {
    const [choice] = choicesIn(followers, 'host', undefined, 'T1');
    assert.ok(choice);
    assert.equal(followed({ host: 'T2' }, choice, { unit: 'Library' }), undefined);
  });

  test('in a row fills that row', () => {
    const before = [{ who: 'T1', title: 'a' }, { who: 'T2' }];
    const after = [before[0], { who: 'T3' }];
    const [choice, ...others] = choicesIn(followers, 'rows', before, after);
    assert.ok(choice && others.length === 0);
    assert.deepEqual(followed({ rows: after }, choice, { title: 'b' }), {
      rows: [before[0], { who: 'T3', title: 'b' }],
    });
  });

  test('is not what the removal of a row is', () => {
    assert.deepEqual(choicesIn(followers, 'rows', [{ who: 'T1' }, { who: 'T2' }], [{ who: 'T2' }]), []);
    assert.deepEqual(choicesIn(followers, 'unit', 'a', 'b'), []);
  });
});
