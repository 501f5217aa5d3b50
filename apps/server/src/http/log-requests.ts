import type { App } from './app.ts';

/**
 * One line a request: the route's pattern and not its address, for addresses hold ids and search words, and no
 * person. Who did what stands in the history, where it is guarded.
 */
export function logRequests(app: App): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? '(none)',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });
}
