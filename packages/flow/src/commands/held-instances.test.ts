import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { InstanceRow } from '../reads/instances.sql.ts';
import { openHeldInstances } from './held-instances.ts';

const row = (id: string, revision: number, tasks: readonly string[], data = {}): InstanceRow =>
  ({ id, revision, data, state: { tasks: tasks.map((task) => ({ id: task })) } }) as unknown as InstanceRow;

describe('instances as they were seen last', () => {
  test('are found by id and by the tasks that they have open now', () => {
    const held = openHeldInstances();
    held.hold(row('a', 1, ['first']));
    held.hold(row('a', 2, ['second', 'third']));
    assert.equal(held.get('a')?.revision, 2);
    assert.equal(held.withTask('third')?.id, 'a');
    assert.equal(held.withTask('first'), undefined);
    held.forget('a');
    assert.equal(held.get('a'), undefined);
    assert.equal(held.withTask('second'), undefined);
  });

  test('are not put back by a read that comes late', () => {
    const held = openHeldInstances();
    held.hold(row('a', 3, []));
    held.hold(row('a', 2, []));
    assert.equal(held.get('a')?.revision, 3);
  });

  test('are let go of, the longest held first, and never with long tables', () => {
    const held = openHeldInstances();
    for (let n = 0; n <= 2000; n++) held.hold(row(`i${n}`, 1, [`t${n}`]));
    assert.equal(held.get('i0'), undefined);
    assert.equal(held.withTask('t0'), undefined);
    assert.equal(held.get('i2000')?.revision, 1);
    held.hold(row('i2000', 2, [], { rows: Array.from({ length: 200 }, () => ({})) }));
    assert.equal(held.get('i2000'), undefined);
  });
});
