import { Id, Invitation, InvitationMade, InvitationWish, PageQuery, page } from '@yizhan/contract';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import { viewerIn } from '../access.ts';
import type { App } from '../app.ts';
import { refusalAnswers } from '../refusals.ts';

/** 邀请: links by which staff let somebody from outside begin a service. */
export function invitationRoutes(app: App, { hall }: Wiring): void {
  const config = { access: 'person' } as const;
  const tags = ['guests'];

  app.post(
    '/invitations',
    {
      config,
      schema: {
        tags,
        summary: 'Invite somebody from outside to begin a service',
        body: InvitationWish,
        response: { 201: InvitationMade, ...refusalAnswers },
      },
    },
    async (request, reply) => {
      const { days = 14, uses = 1, ...wish } = request.body;
      return reply.status(201).send(await hall.invite(viewerIn(request), { days, uses, ...wish }));
    },
  );

  app.get(
    '/invitations',
    {
      config,
      schema: {
        tags,
        summary: 'My invitations',
        querystring: Type.Object(PageQuery, { additionalProperties: false }),
        response: { 200: page(Invitation), ...refusalAnswers },
      },
    },
    async (request) => {
      const { limit = 20, cursor } = request.query;
      return hall.listInvitations(viewerIn(request), { limit, cursor });
    },
  );

  app.delete(
    '/invitations/:id',
    {
      config,
      schema: {
        tags,
        summary: 'End an invitation; who has come by it already may come back no more by its link',
        params: Type.Object({ id: Id }),
        response: { 204: Type.Null(), ...refusalAnswers },
      },
    },
    async (request, reply) => {
      await hall.endInvitation(viewerIn(request), request.params.id);
      return reply.status(204).send(null);
    },
  );
}
