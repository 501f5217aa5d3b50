import { type PayAnswer, type Payment, Refused } from '@yizhan/contract';
import { isUuid } from '@yizhan/flow';
import type { Way, WholeOrder } from '@yizhan/payments';
import { codeRows } from '../printing/code-rows.ts';
import type { Room } from '../room.ts';
import { presentPayments } from './present-payment.ts';

/** Whoever pays: a person of the school, or a guest. */
type Payer = { readonly id: string };

/** What waits to be paid by somebody, the most pressing first. */
export async function listOwnPayments(room: Room, payer: Payer): Promise<Payment[]> {
  const orders = await room.payments.openOrdersOf(payer.id);
  const whole = orders.map((order) => ({ ...order, payments: [], refunds: [], receipt: undefined }));
  return (await presentPayments(room, payer.id, whole)).filter(({ state }) => state === 'open');
}

/** What a guest was asked to pay lately, with what became of it: he has no other place to look. */
export const listGuestPayments = async (room: Room, guest: Payer): Promise<Payment[]> =>
  presentPayments(room, guest.id, await room.payments.ordersOfPayer(guest.id));

/** Of an application, for those whose it is and for whoever pays: undefined where there is nothing to see. */
export async function paymentsOfApplication(
  room: Room,
  viewer: Payer,
  application: string,
  isOwn: boolean,
): Promise<Payment[] | undefined> {
  const orders = await room.payments.ordersOfApplication(application);
  const seen = orders.filter(({ payer }) => isOwn || payer === viewer.id);
  return seen.length === 0 ? undefined : presentPayments(room, viewer.id, seen);
}

/** @throws Refused `payment/not-found` */
export async function readOwnPayment(room: Room, viewer: Payer, id: string): Promise<Payment> {
  const [payment] = await presentPayments(room, viewer.id, [await orderFor(room, viewer, id)]);
  if (payment === undefined) throw new Refused('payment/not-found');
  return payment;
}

/** Where to pay; only whoever it was asked of does. @throws Refused */
export async function pay(room: Room, payer: Payer, id: string, way: Way, ip: string): Promise<PayAnswer> {
  const order = await orderFor(room, payer, id);
  if (order.payer !== payer.id) throw new Refused('payment/not-found');
  const { state } = await readOwnPayment(room, payer, id);
  if (state === 'closed') throw new Refused('payment/closed');
  const address = await room.payments.startPaying(order, way, ip);
  return { address, ...(way === 'qr' && { code: [...codeRows(address)] }) };
}

/** The payer's own, or of an application of his. @throws Refused `payment/not-found` */
export async function orderFor(room: Room, viewer: Payer, id: string): Promise<WholeOrder> {
  const order = isUuid(id) ? await room.payments.order(id) : undefined;
  if (order === undefined) throw new Refused('payment/not-found');
  if (order.payer === viewer.id) return order;
  const { row } = await room.flow.instance(order.application_id);
  if (row.applicant !== viewer.id && row.initiator !== viewer.id) throw new Refused('payment/not-found');
  return order;
}
