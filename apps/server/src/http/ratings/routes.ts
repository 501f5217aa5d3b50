import { Id, OwnRating, page, Rating, RatingAnswer, RatingQuery, RatingWish } from '@yizhan/contract';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import { administratorIn, viewerIn } from '../access.ts';
import type { App } from '../app.ts';
import { IdempotencyHeaders } from '../idempotency.ts';
import { refusalAnswers } from '../refusals.ts';

/**
 * 评价. Neither write keeps answers by key: one that is repeated finds what it wanted there already, and answers the
 * same.
 */
export function ratingRoutes(app: App, { hall }: Wiring): void {
  const tags = ['ratings'];
  const params = Type.Object({ id: Id });

  app.post(
    '/applications/:id/rating',
    {
      config: { access: 'person' },
      schema: {
        tags,
        summary: 'Rate how my application was dealt with, or change that within a week',
        params,
        headers: IdempotencyHeaders,
        body: RatingWish,
        response: { 200: OwnRating, ...refusalAnswers },
      },
    },
    async (request) => hall.rateApplication(viewerIn(request), request.params.id, request.body),
  );

  app.get(
    '/admin/ratings',
    {
      config: { access: 'administrator' },
      schema: {
        tags,
        summary: 'Ratings of the services I look after, the newest first',
        querystring: RatingQuery,
        response: { 200: page(Rating), ...refusalAnswers },
      },
    },
    async (request) => {
      const { box = 'toAnswer', service, limit = 20, cursor } = request.query;
      return hall.listRatings(administratorIn(request), { box, service, limit, cursor });
    },
  );

  app.post(
    '/admin/ratings/:id/answer',
    {
      config: { access: 'administrator' },
      schema: {
        tags,
        summary: 'Answer a rating; its author is told',
        params,
        headers: IdempotencyHeaders,
        body: RatingAnswer,
        response: { 200: Rating, ...refusalAnswers },
      },
    },
    async (request) => hall.answerRating(administratorIn(request), request.params.id, request.body.answer),
  );
}
