export type { CardRow, TransferListed } from './cards/cards.sql.ts';
export type { OrderState, OrdersRequest } from './orders/list.sql.ts';
export type { OrderRow, PaymentRow } from './orders/orders.sql.ts';
export { openPayments, type Payments, type WholeOrder } from './payments.ts';
export { NotGenuine, type Platform, type Way } from './platform.ts';
export type { DifferenceRow, ReconciledRow } from './reconciliation/reconciliation.sql.ts';
export type { RefundRow } from './refunds/refunds.sql.ts';
export { type Sandbox, startSandbox } from './sandbox/sandbox.ts';
export { openWechatPay, type WechatPaySettings } from './wechat-pay/wechat-pay.ts';
