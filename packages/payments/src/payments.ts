/** 缴费: orders, what comes in for them, what goes back, receipts, reconciliation, and transfers between cost cards. */
import type { Database, Transaction } from '@yizhan/database';
import {
  type CardRow,
  cardsByIds,
  cardsFor,
  keepCard,
  type TransferListed,
  transfersOf,
} from './cards/cards.sql.ts';
import { type Transferred, type TransferWish, transfer } from './cards/transfer.ts';
import { type OrdersRequest, ordersFor, type SumsRow, sumsFor } from './orders/list.sql.ts';
import { lookAt } from './orders/look.ts';
import { type OrderWish, openOrder } from './orders/open-order.ts';
import {
  type OrderRow,
  openOrdersOf,
  orderById,
  ordersOfApplication,
  ordersOfPayer,
  type PaymentRow,
  paymentsOf,
  type ReceiptRow,
  receiptByCode,
  receiptsOf,
  takeOrderToLook,
  takeOrderToTell,
  tellAgain,
} from './orders/orders.sql.ts';
import { receive } from './orders/receive.ts';
import { startPaying } from './orders/start-paying.ts';
import { patience, tell } from './orders/tell.ts';
import { NotGenuine, type Platform, type Way } from './platform.ts';
import {
  catchUp,
  differenceOf,
  type ReconciliationWish,
  reconcile,
  settle,
} from './reconciliation/reconcile.ts';
import {
  type DifferenceRow,
  differencesOf,
  type ReconciledRow,
  reconciliations,
} from './reconciliation/reconciliation.sql.ts';
import { askRefund, type RefundWish } from './refunds/ask-refund.ts';
import { doRefund } from './refunds/do-refund.ts';
import {
  type DueRefund,
  type RefundRow,
  refundsOf,
  retryRefund,
  takeDueRefund,
} from './refunds/refunds.sql.ts';
import { after, type Room, type Waiting } from './room.ts';

export interface PaymentsOptions {
  readonly database: Database;
  readonly platform: Platform | undefined;
  readonly waiting: Waiting;
  readonly now: () => string;
  readonly wake: () => void;
}

/** An order with all that came of it. */
export interface WholeOrder extends OrderRow {
  readonly payments: readonly PaymentRow[];
  readonly refunds: readonly RefundRow[];
  readonly receipt: ReceiptRow | undefined;
}

export type Payments = ReturnType<typeof openPayments>;

