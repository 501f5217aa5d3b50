import { type PaymentDetail, type PaymentPage, Refused, type TransferPage } from '@yizhan/contract';
import { cursorOf, isUuid, readCursor, schoolDay } from '@yizhan/flow';
import { findPersons } from '@yizhan/identity';
import type { OrderState, OrdersRequest } from '@yizhan/payments';
import { nameOf } from '../applications/present.ts';
import { momentOf } from '../printing/words.ts';
import type { Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';
import { workbookOf } from '../workbook.ts';
import { presentDetails } from './present-payment.ts';
import { type PaymentScope, paymentScope, refuseOthers } from './scope.ts';

export interface PaymentFilter {
  readonly state?: OrderState;
  readonly service?: string;
  readonly from?: string;
  readonly to?: string;
  readonly q?: string;
}

/** The orders that the viewer looks after, newest first. @throws Refused `payment/not-yours` */
export async function listPayments(
  room: Room,
  viewer: Viewer,
  filter: PaymentFilter,
  { limit, cursor }: { readonly limit: number; readonly cursor: string | undefined },
): Promise<PaymentPage> {
  const scope = await paymentScope(room, viewer);
  const request = { ...(await requestOf(room, scope, filter)), after: readCursor(cursor), limit: limit + 1 };
  const [orders, sums, current] = await Promise.all([
    room.payments.orders(request),
    room.payments.sums(request),
    room.catalogue.current(),
  ]);
  const last = orders[limit - 1];
  const { platform } = room.payments;
  return {
    items: await presentDetails(room, viewer.id, orders.slice(0, limit)),
    ...(orders.length > limit && last !== undefined && { next: cursorOf(last.opened_at, last.id) }),
    sums: { ...sums },
    services: current
      .filter(({ id, settings }) =>
        scope.services === null ? settings.kind === 'payment' : scope.services.includes(id),
      )
      .map((version) => ({ id: version.id, name: nameOf(version) })),
    scope: scope.isFinance ? 'finance' : 'owner',
    ...(platform && { platform }),
  };
}

async function requestOf(
  room: Room,
  { services }: PaymentScope,
  { state, service, from, to, q }: PaymentFilter,
): Promise<Omit<OrdersRequest, 'after' | 'limit'>> {
  const words = q?.trim() || undefined;
  const people =
    words === undefined ? [] : await findPersons(room.database, { q: words, withInactive: true });
  const asked =
    service === undefined ? services : services === null || services.includes(service) ? [service] : [];
  return { services: asked, state, from, to, words, payers: people.map(({ id }) => id) };
}

/** @throws Refused `payment/not-found`, `payment/not-yours` */
export async function readPayment(room: Room, viewer: Viewer, id: string): Promise<PaymentDetail> {
  const { services } = await paymentScope(room, viewer);
  const order = isUuid(id) ? await room.payments.order(id) : undefined;
  if (order === undefined || (services !== null && !services.includes(order.service_id)))
    throw new Refused('payment/not-found');
  const [detail] = await presentDetails(room, viewer.id, [order]);
  if (detail === undefined) throw new Refused('payment/not-found');
  return detail;
}

const mostRows = 20_000;
const states = { open: '待支付', paid: '已支付', closed: '已关闭' } as const;

/** @throws Refused `payment/not-yours` */
export async function exportPayments(room: Room, viewer: Viewer, filter: PaymentFilter) {
  const scope = await paymentScope(room, viewer);
  const request = { ...(await requestOf(room, scope, filter)), after: undefined, limit: mostRows };
  const details = await presentDetails(room, viewer.id, await room.payments.orders(request));
  const yuan = (cents: number) => (cents / 100).toFixed(2);
  const heads = [
    '订单号',
    '服务事项',
    '申请流水号',
    '项目',
    '付款人',
    '工号/学号',
    '金额（元）',
    '状态',
    '开单时间',
    '支付时间',
    '平台流水号',
    '收据号',
    '已退（元）',
  ];
  const rows = details.map((each) => [
    each.number,
    each.service.name.zh,
    each.application.number ?? '',
    each.subject,
    each.payer.name,
    each.payer.number,
    yuan(each.amount),
    states[each.state],
    momentOf(each.openedAt),
    each.paidAt ? momentOf(each.paidAt) : '',
    each.money.map(({ channelNumber }) => channelNumber).join('、'),
    each.receipt?.number ?? '',
    yuan(each.refunded),
  ]);
  return {
    name: `收费明细 ${schoolDay(room.now())}.xlsx`,
    content: await workbookOf('收费明细', heads, rows),
  };
}

/** 退款 by the finance office; nobody gives himself his money back. @throws Refused */
export async function refundPayment(
  room: Room,
  viewer: Viewer,
  id: string,
  wish: { readonly amount: number; readonly reason: string; readonly key: string },
): Promise<PaymentDetail> {
  await refuseOthers(room, viewer);
  const { payer } = await readPayment(room, viewer, id);
  if (payer.id === viewer.id) throw new Refused('administration/own-application');
  await room.payments.askRefund({ order: id, by: viewer.id, ...wish, key: `${viewer.id} ${wish.key}` });
  return readPayment(room, viewer, id);
}

/** @throws Refused `payment/refund-not-stuck` */
export async function retryRefund(room: Room, viewer: Viewer, id: string): Promise<void> {
  await refuseOthers(room, viewer);
  if (!isUuid(id) || !(await room.payments.retryRefund(id))) throw new Refused('payment/refund-not-stuck');
}

/** 校内转账, newest first. @throws Refused */
export async function listTransfers(
  room: Room,
  viewer: Viewer,
  { limit, cursor }: { readonly limit: number; readonly cursor: string | undefined },
): Promise<TransferPage> {
  const { services } = await paymentScope(room, viewer);
  const rows = await room.payments.transfers(services, readCursor(cursor), limit + 1);
  const last = rows[limit - 1];
  return {
    items: rows.slice(0, limit).map(({ id, voucher, subject, amount, at, application_id, entries }) => ({
      id,
      voucher,
      subject,
      amount,
      at,
      application: application_id,
      entries: entries.map((entry) => ({ ...entry })),
    })),
    ...(rows.length > limit && last !== undefined && { next: cursorOf(last.at, last.id) }),
  };
}
