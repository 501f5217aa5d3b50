import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseUnavailable } from '@yizhan/database';

export interface WorkLoop {
  /** Looks for work now and not only with the next round. */
  wake(): void;
  /** Resolves when the work in hand is done. */
  stop(): Promise<void>;
}

/** How long a worker sleeps that nobody wakes: other servers' work waits no longer when their server dies. */
const sleepMs = 1000;

/** Does one piece of work after another (`workOne` answers whether there was any), and sleeps when there is none. */
export function startWorkLoop(workOne: () => Promise<boolean>, report: (error: unknown) => void): WorkLoop {
  let isStopping = false;
  let alarm = new AbortController();
  const work = async () => {
    while (!isStopping) {
      const isWorkLeft = await workOne().catch((error: unknown) => {
        if (!(error instanceof DatabaseUnavailable)) report(error);
        return false;
      });
      if (isWorkLeft || isStopping) continue;
      await pause(sleepMs, undefined, { signal: alarm.signal }).catch(() => undefined);
      alarm = new AbortController();
    }
  };
  const finished = work();
  return {
    wake: () => alarm.abort(),
    async stop() {
      isStopping = true;
      alarm.abort();
      await finished;
    },
  };
}

/** Several loops as one. */
export const together = (loops: readonly WorkLoop[]): WorkLoop => ({
  wake() {
    for (const loop of loops) loop.wake();
  },
  async stop() {
    await Promise.all(loops.map((loop) => loop.stop()));
  },
});
