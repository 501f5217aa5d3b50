import {
  ApplicationCreated,
  GuestApplication,
  GuestApplicationAct,
  GuestApplicationSummary,
  GuestForm,
  GuestServiceAsked,
  GuestServiceCode,
  GuestServiceEntering,
  GuestServiceGuide,
  Id,
  NewGuestApplication,
  PageQuery,
  page,
  SignedIn,
} from '@yizhan/contract';
import type { ApplicantAct } from '@yizhan/hall';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import { guestIn } from '../access.ts';
import type { App } from '../app.ts';
import { IdempotencyHeaders, idempotencyOf } from '../idempotency.ts';
import { refusalAnswers } from '../refusals.ts';
import { setGuestCookie } from './cookie.ts';

const ServiceId = Type.Object({ id: Id });

/** 校外人员 who begin: in by their address and a code, to one service and what they have asked of it. */
export function guestServiceRoutes(app: App, { config: { publicUrl }, hall }: Wiring): void {
  const tags = ['guests'];
  const anybody = { access: 'public', rateLimit: { max: 60, timeWindow: '1 minute' } } as const;
  const guest = { access: 'guest' } as const;

  app.post(
    '/guest/services/:id',
    {
      config: anybody,
      schema: {
        tags,
        summary:
          'A service as somebody from outside may see it; an invitation is in the body, not in the address',
        security: [],
        params: ServiceId,
        body: GuestServiceAsked,
        response: { 200: GuestServiceGuide, ...refusalAnswers },
      },
    },
    async (request) => hall.readGuestService(request.params.id, request.body.invitation),
  );

  app.post(
    '/guest/services/:id/codes',
    {
      config: anybody,
      schema: {
        tags,
        summary: 'Have a code sent to one’s address; the answer is the same where none is sent',
        security: [],
        params: ServiceId,
        body: GuestServiceCode,
        response: { 202: Type.Object({}), ...refusalAnswers },
      },
    },
    async (request, reply) => {
      await hall.askCodeOfService({ service: request.params.id, ...request.body });
      return reply.status(202).send({});
    },
  );

  app.post(
    '/guest/services/:id/session',
    {
      config: anybody,
      schema: {
        tags,
        summary: 'Enter with one’s address and the code, for the first time or again',
        security: [],
        params: ServiceId,
        body: GuestServiceEntering,
        response: { 200: SignedIn, ...refusalAnswers },
      },
    },
    async (request, reply) => {
      const { token, csrf } = await hall.enterService({
        service: request.params.id,
        ...request.body,
        code: request.body.code.trim(),
        client: { ip: request.ip, userAgent: request.headers['user-agent'] ?? '' },
      });
      setGuestCookie(reply, publicUrl, token);
      return { csrf };
    },
  );

  app.get(
    '/guest/form',
    {
      config: guest,
      schema: {
        tags,
        summary: 'The form of the service that one is in for',
        response: { 200: GuestForm, ...refusalAnswers },
      },
    },
    async (request) => hall.readGuestForm(guestIn(request)),
  );

  app.get(
    '/guest/applications',
    {
      config: guest,
      schema: {
        tags,
        summary: 'What I have asked for',
        querystring: Type.Object(PageQuery, { additionalProperties: false }),
        response: { 200: page(GuestApplicationSummary), ...refusalAnswers },
      },
    },
    async (request) => {
      const { limit = 20, cursor } = request.query;
      return hall.listGuestApplications(guestIn(request), { limit, cursor });
    },
  );

  app.post(
    '/guest/applications',
    {
      config: { ...guest, rateLimit: { max: 20, timeWindow: '1 minute' } },
      schema: {
        tags,
        summary: 'Submit an application',
        headers: IdempotencyHeaders,
        body: NewGuestApplication,
        response: { 201: ApplicationCreated, ...refusalAnswers },
      },
    },
    async (request, reply) => {
      const outcome = await hall.beginAsGuest(guestIn(request), request.body.data, idempotencyOf(request));
      const { instance: id, businessKey: number, status, revision } = outcome;
      return reply.status(201).send({ id, number, status, revision });
    },
  );

  app.get(
    '/guest/applications/:id',
    {
      config: guest,
      schema: {
        tags,
        summary: 'Where an application of mine stands',
        params: ServiceId,
        response: { 200: GuestApplication, ...refusalAnswers },
      },
    },
    async (request) => hall.readGuestApplication(guestIn(request), request.params.id),
  );

  app.post(
    '/guest/applications/:id/acts',
    {
      config: guest,
      schema: {
        tags,
        summary: 'Submit again what came back, withdraw, cancel',
        params: ServiceId,
        headers: IdempotencyHeaders,
        body: GuestApplicationAct,
        response: { 204: Type.Null(), ...refusalAnswers },
      },
    },
    async (request, reply) => {
      await hall.actOnGuestApplication(
        guestIn(request),
        request.params.id,
        request.body as ApplicantAct,
        idempotencyOf(request),
      );
      return reply.status(204).send(null);
    },
  );
}
