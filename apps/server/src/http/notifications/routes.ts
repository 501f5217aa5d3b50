import { Id, Notification, PageQuery, page } from '@yizhan/contract';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import { viewerIn } from '../access.ts';
import type { App } from '../app.ts';
import { localeOf } from '../problem.ts';
import { refusalAnswers } from '../refusals.ts';

const Marking = Type.Object(
  { ids: Type.Optional(Type.Array(Id, { maxItems: 100 })) },
  { additionalProperties: false },
);

/** Messages in the hall. */
export function notificationRoutes(app: App, { hall }: Wiring): void {
  const config = { access: 'person' } as const;
  const tags = ['notifications'];

  app.get(
    '/notifications',
    {
      config,
      schema: {
        tags,
        summary: 'My messages',
        querystring: Type.Object(PageQuery, { additionalProperties: false }),
        response: { 200: page(Notification), ...refusalAnswers },
      },
    },
    async (request) => {
      const { limit = 20, cursor } = request.query;
      return hall.listNotifications(viewerIn(request), { limit, cursor }, localeOf(request));
    },
  );

  app.post(
    '/notifications/read',
    {
      config,
      schema: {
        tags,
        summary: 'Mark messages as read; all when none are named',
        body: Marking,
        response: { 204: Type.Null(), ...refusalAnswers },
      },
    },
    async (request, reply) => {
      await hall.markRead(viewerIn(request), request.body.ids);
      return reply.status(204).send(null);
    },
  );
}
