import { Proxies, ProxyGiven, ProxyWish } from '@yizhan/contract';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import { viewerIn } from '../access.ts';
import type { App } from '../app.ts';
import { refusalAnswers } from '../refusals.ts';

/** 代理: everybody gives and ends his own. */
export function proxyRoutes(app: App, { hall }: Wiring): void {
  const config = { access: 'person' } as const;
  const tags = ['proxies'];

  app.get(
    '/proxies',
    {
      config,
      schema: {
        tags,
        summary: 'Proxies that I have given and that I hold',
        response: { 200: Proxies, ...refusalAnswers },
      },
    },
    async (request) => hall.listProxies(viewerIn(request)),
  );

  app.post(
    '/proxies',
    {
      config,
      schema: {
        tags,
        summary: 'Let somebody act for me on my tasks, from a day to a day',
        body: ProxyWish,
        response: { 201: ProxyGiven, ...refusalAnswers },
      },
    },
    async (request, reply) => reply.status(201).send(await hall.giveProxy(viewerIn(request), request.body)),
  );

  app.delete(
    '/proxies/:id',
    {
      config,
      schema: {
        tags,
        summary: 'End a proxy that I have given, at once',
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
        response: { 204: Type.Null(), ...refusalAnswers },
      },
    },
    async (request, reply) => {
      await hall.endProxy(viewerIn(request), request.params.id);
      return reply.status(204).send(null);
    },
  );
}
