import type { Statement } from '@yizhan/database';
import type { Status } from '@yizhan/engine';
import type { Decided } from '@yizhan/flow';
import { leave } from './registrations.sql.ts';

const leaving: ReadonlySet<Status> = new Set(['withdrawn', 'rejected', 'cancelled', 'terminated']);

/**
 * On every way out of an application, also by a timer, a worker or an administrator, and in the transaction in which it
 * takes it, its place is given back; the session falls due, so that a worker moves the next one up. Sent back (退回) it
 * keeps its place.
 */
export const leaveRegistration = ({ locked, state, now }: Decided): readonly Statement[] =>
  locked.state.status !== state.status && leaving.has(state.status) ? leave(locked.instance, now) : [];
