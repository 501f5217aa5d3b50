import { inspectDatabase } from '@yizhan/database';
import type { Registry } from 'prom-client';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import type { App } from '../app.ts';

/** What requests can't be served without. The rest (is what was committed on the disk? is the clock right?) is doctor's. */
const needed: ReadonlySet<string> = new Set(['reachable', 'migrations', 'writable']);

/** For those who operate the hall: is it alive, is it ready, how does it do. */
export function runningRoutes(app: App, { database }: Wiring, metrics: Registry): void {
  app.get(
    '/health/live',
    {
      config: { access: 'public', rateLimit: false },
      schema: {
        tags: ['running'],
        summary: 'The process answers',
        security: [],
        response: { 200: Type.Object({ status: Type.Literal('ok') }) },
      },
    },
    async () => ({ status: 'ok' as const }),
  );

  const Ready = Type.Object({ status: Type.String(), failing: Type.Array(Type.String()) });
  app.get(
    '/health/ready',
    {
      config: { access: 'public', rateLimit: false },
      schema: {
        tags: ['running'],
        summary: 'Requests can be served: the database is there and up to date',
        security: [],
        response: { 200: Ready, 503: Ready },
      },
    },
    async (_request, reply) => {
      const failing = (await inspectDatabase(database)).flatMap(({ name, ok }) =>
        !ok && needed.has(name) ? [name] : [],
      );
      const answer = { status: failing.length === 0 ? 'ok' : 'unavailable', failing };
      return reply.status(failing.length === 0 ? 200 : 503).send(answer);
    },
  );

  app.get(
    '/metrics',
    { config: { access: 'machine', rateLimit: false }, schema: { hide: true } },
    async (_request, reply) => reply.type(metrics.contentType).send(await metrics.metrics()),
  );
}
