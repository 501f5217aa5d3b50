import {
  DifferenceAct,
  Id,
  PageQuery,
  ReconciliationDetail,
  ReconciliationPage,
  ReconciliationWish,
  TransferPage,
} from '@yizhan/contract';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import { viewerIn } from '../access.ts';
import type { App } from '../app.ts';
import { IdempotencyHeaders } from '../idempotency.ts';
import { refusalAnswers } from '../refusals.ts';

/** 对账 and 校内转账, for the finance office. */
export function reconciliationRoutes(app: App, { hall }: Wiring): void {
  const config = { access: 'person' } as const;
  const tags = ['payments'];
  const querystring = Type.Object(PageQuery, { additionalProperties: false });

  app.get(
    '/payments/reconciliations',
    {
      config,
      schema: {
        tags,
        summary: 'Days that were reconciled, the latest first',
        querystring,
        response: { 200: ReconciliationPage, ...refusalAnswers },
      },
    },
    async (request) => {
      const { limit = 20, cursor } = request.query;
      return hall.listReconciliations(viewerIn(request), { limit, cursor });
    },
  );

  app.get(
    '/payments/reconciliations/:day',
    {
      config,
      schema: {
        tags,
        summary: 'A day with its differences',
        params: Type.Object({ day: Type.String({ format: 'date' }) }),
        response: { 200: ReconciliationDetail, ...refusalAnswers },
      },
    },
    async (request) => hall.readReconciliation(viewerIn(request), request.params.day),
  );

  app.post(
    '/payments/reconciliations',
    {
      config: { access: 'person', rateLimit: { max: 20, timeWindow: '1 minute' } },
      schema: {
        tags,
        summary: '对账: hold a day’s bill of the platform against what stands here; again takes its place',
        headers: IdempotencyHeaders,
        body: ReconciliationWish,
        response: { 200: ReconciliationDetail, ...refusalAnswers },
      },
    },
    async (request) => hall.reconcileDay(viewerIn(request), request.body),
  );

  app.post(
    '/payments/differences/:id/acts',
    {
      config,
      schema: {
        tags,
        summary: 'Ask the platform about a difference, or say that it is seen to',
        params: Type.Object({ id: Id }),
        headers: IdempotencyHeaders,
        body: DifferenceAct,
        response: { 200: ReconciliationDetail, ...refusalAnswers },
      },
    },
    async (request) => hall.actOnDifference(viewerIn(request), request.params.id, request.body),
  );

  app.get(
    '/payments/transfers',
    {
      config,
      schema: {
        tags,
        summary: 'Transfers between cost cards, the newest first',
        querystring,
        response: { 200: TransferPage, ...refusalAnswers },
      },
    },
    async (request) => {
      const { limit = 20, cursor } = request.query;
      return hall.listTransfers(viewerIn(request), { limit, cursor });
    },
  );
}
