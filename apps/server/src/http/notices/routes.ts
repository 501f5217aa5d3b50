import { AdministeredNotice, Id, Notices, NoticeWish, PageQuery, page } from '@yizhan/contract';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import { administratorIn, viewerIn } from '../access.ts';
import type { App } from '../app.ts';
import { refusalAnswers } from '../refusals.ts';

const Uuid = Type.Object({ id: Type.String({ format: 'uuid' }) });
const Paging = Type.Object(PageQuery, { additionalProperties: false });

/** 通知 of the hall: everybody reads those that are for him, administrators make them. */
export function noticeRoutes(app: App, { hall }: Wiring): void {
  const tags = ['notices'];

  app.get(
    '/notices',
    {
      config: { access: 'person' },
      schema: {
        tags,
        summary: 'Notices that are for me today',
        querystring: Paging,
        response: { 200: Notices, ...refusalAnswers },
      },
    },
    async (request) => {
      const { limit = 20, cursor } = request.query;
      return hall.listNotices(viewerIn(request), { limit, cursor });
    },
  );

  app.put(
    '/notices/:id/read',
    {
      config: { access: 'person' },
      schema: {
        tags,
        summary: 'I have read it',
        params: Type.Object({ id: Id }),
        response: { 204: Type.Null(), ...refusalAnswers },
      },
    },
    async (request, reply) => {
      await hall.readNotice(viewerIn(request), request.params.id);
      return reply.status(204).send(null);
    },
  );

  app.get(
    '/admin/notices',
    {
      config: { access: 'administrator' },
      schema: {
        tags,
        summary: 'Notices that I look after',
        querystring: Paging,
        response: { 200: page(AdministeredNotice), ...refusalAnswers },
      },
    },
    async (request) => {
      const { limit = 20, cursor } = request.query;
      return hall.listAdministeredNotices(administratorIn(request), { limit, cursor });
    },
  );

  app.put(
    '/admin/notices/:id',
    {
      config: { access: 'administrator' },
      schema: {
        tags,
        summary: 'Make a notice under an id of your own, or change it',
        params: Uuid,
        body: NoticeWish,
        response: { 204: Type.Null(), ...refusalAnswers },
      },
    },
    async (request, reply) => {
      await hall.keepNotice(administratorIn(request), request.params.id, request.body);
      return reply.status(204).send(null);
    },
  );

  app.delete(
    '/admin/notices/:id',
    {
      config: { access: 'administrator' },
      schema: {
        tags,
        summary: 'Take a notice away',
        params: Uuid,
        response: { 204: Type.Null(), ...refusalAnswers },
      },
    },
    async (request, reply) => {
      await hall.removeNotice(administratorIn(request), request.params.id);
      return reply.status(204).send(null);
    },
  );
}
