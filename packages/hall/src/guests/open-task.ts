import { Refused } from '@yizhan/contract';
import type { Instance } from '@yizhan/flow';
import type { Room } from '../room.ts';
import { type GuestRow, guestsByIds } from './guests.sql.ts';

export interface OpenTask {
  readonly guest: GuestRow;
  readonly instance: Instance;
  readonly task: string;
  /** What the step is called. */
  readonly step: string;
}

/** The task of a guest, as long as it waits for him and his link has not ended; undefined otherwise. */
export async function openTaskOf(room: Room, id: string): Promise<OpenTask | undefined> {
  const [guest] = await room.database.query<GuestRow>(guestsByIds([id]));
  return guest && isAlive(guest, room.now()) ? waitingFor(room, guest) : undefined;
}

export const isAlive = ({ revoked_at, expires_at }: GuestRow, now: string): boolean =>
  revoked_at === null && (expires_at === null || Date.parse(expires_at) > Date.parse(now));

/** The same, whatever has become of the link. */
export async function waitingFor(room: Room, guest: GuestRow): Promise<OpenTask | undefined> {
  if (guest.task_id === null || guest.application_id === null) return undefined;
  const instance = await instanceOf(room, guest.application_id);
  const task = instance?.state.tasks.find((open) => open.id === guest.task_id);
  const isAsked = task?.signers.some((signer) => signer.person === guest.id && signer.voice === undefined);
  if (instance === undefined || task === undefined || !isAsked) return undefined;
  const step = instance.definition.program.nodes.get(task.node)?.name ?? task.node;
  return { guest, instance, task: task.id, step };
}

async function instanceOf(room: Room, id: string): Promise<Instance | undefined> {
  try {
    return await room.flow.instance(id);
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}
