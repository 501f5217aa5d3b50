import {
  Id,
  PayAnswer,
  Payment,
  PaymentDetail,
  PaymentExportQuery,
  PaymentPage,
  PaymentPart,
  PaymentQuery,
  PayWish,
  RefundWish,
} from '@yizhan/contract';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import { guestIn, viewerIn } from '../access.ts';
import type { App } from '../app.ts';
import { IdempotencyHeaders, idempotencyOf } from '../idempotency.ts';
import { Paper, sendPaper } from '../paper.ts';
import { refusalAnswers } from '../refusals.ts';
import { sendWorkbook, Workbook } from '../workbook.ts';

/** 缴费: what I am to pay and have paid, and the orders of those who look after them. */
export function paymentRoutes(app: App, { hall, config: { publicUrl } }: Wiring): void {
  const config = { access: 'person' } as const;
  const tags = ['payments'];
  const params = Type.Object({ id: Id });
  const own = Type.Object({ items: Type.Array(Payment) });

  app.get(
    '/payments/mine',
    {
      config,
      schema: { tags, summary: 'What waits to be paid by me', response: { 200: own, ...refusalAnswers } },
    },
    async (request) => ({ items: await hall.listOwnPayments(viewerIn(request)) }),
  );

  app.get(
    '/payments/part',
    {
      config,
      schema: {
        tags,
        summary: 'What of payments I look after, for menus',
        response: { 200: PaymentPart, ...refusalAnswers },
      },
    },
    async (request) => ({ part: await hall.paymentPart(viewerIn(request)) }),
  );

  app.get(
    '/payments/mine/:id',
    {
      config,
      schema: {
        tags,
        summary: 'A payment of mine, or for an application of mine',
        params,
        response: { 200: Payment, ...refusalAnswers },
      },
    },
    async (request) => hall.readOwnPayment(viewerIn(request), request.params.id),
  );

  app.post(
    '/payments/mine/:id/pay',
    {
      config,
      schema: {
        tags,
        summary: 'Where to pay; nothing is paid by asking, and the same way again is the same address',
        params,
        headers: IdempotencyHeaders,
        body: PayWish,
        response: { 200: PayAnswer, ...refusalAnswers },
      },
    },
    async (request) => hall.pay(viewerIn(request), request.params.id, request.body.way, request.ip),
  );

  app.get(
    '/payments/:id/receipt',
    {
      config: { access: 'person', rateLimit: { max: 30, timeWindow: '1 minute' } },
      schema: {
        tags,
        summary: 'The receipt (PDF), for whoever paid or applied and for those who look after payments',
        params,
        response: { 200: Paper, ...refusalAnswers },
      },
    },
    async (request, reply) =>
      sendPaper(reply, await hall.printReceipt(viewerIn(request), request.params.id, publicUrl)),
  );

  app.get(
    '/guest/payments',
    {
      config: { access: 'guest' },
      schema: {
        tags: ['guests'],
        summary: 'What I am asked to pay and have paid, the latest first',
        response: { 200: own, ...refusalAnswers },
      },
    },
    async (request) => ({ items: await hall.listGuestPayments(guestIn(request)) }),
  );

  app.get(
    '/guest/payments/:id',
    {
      config: { access: 'guest' },
      schema: {
        tags: ['guests'],
        summary: 'A payment of mine',
        params,
        response: { 200: Payment, ...refusalAnswers },
      },
    },
    async (request) => hall.readOwnPayment(guestIn(request), request.params.id),
  );

  app.post(
    '/guest/payments/:id/pay',
    {
      config: { access: 'guest' },
      schema: {
        tags: ['guests'],
        summary: 'Where to pay',
        params,
        headers: IdempotencyHeaders,
        body: PayWish,
        response: { 200: PayAnswer, ...refusalAnswers },
      },
    },
    async (request) => hall.pay(guestIn(request), request.params.id, request.body.way, request.ip),
  );

  app.get(
    '/guest/payments/:id/receipt',
    {
      config: { access: 'guest', rateLimit: { max: 30, timeWindow: '1 minute' } },
      schema: {
        tags: ['guests'],
        summary: 'The receipt (PDF)',
        params,
        response: { 200: Paper, ...refusalAnswers },
      },
    },
    async (request, reply) =>
      sendPaper(reply, await hall.printGuestReceipt(guestIn(request), request.params.id, publicUrl)),
  );

  app.get(
    '/payments',
    {
      config,
      schema: {
        tags,
        summary: 'The orders that I look after, the newest first',
        querystring: PaymentQuery,
        response: { 200: PaymentPage, ...refusalAnswers },
      },
    },
    async (request) => {
      const { limit = 20, cursor, ...filter } = request.query;
      return hall.listPayments(viewerIn(request), filter, { limit, cursor });
    },
  );

  app.get(
    '/payments/export',
    {
      config: { access: 'person', rateLimit: { max: 20, timeWindow: '1 minute' } },
      schema: {
        tags,
        summary: 'The same as a workbook (xlsx)',
        querystring: PaymentExportQuery,
        response: { 200: Workbook, ...refusalAnswers },
      },
    },
    async (request, reply) =>
      sendWorkbook(reply, await hall.exportPayments(viewerIn(request), request.query)),
  );

  app.get(
    '/payments/:id',
    {
      config,
      schema: {
        tags,
        summary: 'An order that I look after, with all that came in and went back',
        params,
        response: { 200: PaymentDetail, ...refusalAnswers },
      },
    },
    async (request) => hall.readPayment(viewerIn(request), request.params.id),
  );

  app.post(
    '/payments/:id/refunds',
    {
      config,
      schema: {
        tags,
        summary: '退款: give back some or all of what was paid',
        params,
        headers: IdempotencyHeaders,
        body: RefundWish,
        response: { 200: PaymentDetail, ...refusalAnswers },
      },
    },
    async (request) =>
      hall.refundPayment(viewerIn(request), request.params.id, {
        ...request.body,
        key: idempotencyOf(request).key,
      }),
  );

  app.post(
    '/payments/refunds/:id/retry',
    {
      config,
      schema: {
        tags,
        summary: 'Try a refund again that is stuck',
        params,
        headers: IdempotencyHeaders,
        response: { 204: Type.Null(), ...refusalAnswers },
      },
    },
    async (request, reply) => {
      await hall.retryRefund(viewerIn(request), request.params.id);
      return reply.status(204).send(null);
    },
  );
}
