import type { InstanceAct } from '@yizhan/contract';
import type { Command } from '@yizhan/engine';
import type { Idempotency, Outcome } from '@yizhan/flow';
import type { Room } from '../room.ts';
import { type Administrator, instanceFor, refuseOwn } from './administrator.ts';
import { refuseAsSuccessor } from './successor.ts';

/**
 * One act on one running process, with its reason: 挂起, 恢复, 终止, 跳转, a timer fired now, one task handed over.
 * @throws Refused
 */
export async function actOnInstance(
  room: Room,
  administrator: Administrator,
  id: string,
  act: InstanceAct,
  idempotency: Idempotency,
): Promise<Outcome> {
  const { row } = await instanceFor(room, administrator, id);
  refuseOwn(administrator, row);
  if (act.act === 'handOver') await refuseAsSuccessor(room, act.from, act.to);
  return room.flow.run({
    instance: row.id,
    person: administrator.id,
    idempotency,
    commands: () => [commandOf(act, administrator.id)],
  });
}

function commandOf(act: InstanceAct, person: string): Command {
  const by = { person, comment: act.reason.trim() };
  switch (act.act) {
    case 'suspend':
    case 'resume':
    case 'terminate':
      return { type: act.act, ...by };
    case 'jump':
      return { type: 'jump', task: act.from, to: act.to, ...by };
    case 'fireTimer':
      return { type: 'fireTimerNow', wait: act.wait, ...by };
    case 'handOver':
      return { type: 'handOver', task: act.task, from: act.from, to: act.to, ...by };
  }
}
