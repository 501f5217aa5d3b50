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
  const outbox = new Gauge({
    name: 'yizhan_outbox_messages',
    help: 'Messages that workers have still to handle, and those given up',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const { waiting, failed } = await flow.outboxState();
      this.set({ state: 'waiting' }, waiting);
      this.set({ state: 'failed' }, failed);
    },
  });
  outbox.set({ state: 'failed' }, 0);
  return registry;
}
