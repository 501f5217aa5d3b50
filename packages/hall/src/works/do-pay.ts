import type { OpenWork } from '@yizhan/engine';
import type { Expression, Scope } from '@yizhan/feel';
import { FeelFailure } from '@yizhan/feel';
import { schoolDay, type WorkAnswer } from '@yizhan/flow';
import type { WholeOrder } from '@yizhan/payments';
import { tellToPay } from '../payments/tell-to-pay.ts';
import type { Room } from '../room.ts';

export interface Place {
  readonly job: string;
  readonly application: string;
  readonly service: string;
  readonly node: string;
  readonly applicant: string;
}

type Pay = Extract<OpenWork['order'], { is: 'pay' }>;
type Transfer = Extract<OpenWork['order'], { is: 'transfer' }>;

/** A worker that comes while nobody has paid yet comes again then, should nobody wake it before. */
const again = 300;

/** 缴费: the order is opened once; what became of it is the work's answer. */
export async function doPay(room: Room, place: Place, order: Pay, scope: Scope): Promise<WorkAnswer> {
  const amount = centsIn(order.amount, scope);
  const keep = (payment: object | null): WorkAnswer =>
    order.data === undefined ? {} : { data: recordIn(order.data, { ...scope, payment }) };
  // 应付为 0 直接放行.
  if (amount === 0) return keep(null);
  const payer = order.payer === undefined ? place.applicant : textIn(order.payer, scope);
  const subject = textIn(order.subject, scope);
  const minutes = 'minutes' in order.within ? order.within.minutes : minutesIn(order.within.is, scope);
  const opened = await room.payments.openOrder({
    job: place.job,
    application: place.application,
    service: place.service,
    node: place.node,
    item:
      order.item === undefined ? `${place.application} ${place.node} ${payer}` : textIn(order.item, scope),
    subject: subject.slice(0, 100),
    payer,
    amount,
    dueAt: new Date(Date.parse(room.now()) + minutes * 60_000).toISOString(),
    isOnce: !order.isRepeated,
  });
  if (opened.status === 'open') {
    await tellToPay(room, opened, place.node);
    return { againAfter: again };
  }
  if (opened.status === 'closed') return { error: 'payment.timeout' };
  const whole = await room.payments.order(opened.id);
  return keep(whole === undefined ? null : paymentOf(whole));
}

/** What `data` reads as `payment`. */
function paymentOf({ number, amount, payments, receipt, subject }: WholeOrder) {
  const settling = payments.find(({ verdict }) => verdict === 'settles');
  const paidAt = settling?.paid_at ?? '';
  return {
    number,
    amount,
    subject,
    channelNumber: settling?.channel_number ?? '',
    receipt: receipt?.number ?? '',
    paidAt: atSchool(paidAt),
    paidOn: paidAt === '' ? null : schoolDay(paidAt),
  };
}

/** As forms hold moments: `YYYY-MM-DDTHH:mm` at the school. */
const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});
const atSchool = (iso: string): string => (iso === '' ? '' : clock.format(new Date(iso)).replace(' ', 'T'));

/** 校内转账: done once; too little on a card is an error for the flow to deal with. */
export async function doTransfer(
  room: Room,
  place: Place,
  order: Transfer,
  scope: Scope,
): Promise<WorkAnswer> {
  const done = await room.payments.transfer({
    job: place.job,
    application: place.application,
    service: place.service,
    subject: textIn(order.subject, scope).slice(0, 100),
    from: legsIn(order, scope),
    to: textIn(order.to, scope),
  });
  if ('short' in done) return { error: 'transfer.overdraft' };
  const transfer = { voucher: done.voucher, amount: done.amount, on: schoolDay(done.at) };
  return order.data === undefined ? {} : { data: recordIn(order.data, { ...scope, transfer }) };
}

function legsIn(
  order: Transfer,
  scope: Scope,
): readonly { readonly card: string; readonly amount: number }[] {
  const from = order.from.evaluate(scope);
  if (typeof from === 'string' && order.amount !== undefined)
    return [{ card: from, amount: centsIn(order.amount, scope) }];
  if (!Array.isArray(from)) throw wrong(order.from, '经费卡，或 { card, amount } 的列表', from);
  return from.map((leg: unknown) => {
    const { card, amount } = (typeof leg === 'object' && leg !== null ? leg : {}) as Record<string, unknown>;
    if (typeof card !== 'string' || typeof amount !== 'number')
      throw wrong(order.from, '{ card, amount } 的列表', from);
    return { card, amount };
  });
}

function centsIn(expression: Expression, scope: Scope): number {
  const value = expression.evaluate(scope);
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw wrong(expression, '不小于 0 的整数分', value);
}

function minutesIn(expression: Expression, scope: Scope): number {
  const value = expression.evaluate(scope);
  if (typeof value === 'number' && value > 0 && value <= 527_040) return value;
  throw wrong(expression, '分钟数', value);
}

function textIn(expression: Expression, scope: Scope): string {
  const value = expression.evaluate(scope);
  if (typeof value === 'string' && value !== '') return value;
  throw wrong(expression, '文字', value);
}

function recordIn(expression: Expression, scope: Scope): Readonly<Record<string, unknown>> {
  const value = expression.evaluate(scope);
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Readonly<Record<string, unknown>>;
  throw wrong(expression, '一个上下文 { … }', value);
}

const wrong = ({ text }: Expression, wanted: string, value: unknown): FeelFailure =>
  new FeelFailure(
    `“${text}”应当是${wanted}，实际是 ${JSON.stringify(value)}`,
    `"${text}" does not give what a payment needs, but ${JSON.stringify(value)}`,
    text,
  );
