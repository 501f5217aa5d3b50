import { Refused, type Verification } from '@yizhan/contract';
import { capitalMoney } from '@yizhan/feel';
import type { WholeOrder } from '@yizhan/payments';
import { nameOf } from '../applications/present.ts';
import { versionOf } from '../applications/version-of.ts';
import { openNameBook } from '../names.ts';
import { drawReceiptAside } from '../printing/draw-aside.ts';
import { maskedName } from '../printing/masked-name.ts';
import { organisation, type Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';
import { readPayment } from './manage-payments.ts';
import { orderFor } from './own-payments.ts';

/** 收据, for whoever paid or applied, and for those who look after payments. @throws Refused */
export async function printReceipt(
  room: Room,
  viewer: Viewer,
  id: string,
  publicUrl: string,
): Promise<{ readonly name: string; readonly content: Buffer }> {
  return drawn(room, await readable(room, viewer, id), publicUrl);
}

/** The same for a guest, of what he has paid himself. @throws Refused */
export const printGuestReceipt = async (
  room: Room,
  guest: { readonly id: string },
  id: string,
  publicUrl: string,
) => drawn(room, await orderFor(room, guest, id), publicUrl);

async function readable(room: Room, viewer: Viewer, id: string): Promise<WholeOrder> {
  try {
    return await orderFor(room, viewer, id);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await readPayment(room, viewer, id).catch(() => {
      throw error;
    });
    const order = await room.payments.order(id);
    if (order === undefined) throw error;
    return order;
  }
}

async function drawn(room: Room, order: WholeOrder, publicUrl: string) {
  const { receipt } = order;
  const settling = order.payments.find(({ verdict }) => verdict === 'settles');
  if (receipt === undefined || settling === undefined) throw new Refused('payment/no-receipt');
  const instance = await room.flow.instance(order.application_id);
  const names = await openNameBook(room.database, await organisation(room), [order.payer]);
  const content = await drawReceiptAside({
    institution: room.site.institution,
    number: receipt.number,
    service: nameOf(await versionOf(room, instance)).zh,
    subject: order.subject,
    application: instance.row.business_key ?? '',
    payer: names.person(order.payer),
    amount: order.amount,
    capital: capitalMoney(order.amount),
    refunded: settling.refunded,
    paidAt: settling.paid_at,
    orderNumber: order.number,
    channelNumber: settling.channel_number,
    platform: room.payments.platform?.name.zh ?? '',
    verifyAt: `${publicUrl}/verify/${receipt.code}`,
    now: room.now(),
  });
  return { name: `收据 ${receipt.number}.pdf`, content };
}

/** What the code on a receipt tells everybody; undefined of a code that is no receipt's. */
export async function verifyReceipt(room: Room, code: string): Promise<Verification | undefined> {
  const order = /^[0-9a-f]{32}$/.test(code) ? await room.payments.orderOfReceipt(code) : undefined;
  const settling = order?.payments.find(({ verdict }) => verdict === 'settles');
  if (order?.receipt === undefined || settling === undefined) return undefined;
  const { row } = await room.flow.instance(order.application_id);
  const names = await openNameBook(room.database, await organisation(room), [order.payer]);
  const { institution, institutionEn } = room.site;
  return {
    institution: { zh: institution, en: institutionEn },
    number: order.receipt.number,
    service: nameOf(await versionOf(room, { row })),
    applicant: maskedName(names.person(order.payer).name),
    status: row.status,
    validity: settling.refunded === settling.amount ? 'void' : 'valid',
    receipt: {
      amount: order.amount,
      refunded: settling.refunded,
      subject: order.subject,
      paidAt: settling.paid_at,
    },
  };
}
