import {
  BusyQuery,
  FreeQuery,
  FreeResources,
  ResourceBookings,
  ResourcePage,
  ResourceParams,
  ResourceQuery,
} from '@yizhan/contract';
import type { Wiring } from '../../wiring.ts';
import { viewerIn } from '../access.ts';
import type { App } from '../app.ts';
import { refusalAnswers } from '../refusals.ts';

/** Rooms and devices that can be booked, and when they are free. */
export function resourceRoutes(app: App, { hall }: Wiring): void {
  const config = { access: 'person' } as const;
  const tags = ['resources'];

  app.get(
    '/resources',
    {
      config,
      schema: {
        tags,
        summary: 'What can be booked',
        querystring: ResourceQuery,
        response: { 200: ResourcePage, ...refusalAnswers },
      },
    },
    async ({ query: { limit = 20, ...query } }) => hall.listResources({ ...query, limit }),
  );

  app.get(
    '/resources/free',
    {
      config,
      schema: {
        tags,
        summary: 'What is free at a time, by the clock or by sections of the teaching day',
        querystring: FreeQuery,
        response: { 200: FreeResources, ...refusalAnswers },
      },
    },
    async ({ query: { limit = 20, ...query } }) => hall.freeResources({ ...query, limit }),
  );

  app.get(
    '/resources/:id/bookings',
    {
      config,
      schema: {
        tags,
        summary: 'When a resource is taken, on these days',
        params: ResourceParams,
        querystring: BusyQuery,
        response: { 200: ResourceBookings, ...refusalAnswers },
      },
    },
    async (request) => hall.readResourceBookings(viewerIn(request), request.params.id, request.query),
  );
}
