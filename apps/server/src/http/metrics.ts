import { setTimeout as pause } from 'node:timers/promises';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Wiring } from '../wiring.ts';
import type { App } from './app.ts';

/** What Prometheus scrapes from /metrics. A registry for each server, so that tests may run several. */
export function measureRequests(app: App, { flow }: Wiring): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'yizhan_http_request_seconds',
    help: 'Time from the request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    durations.observe(
      { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode },
      reply.elapsedTime / 1000,
    );
  });
  new Gauge({
    name: 'yizhan_outbox_messages',
    help: 'Messages that workers have still to handle, and those given up',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      this.reset();
      // While the database is away the other numbers are wanted most: these are missing then.
      const enough = pause(1000, undefined, { ref: false });
      const state = await Promise.race([flow.outboxState(), enough]).catch(() => undefined);
      if (state === undefined) return;
      this.set({ state: 'waiting' }, state.waiting);
      this.set({ state: 'failed' }, state.failed);
    },
  });
  return registry;
}
