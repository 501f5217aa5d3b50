import {
  DrawPage,
  DrawQuery,
  Id,
  OwnRegistration,
  RegistrationAct,
  RegistrationActDone,
  RegistrationDetail,
  RegistrationOwnAct,
  RegistrationPlaces,
  RegistrationSummaries,
  RosterExportQuery,
  RosterPage,
  RosterQuery,
  SessionQuery,
} from '@yizhan/contract';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import { administratorIn, viewerIn } from '../access.ts';
import type { App } from '../app.ts';
import { IdempotencyHeaders, idempotencyOf } from '../idempotency.ts';
import { refusalAnswers } from '../refusals.ts';
import { ListFile, sendList } from '../workbook.ts';

/** 报名: places and the own registration for everybody, rosters for those who look after the service. */
export function registrationRoutes(app: App, { hall }: Wiring): void {
  const tags = ['registrations'];
  const params = Type.Object({ id: Id });
  const headers = IdempotencyHeaders;
  const person = { access: 'person' } as const;
  const administrator = { access: 'administrator' } as const;

  app.get(
    '/services/:id/places',
    {
      config: person,
      schema: {
        tags,
        summary: 'The places of a registration that are left, now',
        params,
        response: { 200: RegistrationPlaces, ...refusalAnswers },
      },
    },
    async (request, reply) => {
      const places = await hall.readPlaces(viewerIn(request), request.params.id);
      return reply.header('cache-control', 'no-store').send(places);
    },
  );

  app.get(
    '/services/:id/draw',
    {
      config: person,
      schema: {
        tags,
        summary: 'The order in which a lot was drawn, by lot numbers',
        params,
        querystring: DrawQuery,
        response: { 200: DrawPage, ...refusalAnswers },
      },
    },
    async (request) => {
      const { session, limit = 100, cursor } = request.query;
      return hall.readDraw(viewerIn(request), request.params.id, {
        ...(session !== undefined && { session }),
        limit,
        cursor,
      });
    },
  );

  app.post(
    '/applications/:id/registration',
    {
      config: person,
      schema: {
        tags,
        summary: 'Confirm the place that I was offered, or give up what I have',
        params,
        headers,
        body: RegistrationOwnAct,
        response: { 200: OwnRegistration, ...refusalAnswers },
      },
    },
    async (request) =>
      hall.actOnRegistration(viewerIn(request), request.params.id, request.body.act, idempotencyOf(request)),
  );

  app.get(
    '/registrations',
    {
      config: administrator,
      schema: {
        tags,
        summary: 'The registrations of the services I look after, a line for each session',
        response: { 200: RegistrationSummaries, ...refusalAnswers },
      },
    },
    async (request) => hall.listRegistrations(administratorIn(request)),
  );

  app.get(
    '/registrations/:id',
    {
      config: administrator,
      schema: {
        tags,
        summary: 'A session of a registration: counts by group, and what was done to it',
        params,
        querystring: SessionQuery,
        response: { 200: RegistrationDetail, ...refusalAnswers },
      },
    },
    async (request) =>
      hall.readRegistration(administratorIn(request), request.params.id, request.query.session),
  );

  app.get(
    '/registrations/:id/roster',
    {
      config: administrator,
      schema: {
        tags,
        summary: 'Who has a place, who waits, who is out',
        params,
        querystring: RosterQuery,
        response: { 200: RosterPage, ...refusalAnswers },
      },
    },
    async (request) => {
      const { session, group, state, q, limit = 50, cursor } = request.query;
      return hall.listRoster(administratorIn(request), request.params.id, {
        session,
        group,
        state,
        q,
        limit,
        cursor,
      });
    },
  );

  app.get(
    '/registrations/:id/export',
    {
      config: administrator,
      schema: {
        tags,
        summary: 'The same roster as a file (xlsx or csv)',
        params,
        querystring: RosterExportQuery,
        response: { 200: ListFile, ...refusalAnswers },
      },
    },
    async (request, reply) => {
      const { session, group, state, q, format = 'xlsx' } = request.query;
      const file = await hall.exportRoster(administratorIn(request), request.params.id, {
        session,
        group,
        state,
        q,
        format,
      });
      return sendList(reply, file, format);
    },
  );

  app.post(
    '/registrations/:id/acts',
    {
      config: administrator,
      schema: {
        tags,
        summary: 'Check somebody in, undo that, remove somebody, change the number of places',
        params,
        headers,
        body: RegistrationAct,
        response: { 200: RegistrationActDone, ...refusalAnswers },
      },
    },
    async (request) =>
      hall.actOnRegistrationsOf(
        administratorIn(request),
        request.params.id,
        request.body,
        idempotencyOf(request),
      ),
  );
}
