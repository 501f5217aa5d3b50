import {
  Announcement,
  AnnouncementDetail,
  AnnouncementQuery,
  Id,
  NewObjection,
  ObjectionAnswer,
  ObjectionCode,
  ObjectionRaised,
  OwnObjection,
  page,
} from '@yizhan/contract';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import { viewerIn } from '../access.ts';
import type { App } from '../app.ts';
import { IdempotencyHeaders, idempotencyOf } from '../idempotency.ts';
import { refusalAnswers } from '../refusals.ts';

/** 公示 and 异议. What is announced to anybody is also read without signing in. */
export function announcementRoutes(app: App, { hall }: Wiring): void {
  const config = { access: 'person' } as const;
  const open = { access: 'public', rateLimit: { max: 60, timeWindow: '1 minute' } } as const;
  const tags = ['announcements'];
  const params = Type.Object({ id: Id });
  const list = { querystring: AnnouncementQuery, response: { 200: page(Announcement), ...refusalAnswers } };
  const one = { params, response: { 200: AnnouncementDetail, ...refusalAnswers } };

  app.get(
    '/announcements',
    { config, schema: { tags, summary: 'What is announced to me, the newest first', ...list } },
    async (request) => {
      const { state = 'open', limit = 20, cursor } = request.query;
      return hall.listAnnouncements(viewerIn(request), { state, limit, cursor });
    },
  );

  app.get(
    '/announcements/:id',
    { config, schema: { tags, summary: 'An announcement, and my objections to it', ...one } },
    async (request) => hall.readAnnouncement(viewerIn(request), request.params.id),
  );

  app.get(
    '/public/announcements',
    { config: open, schema: { tags, summary: 'What is announced to anybody', security: [], ...list } },
    async (request) => {
      const { state = 'open', limit = 20, cursor } = request.query;
      return hall.listAnnouncements(undefined, { state, limit, cursor });
    },
  );

  app.get(
    '/public/announcements/:id',
    { config: open, schema: { tags, summary: 'An announcement to anybody', security: [], ...one } },
    async (request) => hall.readAnnouncement(undefined, request.params.id),
  );

  app.post(
    '/announcements/:id/objections',
    {
      config: { ...config, rateLimit: { max: 20, timeWindow: '1 hour' } },
      schema: {
        tags,
        summary: 'Raise an objection (异议), by name or, where the service allows, without',
        params,
        headers: IdempotencyHeaders,
        body: NewObjection,
        response: { 201: ObjectionRaised, ...refusalAnswers },
      },
    },
    async (request, reply) => {
      const { key } = idempotencyOf(request);
      const raised = await hall.raiseObjection(viewerIn(request), request.params.id, request.body, key);
      return reply.status(201).send(raised);
    },
  );

  app.post(
    '/announcements/:id/objections/by-code',
    {
      config: { ...config, rateLimit: { max: 20, timeWindow: '1 minute' } },
      schema: {
        tags,
        summary: 'The answer to an anonymous objection; the code is in the body, where no log keeps it',
        params,
        body: ObjectionCode,
        response: { 200: OwnObjection, ...refusalAnswers },
      },
    },
    async (request) => hall.readObjectionByCode(viewerIn(request), request.params.id, request.body.code),
  );

  app.post(
    '/tasks/:id/objections/:objection',
    {
      config,
      schema: {
        tags,
        summary: 'Answer an objection at a step that handles them; answered again the new words count',
        params: Type.Object({ id: Id, objection: Id }),
        headers: IdempotencyHeaders,
        body: ObjectionAnswer,
        response: { 204: Type.Null(), ...refusalAnswers },
      },
    },
    async (request, reply) => {
      const { id, objection } = request.params;
      await hall.answerObjection(viewerIn(request), id, objection, request.body.answer);
      return reply.status(204).send(null);
    },
  );
}
