import { after, type Room } from '../room.ts';
import { type OrderRow, type PaymentRow, paymentsOf, told } from './orders.sql.ts';
import { givingBack } from './receive.ts';

/**
 * The flow hears that an order has ended, again and again until it has gone on. Where it waits no longer (the application was
 * withdrawn, cancelled, sent back while somebody paid) what was paid goes back.
 */
export async function tell(room: Room, order: OrderRow): Promise<void> {
  switch (await room.waiting.standing(order.job)) {
    case 'waiting':
      return room.waiting.wake(order.job);
    case 'done':
      return void (await room.database.query(told(order.id)));
    case 'gone':
      await room.database.transaction(async (transaction) => {
        const payments = await transaction.query<PaymentRow>(paymentsOf([order.id]));
        const settling = payments.filter(({ verdict, refunded }) => verdict === 'settles' && refunded === 0);
        await transaction.commitWith([
          told(order.id),
          ...settling.flatMap((payment) =>
            givingBack(payment, 'abandoned', '付款时申请已撤回、撤销或退回，自动退回', room.now()),
          ),
        ]);
      });
  }
}

/** Told again after that, if nothing comes of it. */
export const patience = ({ ended_at }: Pick<OrderRow, 'ended_at'>, now: string): string => {
  const since = ended_at === null ? 0 : (Date.parse(now) - Date.parse(ended_at)) / 1000;
  return after(now, since < 60 ? 3 : 60);
};
