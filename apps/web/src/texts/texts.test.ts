import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en as administrationEn, zh as administrationZh } from './administration.ts';
import { en } from './en.ts';
import { en as takingPartEn, zh as takingPartZh } from './taking-part.ts';
import { zh } from './zh.ts';

const leaves = (tree: object, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : leaves(value, `${path}${key}.`),
  );

const placesIn = (words: string) => [...words.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

test('both languages fill the same places of each text', () => {
  const english = new Map([...leaves(en), ...leaves(administrationEn), ...leaves(takingPartEn)]);
  for (const [key, words] of [...leaves(zh), ...leaves(administrationZh), ...leaves(takingPartZh)])
    assert.deepEqual(placesIn(english.get(key) ?? ''), placesIn(words), key);
});

test('no text is empty', () => {
  for (const [key, words] of [zh, en, administrationZh, administrationEn, takingPartZh, takingPartEn].flatMap(
    (each) => leaves(each),
  ))
    assert.notEqual(words.trim(), '', key);
});
