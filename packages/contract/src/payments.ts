import Type, { type Static } from 'typebox';
import { ApplicationStatus } from './application-status.ts';
import { Text } from './services.ts';
import { Id, oneOf, PageQuery, PersonSummary, page, Time } from './values.ts';

const Cents = Type.Integer({ description: 'whole cents (分)' });

const PaymentState = oneOf(['open', 'paid', 'closed'], {
  description: 'closed: its time was over, or the application went another way',
});

/** 缴费单 as whoever pays sees it. */
export const Payment = Type.Object({
  id: Type.String(),
  number: Type.String(),
  subject: Type.String(),
  amount: Cents,
  capital: Type.String({ description: '大写金额' }),
  state: PaymentState,
  openedAt: Time,
  dueAt: Type.String({ format: 'date-time', description: 'until then the amount stands (锁价)' }),
  paidAt: Type.Optional(Time),
  refunded: Cents,
  receipt: Type.Optional(Type.Object({ number: Type.String(), at: Time })),
  service: Type.Object({ id: Type.String(), name: Text }),
  application: Type.Object({ id: Type.String(), number: Type.Union([Type.String(), Type.Null()]) }),
  mine: Type.Boolean({ description: 'it is mine to pay' }),
});
export type Payment = Static<typeof Payment>;

const verdicts = ['settles', 'doubled', 'late', 'wrong-amount'] as const;

const Refund = Type.Object({
  id: Type.String(),
  number: Type.String(),
  amount: Cents,
  cause: oneOf(['doubled', 'late', 'wrong-amount', 'abandoned', 'changed', 'asked']),
  reason: Type.String(),
  state: oneOf(['waiting', 'accepted', 'done', 'stuck'], {
    description: 'stuck: tried again when somebody says so',
  }),
  at: Time,
  doneAt: Type.Optional(Time),
  by: Type.Optional(PersonSummary),
  error: Type.Optional(Type.String()),
});

/** As the finance office and the owner of the service see it. */
export const PaymentDetail = Type.Object({
  ...Payment.properties,
  payer: PersonSummary,
  applicationStatus: ApplicationStatus,
  money: Type.Array(
    Type.Object({
      channelNumber: Type.String(),
      amount: Cents,
      paidAt: Time,
      verdict: oneOf(verdicts, { description: 'one settles; the others go back' }),
      refunded: Cents,
    }),
  ),
  refunds: Type.Array(Refund),
});
export type PaymentDetail = Static<typeof PaymentDetail>;

const Filter = {
  state: Type.Optional(
    oneOf(['open', 'paid', 'closed', 'refunded', 'attention'], {
      description: 'attention: a refund is stuck, or the sum was wrong',
    }),
  ),
  service: Type.Optional(Id),
  from: Type.Optional(Type.String({ format: 'date' })),
  to: Type.Optional(Type.String({ format: 'date' })),
  q: Type.Optional(
    Type.String({
      maxLength: 64,
      description: 'in numbers (ours, the platform’s, of receipts), subject or payer',
    }),
  ),
};

export const PaymentQuery = Type.Object({ ...Filter, ...PageQuery }, { additionalProperties: false });
export const PaymentExportQuery = Type.Object(Filter, { additionalProperties: false });

export const PaymentPage = Type.Object({
  ...page(PaymentDetail).properties,
  sums: Type.Object({ orders: Type.Integer(), paid: Cents, refunded: Cents }),
  services: Type.Array(Type.Object({ id: Type.String(), name: Text })),
  scope: oneOf(['finance', 'owner'], {
    description: 'owner: the orders of services that my unit owns, to look at',
  }),
  platform: Type.Optional(Type.Object({ id: Type.String(), name: Text })),
});
export type PaymentPage = Static<typeof PaymentPage>;

export const PaymentPart = Type.Object({ part: oneOf(['finance', 'owner', 'none']) });

export const PayWish = Type.Object(
  {
    way: oneOf(['qr', 'redirect'], {
      description: 'qr: scanned by a phone; redirect: this device goes there',
    }),
  },
  { additionalProperties: false },
);

export const PayAnswer = Type.Object({
  address: Type.String(),
  code: Type.Optional(
    Type.Array(Type.String(), { description: 'of way qr: the rows of its QR code, 1 is dark' }),
  ),
});
export type PayAnswer = Static<typeof PayAnswer>;

export const RefundWish = Type.Object(
  {
    amount: Type.Integer({ minimum: 1 }),
    reason: Type.String({ minLength: 1, maxLength: 200 }),
  },
  { additionalProperties: false },
);

const Reconciliation = Type.Object({
  day: Type.String({ format: 'date' }),
  at: Time,
  by: PersonSummary,
  source: oneOf(['fetched', 'uploaded']),
  theirs: Type.Object({ lines: Type.Integer(), amount: Cents }),
  ours: Type.Object({ lines: Type.Integer(), amount: Cents }),
  open: Type.Integer({ description: 'differences that nobody has settled' }),
  settled: Type.Integer(),
});

export const ReconciliationPage = page(Reconciliation);
export type ReconciliationPage = Static<typeof ReconciliationPage>;

export const ReconciliationDetail = Type.Object({
  ...Reconciliation.properties,
  differences: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: oneOf(['missing-here', 'missing-there', 'amount-differs', 'doubled']),
      what: oneOf(['payment', 'refund']),
      channelNumber: Type.String(),
      orderNumber: Type.String(),
      ours: Type.Optional(Cents),
      theirs: Type.Optional(Cents),
      settledAt: Type.Optional(Time),
      settledBy: Type.Optional(PersonSummary),
      note: Type.Optional(Type.String()),
    }),
  ),
});
export type ReconciliationDetail = Static<typeof ReconciliationDetail>;

export const ReconciliationWish = Type.Object(
  {
    day: Type.String({ format: 'date' }),
    file: Type.Optional(
      Type.String({
        maxLength: 900_000,
        description: 'the platform’s bill (CSV); fetched there when absent',
      }),
    ),
  },
  { additionalProperties: false },
);

export const DifferenceAct = Type.Object(
  {
    act: oneOf(['catchUp', 'settle'], {
      description:
        'catchUp: ask the platform for the order and book what it says; settle: seen to, with a note',
    }),
    note: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  },
  { additionalProperties: false },
);

/** 校内转账. */
export const TransferPage = page(
  Type.Object({
    id: Type.String(),
    voucher: Type.String(),
    subject: Type.String(),
    amount: Cents,
    at: Time,
    application: Type.String(),
    entries: Type.Array(Type.Object({ number: Type.String(), name: Type.String(), amount: Type.Integer() })),
  }),
);
export type TransferPage = Static<typeof TransferPage>;
