/** docs/architecture.md says which room may import which; .dependency-cruiser.mjs is what holds. They must agree. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import config from '../.dependency-cruiser.mjs';

const page = await readFile(path.join(import.meta.dirname, '../docs/architecture.md'), 'utf8');

/** From the rules' own words: `flow may import contract, database: see …`. */
const knows = new Map(
  (config.forbidden ?? []).flatMap(({ name, comment }): [string, Set<string>][] => {
    const [, room = '', list = ''] = /^(\w+) may import (.*): see/.exec(comment ?? '') ?? [];
    if (name !== `${room}-knows-only`) return [];
    return [[room, new Set(list === 'no other room' ? [] : list.split(', '))]];
  }),
);

test('the table of rooms is the one that is enforced', () => {
  const table = [...page.matchAll(/^\| `(?:packages|apps)\/(\w+)` +\|.*\| ([\w, ]+?) +\|$/gm)].map(
    ([, room = '', list = '']) => [room, list === 'nothing' ? [] : list.split(', ')] as const,
  );
  assert.deepEqual(
    Object.fromEntries(table),
    Object.fromEntries([...knows].map(([room, known]) => [room, [...known]])),
  );
});

test('the picture leaves out only arrows that follow from others', () => {
  const drawn = [...page.matchAll(/^ {2}(\w+) --> (\w+)$/gm)].map(([, from, to]) => `${from} → ${to}`);
  const needed = [...knows].flatMap(([room, known]) =>
    [...known]
      .filter((other) => ![...known].some((between) => knows.get(between)?.has(other)))
      .map((other) => `${room} → ${other}`),
  );
  assert.deepEqual(drawn.sort(), needed.sort());
});
