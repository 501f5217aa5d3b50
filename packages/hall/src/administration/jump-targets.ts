import type { JumpTargets } from '@yizhan/contract';
import type { Static } from 'typebox';
import type { Room } from '../room.ts';
import { type Administrator, instanceFor } from './administrator.ts';
import { elementOf } from './present.ts';

/** 跳转, before it is done: where to, and what each would cancel. */
export async function listJumpTargets(
  room: Room,
  administrator: Administrator,
  id: string,
  from: string,
): Promise<Static<typeof JumpTargets>> {
  const instance = await instanceFor(room, administrator, id);
  const { program } = instance.definition;
  const targets = await room.flow.administration.jumpTargets(instance, from);
  return {
    items: targets.map(({ node, cancels }) => ({
      ...elementOf(program, node),
      ends: program.nodes.get(node)?.kind === 'endEvent',
      cancels: cancels.map((each) => elementOf(program, each)),
    })),
  };
}
