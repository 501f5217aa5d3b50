/**
 * One part of the product as a process of its own, for a test that kills it: the HTTP side, or the workers. It is put
 * together by the same `wire`, `buildServer` and `startWorkers` as `yizhan start`; only loading the demo is left out.
 */
import type { Connector } from '@yizhan/flow';
import { wire } from '../../wiring.ts';
import { startWorkers } from '../../workers/start-workers.ts';
import { configFor } from '../campus.ts';
import { type PartOptions, Payment } from './part-options.ts';

const options = JSON.parse(process.argv[2] ?? '') as PartOptions;

/** The world outside: it is told the key, and answers the same to the same key. */
const openAccount: Connector = async ({ key }) => {
  const response = await fetch(options.outside, { method: 'POST', headers: { 'idempotency-key': key } });
  if (!response.ok) throw new Error(`账号系统：${response.status}`);
  return { data: { account: await response.text() } };
};

const wiring = await wire(
  configFor(options.data),
  options.databaseUrl,
  undefined,
  new Map([['open-account', openAccount]]),
);
process.once('disconnect', () => process.exit(0));
if (options.part === 'workers')
  await standBy(async () => {
    startWorkers(wiring, { error: (details) => console.error(details) });
  });
else {
  // Imported here: workers are up sooner without it, and so can be killed more often.
  const { buildServer } = await import('../../http/server.ts');
  const app = await buildServer(wiring);
  const config = { access: 'public' } as const;
  app.post(
    '/paid',
    { config, schema: { body: Payment, response: { 204: {} } } },
    async ({ body: { id, order } }, reply) => {
      await wiring.flow.message({ id, name: 'paid', key: order, data: { paid: true } });
      return reply.code(204).send();
    },
  );
  await app.ready();
  await standBy(() => app.listen({ host: '127.0.0.1', port: options.port }));
}

/** Everything is loaded; the work begins when the part before it is dead. */
async function standBy(begin: () => Promise<unknown>): Promise<void> {
  const told = new Promise((resolve) => process.once('message', resolve));
  process.send?.('loaded');
  await told;
  await begin();
}
