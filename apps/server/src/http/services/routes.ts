import {
  Category,
  DataSchema,
  Id,
  LastApplicationAnswer,
  LastApplicationQuery,
  PersonPrefill,
  PersonPrefillQuery,
  PublicGuide,
  PublicGuides,
  ReferenceQuery,
  ReferenceRows,
  ServiceDetail,
  ServiceDiagram,
  ServiceFor,
  ServiceQuery,
  ServiceSummary,
  Shelves,
} from '@yizhan/contract';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import { viewerIn } from '../access.ts';
import type { App } from '../app.ts';
import { presentRows } from '../references.ts';
import { refusalAnswers } from '../refusals.ts';

const ServiceId = Type.Object({ id: Id });

/** What can be applied for. */
export function serviceRoutes(app: App, { hall }: Wiring): void {
  const config = { access: 'person' } as const;
  const tags = ['hall'];

  app.get(
    '/categories',
    {
      config,
      schema: {
        tags,
        summary: 'The categories',
        response: { 200: Type.Object({ items: Type.Array(Category) }), ...refusalAnswers },
      },
    },
    async (request) => ({ items: await hall.listCategories(viewerIn(request)) }),
  );

  app.get(
    '/services',
    {
      config,
      schema: {
        tags,
        summary: 'The services that are for me',
        querystring: ServiceQuery,
        response: { 200: Type.Object({ items: Type.Array(ServiceSummary) }), ...refusalAnswers },
      },
    },
    async (request) => ({ items: await hall.listServices(viewerIn(request), request.query) }),
  );

  const open = { access: 'public', rateLimit: { max: 120, timeWindow: '1 minute' } } as const;

  app.get(
    '/guides',
    {
      config: open,
      schema: {
        tags,
        summary: 'Services whose guide everybody may read',
        security: [],
        response: { 200: PublicGuides, ...refusalAnswers },
      },
    },
    async () => hall.listPublicGuides(),
  );

  app.get(
    '/guides/:id',
    {
      config: open,
      schema: {
        tags,
        summary: 'The guide of such a service (办事指南)',
        security: [],
        params: ServiceId,
        response: { 200: PublicGuide, ...refusalAnswers },
      },
    },
    async (request) => hall.readPublicGuide(request.params.id),
  );

  app.get(
    '/me/shelves',
    {
      config,
      schema: {
        tags,
        summary: 'What I have used lately, what many use, and what is new (常用)',
        response: { 200: Shelves, ...refusalAnswers },
      },
    },
    async (request) => hall.readShelves(viewerIn(request)),
  );

  app.get(
    '/services/:id',
    {
      config,
      schema: {
        tags,
        summary: 'Guide, form and prefilled values of a service',
        params: ServiceId,
        querystring: ServiceFor,
        response: { 200: ServiceDetail, ...refusalAnswers },
      },
    },
    async (request) => hall.readService(viewerIn(request), request.params.id, request.query.onBehalfOf),
  );

  app.get(
    '/services/:id/diagram',
    {
      config,
      schema: {
        tags,
        summary: 'The drawing of a service’s flow (流程图)',
        params: ServiceId,
        response: { 200: ServiceDiagram, ...refusalAnswers },
      },
    },
    async (request) => hall.readPicture(viewerIn(request), request.params.id),
  );

  app.get(
    '/services/:id/schema',
    {
      config,
      schema: {
        tags,
        summary: 'What a program may send as data of a new application, as JSON Schema',
        params: ServiceId,
        response: { 200: DataSchema, ...refusalAnswers },
      },
    },
    async (request) => hall.readSchema(viewerIn(request), request.params.id),
  );

  app.get(
    '/services/:id/last-application',
    {
      config,
      schema: {
        tags,
        summary: 'What my last application of it can lend to a new one (从上次申请填入)',
        params: ServiceId,
        querystring: LastApplicationQuery,
        response: { 200: LastApplicationAnswer, ...refusalAnswers },
      },
    },
    async (request) => {
      const last = await hall.lastApplication(viewerIn(request), request.params.id, request.query.from);
      return { ...(last && { last }) };
    },
  );

  app.get(
    '/services/:id/prefill',
    {
      config,
      schema: {
        tags,
        summary: 'What follows from choosing a person in a field of its form',
        params: ServiceId,
        querystring: PersonPrefillQuery,
        response: { 200: PersonPrefill, ...refusalAnswers },
      },
    },
    async (request) =>
      hall.prefillOfPerson(viewerIn(request), { service: request.params.id, ...request.query }),
  );

  app.get(
    '/services/:id/references/:field',
    {
      config,
      schema: {
        tags,
        summary: 'Rows to pick for a field of its form',
        params: Type.Object({ id: Id, field: Type.String({ minLength: 1, maxLength: 128 }) }),
        querystring: ReferenceQuery,
        response: { 200: ReferenceRows, ...refusalAnswers },
      },
    },
    async (request) => {
      const { id: service, field } = request.params;
      const { q: words = '', limit = 20, cursor } = request.query;
      const wanted = { of: { service }, field, words, limit, cursor };
      return presentRows(await hall.searchReferences(viewerIn(request), wanted));
    },
  );

  for (const [method, isFavourite, summary] of [
    ['PUT', true, 'Keep among my favourites'],
    ['DELETE', false, 'No longer among my favourites'],
  ] as const) {
    app.route({
      method,
      url: '/services/:id/favourite',
      config,
      schema: { tags, summary, params: ServiceId, response: { 204: Type.Null(), ...refusalAnswers } },
      handler: async (request, reply) => {
        await hall.setFavourite(viewerIn(request), request.params.id, isFavourite);
        return reply.status(204).send(null);
      },
    });
  }
}
