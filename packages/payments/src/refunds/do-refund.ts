import { after, type Room } from '../room.ts';
import { type DueRefund, refundDone, refundLater } from './refunds.sql.ts';

const mostAttempts = 8;

/** Asks the platform with the refund's own number, which it carries out once however often it is asked. */
export async function doRefund(room: Room, refund: DueRefund): Promise<void> {
  const now = room.now();
  const standingBefore = refund.status === 'accepted' ? 'accepted' : 'waiting';
  const { id, number, channel_number: channelNumber, amount, total, reason, attempts } = refund;
  try {
    if (room.platform === undefined) throw new Error('没有配置支付平台');
    const standing = await room.platform.refund({ number, channelNumber, amount, total, reason });
    if (standing === 'done') return void (await room.database.query(refundDone(id, now)));
    // Accepted is not refused: it may take the platform a day, and does not count as a failure.
    const [status, error] =
      standing === 'accepted' ? (['accepted', null] as const) : (['stuck', '支付平台拒绝退款'] as const);
    await room.database.query(refundLater(id, status, after(now, attempts < 20 ? 30 : 3600), error));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const isLast = attempts >= mostAttempts && refund.status === 'waiting';
    const due = after(now, Math.min(2 ** attempts * 2, 3600));
    await room.database.query(refundLater(id, isLast ? 'stuck' : standingBefore, due, message.slice(0, 300)));
  }
}
