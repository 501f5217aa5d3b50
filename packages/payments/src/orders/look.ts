/**
 * 主动查单: what notifications don't tell, the platform is asked for. An order whose time is over, or for which nobody waits any
 * more, is closed there first, for as long as it can be paid there it is not closed here.
 */
import { numberAtPlatform } from '../numbers.ts';
import type { Platform, Way } from '../platform.ts';
import { after, type Room } from '../room.ts';
import { closeOrder, lookAgain, type OrderRow, orderById } from './orders.sql.ts';
import { receive } from './receive.ts';

/** @returns whether the order has ended */
export async function lookAt(room: Room, order: OrderRow, isWanted: boolean): Promise<boolean> {
  const now = room.now();
  const isOver = Date.parse(order.due_at) <= Date.parse(now);
  const numbers = (Object.keys(order.ways) as Way[]).map((way) => numberAtPlatform(order.number, way));
  if (numbers.length > 0) {
    const platform = platformOf(room, order);
    if (await askFor(room, order, platform, numbers)) return true;
    if (isWanted && !isOver) {
      await room.database.query(lookAgain(order.id, nextLook(order, now)));
      return false;
    }
    const closed = await Promise.all(numbers.map((number) => platform.close(number)));
    // Paid between the question and the closing; where that was not the right sum, it is as good as closed.
    if (closed.includes(false) && (await askFor(room, order, platform, numbers))) return true;
  } else if (isWanted && !isOver) {
    await room.database.query(lookAgain(order.id, nextLook(order, now)));
    return false;
  }
  // Whoever opened a way in this moment finds the order closed: `keepWay` writes only on an open one.
  await room.database.query(closeOrder(order.id, isOver ? 'time-out' : 'abandoned', now));
  room.wake();
  return true;
}

/** @returns whether the order has ended by what was found */
async function askFor(
  room: Room,
  { id }: OrderRow,
  platform: Platform,
  numbers: readonly string[],
): Promise<boolean> {
  const found = (await Promise.all(numbers.map((number) => platform.successesOf(number)))).flat();
  for (const success of found) await receive(room, platform.id, success);
  if (found.length === 0) return false;
  const [order] = await room.database.query<OrderRow>(orderById(id));
  return order?.status !== 'open';
}

function platformOf({ platform }: Room, order: OrderRow): Platform {
  if (platform === undefined || platform.id !== order.platform)
    throw new Error(`没有配置支付平台“${order.platform}”，查不了订单 ${order.number}`);
  return platform;
}

/** Often while somebody has probably just paid, then less and less; and when it is due. */
function nextLook({ opened_at, due_at, ways }: OrderRow, now: string): string {
  const age = (Date.parse(now) - Date.parse(opened_at)) / 1000;
  const pause = Object.keys(ways).length === 0 ? 600 : age < 300 ? 10 : age < 3600 ? 60 : 600;
  const next = after(now, pause);
  return next < due_at ? next : due_at;
}
