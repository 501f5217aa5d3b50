import { Refused } from '@yizhan/contract';
import { numberAtPlatform } from '../numbers.ts';
import type { Way } from '../platform.ts';
import { after, type Room } from '../room.ts';
import { keepWay, type OrderRow } from './orders.sql.ts';

/**
 * Where to pay. The same way again is the same address, for the platform knows the number.
 * @throws Refused `payment/not-open`, `payment/no-platform`, `payment/platform-away`
 */
export async function startPaying(room: Room, order: OrderRow, way: Way, ip: string): Promise<string> {
  const { platform } = room;
  if (order.status === 'paid') throw new Refused('payment/already-paid');
  const now = room.now();
  if (order.status === 'closed' || Date.parse(order.due_at) <= Date.parse(now))
    throw new Refused('payment/closed');
  const known = order.ways[way];
  if (known !== undefined) return known;
  if (platform === undefined) throw new Refused('payment/no-platform');
  const address = await platform
    .open({
      number: numberAtPlatform(order.number, way),
      way,
      amount: order.amount,
      subject: order.subject,
      dueAt: order.due_at,
      ip,
    })
    .catch((error: unknown) => {
      throw Object.assign(new Refused('payment/platform-away'), { cause: error });
    });
  const look = after(now, 10);
  const kept = await room.database.query(keepWay(order.id, platform.id, way, address, look));
  // It was closed meanwhile, without anybody knowing of this way: it must not be paid.
  if (kept.length === 0) {
    await platform.close(numberAtPlatform(order.number, way));
    throw new Refused('payment/closed');
  }
  room.wake();
  return address;
}
