/**
 * The server that tests run on: the one of YIZHAN_TEST_DATABASE_URL or DATABASE_URL, else an embedded one under
 * `.data/test-postgres`. The first test process starts it and the others adopt it; a watcher beside it stops it
 * when nobody uses it any more, so that a killed run leaves no server behind.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { findPostgres, startPostgres } from '../postgres/index.ts';

const directory = join(import.meta.dirname, '..', '..', '..', '..', '.data', 'test-postgres');

/** Nothing here outlives the tests, so nothing has to reach the disk; a killed server loses nothing all the same. */
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: 300,
  autovacuum: 'off',
  max_wal_size: '2GB',
};

const externalUrl = process.env.YIZHAN_TEST_DATABASE_URL || process.env.DATABASE_URL || undefined;
let started: Promise<string> | undefined;

/** The URL of some database of the test server, with the right to create databases. */
export function testServer(): Promise<string> {
  started ??= externalUrl ? Promise.resolve(externalUrl) : startEmbedded();
  return started;
}

async function startEmbedded(): Promise<string> {
  const postgres = await startPostgres({ directory, settings });
  if (!postgres.adopted) watch();
  return postgres.url;
}

function watch(): void {
  const watcher = spawn(process.execPath, [join(import.meta.dirname, 'stop-when-idle.ts')], {
    detached: true,
    stdio: 'ignore',
  });
  watcher.unref();
}

/** Stops the embedded test server unless another test process uses it; answers whether none is running now. */
export async function stopTestServer(): Promise<boolean> {
  if (externalUrl) return true;
  const postgres = await findPostgres(directory);
  return !postgres || (await postgres.stop());
}
