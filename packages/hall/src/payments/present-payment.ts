import type { Payment, PaymentDetail } from '@yizhan/contract';
import { capitalMoney } from '@yizhan/feel';
import type { Instance } from '@yizhan/flow';
import type { WholeOrder } from '@yizhan/payments';
import { nameOf } from '../applications/present.ts';
import { versionOf } from '../applications/version-of.ts';
import { openNameBook } from '../names.ts';
import { organisation, type Room } from '../room.ts';

/** Orders as their payers see them. */
export const presentPayments = (
  room: Room,
  viewer: string,
  orders: readonly WholeOrder[],
): Promise<Payment[]> =>
  Promise.all(
    orders.map(async (order) =>
      paymentOf(room, viewer, order, await room.flow.instance(order.application_id)),
    ),
  );

/** With whoever paid, all that came in and what went back. */
export async function presentDetails(
  room: Room,
  viewer: string,
  orders: readonly WholeOrder[],
): Promise<PaymentDetail[]> {
  const people = orders.flatMap(({ payer, refunds }) => [
    payer,
    ...refunds.flatMap(({ asked_by }) => asked_by ?? []),
  ]);
  const names = await openNameBook(room.database, await organisation(room), people);
  return Promise.all(
    orders.map(async (order): Promise<PaymentDetail> => {
      const instance = await room.flow.instance(order.application_id);
      return {
        ...(await paymentOf(room, viewer, order, instance)),
        payer: names.person(order.payer),
        applicationStatus: instance.row.status,
        money: order.payments.map(
          ({ channel_number: channelNumber, amount, paid_at, verdict, refunded }) => ({
            channelNumber,
            amount,
            paidAt: paid_at,
            verdict,
            refunded,
          }),
        ),
        refunds: order.refunds.map(
          ({ id, number, amount, cause, reason, status, at, done_at, asked_by, error }) => ({
            id,
            number,
            amount,
            cause,
            reason,
            state: status,
            at,
            ...(done_at && { doneAt: done_at }),
            ...(asked_by && { by: names.person(asked_by) }),
            ...(error && { error }),
          }),
        ),
      };
    }),
  );
}

/** An open order whose job has gone (the application was sent back or withdrawn) is closed by a worker in a moment. */
async function paymentOf(
  room: Room,
  viewer: string,
  order: WholeOrder,
  { row, state }: Pick<Instance, 'row' | 'state'>,
): Promise<Payment> {
  const settling = order.payments.find(({ verdict }) => verdict === 'settles');
  const isWanted = state.jobs.some(({ id }) => id === order.job);
  return {
    id: order.id,
    number: order.number,
    subject: order.subject,
    amount: order.amount,
    capital: capitalMoney(order.amount),
    state: order.status === 'open' && !isWanted ? 'closed' : order.status,
    openedAt: order.opened_at,
    dueAt: order.due_at,
    ...(settling && { paidAt: settling.paid_at }),
    refunded: settling?.refunded ?? 0,
    ...(order.receipt && { receipt: { number: order.receipt.number, at: order.receipt.at } }),
    service: { id: order.service_id, name: nameOf(await versionOf(room, { row })) },
    application: { id: order.application_id, number: row.business_key },
    mine: order.payer === viewer,
  };
}