export function openPayments(options: PaymentsOptions) {
  const room: Room = options;
  const { database, platform, now } = room;

  async function whole(orders: readonly OrderRow[], connection: Database | Transaction = database) {
    const ids = orders.map(({ id }) => id);
    if (ids.length === 0) return [];
    const [payments, refunds, receipts] = await Promise.all([
      connection.query<PaymentRow>(paymentsOf(ids)),
      connection.query<RefundRow>(refundsOf(ids)),
      connection.query<ReceiptRow>(receiptsOf(ids)),
    ]);
    return orders.map(
      (order): WholeOrder => ({
        ...order,
        payments: payments.filter((each) => each.order_id === order.id),
        refunds: refunds.filter((each) => each.order_id === order.id),
        receipt: receipts.find((each) => each.order_id === order.id),
      }),
    );
  }

  return {
    platform: platform && { id: platform.id, name: platform.name },
    openOrder: (wish: OrderWish) => openOrder(room, wish),
    startPaying: (order: OrderRow, way: Way, ip: string) => startPaying(room, order, way, ip),
    /** @throws NotGenuine */
    async takeNotification(id: string, body: string, headers: Readonly<Record<string, string | undefined>>) {
      if (platform === undefined || platform.id !== id)
        throw new NotGenuine('there is no such platform here');
      const notification = platform.readNotification(body, headers);
      return notification && receive(room, platform.id, notification, notification);
    },
    async order(id: string): Promise<WholeOrder | undefined> {
      const [found] = await whole(await database.query<OrderRow>(orderById(id)));
      return found;
    },
    ordersOfApplication: async (application: string) =>
      whole(await database.query<OrderRow>(ordersOfApplication(application))),
    openOrdersOf: (payer: string) => database.query<OrderRow>(openOrdersOf(payer, now())),
    ordersOfPayer: async (payer: string) => whole(await database.query<OrderRow>(ordersOfPayer(payer))),
    orders: async (request: OrdersRequest) => whole(await database.query<OrderRow>(ordersFor(request))),
    async sums(request: OrdersRequest): Promise<SumsRow> {
      const [sums] = await database.query<SumsRow>(sumsFor(request));
      return sums ?? { orders: 0, paid: 0, refunded: 0 };
    },
    async orderOfReceipt(code: string): Promise<WholeOrder | undefined> {
      const [receipt] = await database.query<ReceiptRow>(receiptByCode(code));
      const [found] = receipt ? await whole(await database.query<OrderRow>(orderById(receipt.order_id))) : [];
      return found;
    },
    askRefund: (wish: RefundWish) => askRefund(room, wish),
    async retryRefund(id: string): Promise<boolean> {
      const retried = await database.query(retryRefund(id, now()));
      room.wake();
      return retried.length > 0;
    },
    reconcile: (wish: ReconciliationWish) => reconcile(room, wish),
    reconciliations: (before: string, limit: number, day?: string) =>
      database.query<ReconciledRow>(reconciliations(before, limit, day)),
    differences: (of: string, day: string) => database.query<DifferenceRow>(differencesOf(of, day)),
    difference: (id: string) => differenceOf(room, id),
    catchUp: (id: string) => catchUp(room, id),
    settle: (id: string, by: string, note: string) => settle(room, id, by, note),
    transfer: (wish: TransferWish): Promise<Transferred> => transfer(room, wish),
    keepCard: (card: CardRow) => database.query(keepCard(card)),
    cardsFor: (units: readonly string[], person: string, words: string, afterNumber: string, limit: number) =>
      database.query<CardRow>(cardsFor(units, person, words, afterNumber, limit)),
    cards: (ids: readonly string[]) => database.query<CardRow>(cardsByIds(ids)),
    transfers: (
      services: readonly string[] | null,
      afterRow: readonly [at: string, id: string] | undefined,
      limit: number,
    ) => database.query<TransferListed>(transfersOf(services, afterRow, limit)),
    /** One thing that is due: an order to look at, an end to tell, a refund. Answers whether there was any. */
    async workOne(report: (error: unknown) => void): Promise<boolean> {
      const found = await Promise.all([lookOne(room, report), tellOne(room, report), refundOne(room)]);
      return found.includes(true);
    },
  };
}

/** For how long a worker has it; if it dies, another takes it up. */
const lease = 30;

async function lookOne(room: Room, report: (error: unknown) => void): Promise<boolean> {
  const now = room.now();
  const [order] = await room.database.query<OrderRow>(takeOrderToLook(now, after(now, lease)));
  if (order === undefined) return false;
  try {
    const standing = await room.waiting.standing(order.job);
    await lookAt(room, order, standing === 'waiting');
  } catch (error) {
    report(error);
  }
  return true;
}

async function tellOne(room: Room, report: (error: unknown) => void): Promise<boolean> {
  const now = room.now();
  const [order] = await room.database.query<OrderRow>(takeOrderToTell(now, after(now, lease)));
  if (order === undefined) return false;
  try {
    await tell(room, order);
    await room.database.query(tellAgain(order.id, patience(order, now)));
  } catch (error) {
    report(error);
  }
  return true;
}

async function refundOne(room: Room): Promise<boolean> {
  const now = room.now();
  const [refund] = await room.database.query<DueRefund>(takeDueRefund(now, after(now, lease)));
  if (refund === undefined) return false;
  await doRefund(room, refund);
  return true;
}
