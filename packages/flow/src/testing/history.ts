import assert from 'node:assert/strict';
import type { Connection } from '@yizhan/database';
import { type Event, replay, type State } from '@yizhan/engine';

interface Row {
  readonly id: string;
  readonly revision: number;
  readonly state: Omit<State, 'data'>;
  readonly data: State['data'];
  readonly commands: number;
  readonly events: readonly Event[];
}

/** Of every instance: the history has one row for each revision, and replayed it gives the stored state. */
export async function assertHistoryReplays(connection: Connection): Promise<void> {
  const rows = await connection.query<Row>({
    text: `
      select instance.id, instance.revision, instance.state, instance.data,
        count(distinct history.seq)::int as commands,
        jsonb_agg(event.value order by history.seq, event.position) as events
      from flow.instance
      join flow.history on history.instance_id = instance.id
      left join lateral jsonb_array_elements(history.events)
        with ordinality as event (value, position) on true
      group by instance.id`,
  });
  const [all] = await connection.query<{ instances: number }>({
    text: 'select count(*)::int as instances from flow.instance',
  });
  assert.equal(rows.length, all?.instances, 'an instance has no history');
  for (const { id, revision, state, data, commands, events } of rows) {
    assert.equal(commands, revision, `instance ${id}: a history row for each revision`);
    const replayed = replay(events.filter((event) => event !== null));
    assert.deepEqual(replayed, { ...state, data }, `instance ${id}: the history gives the state`);
  }
}
