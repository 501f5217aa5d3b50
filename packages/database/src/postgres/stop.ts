import type { Binaries } from './binaries.ts';
import type { Keeper } from './keeper.ts';
import type { Place } from './places.ts';
import { isPostmasterOf } from './postmaster.ts';
import { run } from './run.ts';

/**
 * A fast shutdown (sessions ended, everything written), unless another process is connected: then it stays theirs.
 * pg_ctl as the run-as user does it, so that root never sends a signal to a number read from that user's file.
 */
export async function stopServer(
  place: Place,
  binaries: Binaries,
  pid: number,
  keeper: Keeper,
  reconnect: () => Promise<Keeper | undefined>,
): Promise<boolean> {
  if (!isPostmasterOf(pid, place.dataDirectory)) return false;
  const session = keeper.isConnected() ? keeper : await reconnect();
  if (!session) return false;
  const alone = await session.isAlone().catch(() => false);
  if (alone) {
    const options = ['stop', '-D', place.dataDirectory, '-m', 'fast', '-w', '-t', '120'];
    await run(binaries.pgCtl, options, place.cluster, place.user);
  }
  await session.end().catch(() => undefined);
  return alone;
}
