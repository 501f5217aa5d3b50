import { Category, Id, ServiceDetail, ServiceDiagram, ServiceQuery, ServiceSummary } from '@yizhan/contract';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import { viewerIn } from '../access.ts';
import type { App } from '../app.ts';
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

  app.get(
    '/services/:id',
    {
      config,
      schema: {
        tags,
        summary: 'Guide, form and prefilled values of a service',
        params: ServiceId,
        response: { 200: ServiceDetail, ...refusalAnswers },
      },
    },
    async (request) => hall.readService(viewerIn(request), request.params.id),
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
