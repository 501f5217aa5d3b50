import type { App } from './app.ts';

/**
 * A server that stops answers what it has taken and lets each connection go with its answer. Left to itself an answer
 * that was under way keeps its connection open, and the stop would wait for browsers to let go: more than a minute.
 */
export function letGoWhenClosing(app: App): void {
  let isClosing = false;
  app.addHook('preClose', async () => {
    isClosing = true;
  });
  app.addHook('onSend', async (_request, reply) => {
    if (isClosing) reply.header('connection', 'close');
  });
}
