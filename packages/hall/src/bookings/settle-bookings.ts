import type { Statement } from '@yizhan/database';
import type { Status } from '@yizhan/engine';
import type { Decided } from '@yizhan/flow';
import { isBooking } from '@yizhan/forms';
import { confirmBookings, releaseBookings } from './bookings.sql.ts';

const releasing: ReadonlySet<Status> = new Set(['withdrawn', 'rejected', 'cancelled', 'terminated']);

/**
 * On every way out of an application, also by a timer, a worker or an administrator, and in the transaction in which it
 * takes it: approved confirms what it holds, every other end gives it back. Sent back (退回) it goes on holding.
 */
export function settleBookings({ locked, state, now }: Decided): readonly Statement[] {
  if (locked.state.status === state.status || !Object.values(state.data).some(isBooking)) return [];
  if (state.status === 'approved') return [confirmBookings(locked.instance)];
  return releasing.has(state.status) ? [releaseBookings(locked.instance, 'ended', now)] : [];
}
