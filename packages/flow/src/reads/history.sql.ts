import type { Statement } from '@yizhan/database';
import type { Event } from '@yizhan/engine';

export interface HistoryRow {
  readonly seq: number;
  readonly at: string;
  readonly person: string;
  readonly command: string;
  readonly events: readonly Event[];
}

/** Rides the primary key of each month's partition. */
export const historyOf = (instance: string): Statement => ({
  name: 'flow.history-of',
  text: `
    select seq, at, person, command, events
    from flow.history
    where instance_id = $1
    order by seq`,
  values: [instance],
});
