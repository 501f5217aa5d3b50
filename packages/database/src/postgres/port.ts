import { readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';

/**
 * The port of the last run when it is free, so that clients that wait out a restart find the server again; else
 * one that the system picks.
 */
export async function choosePort(home: string): Promise<number> {
  const last = lastPort(home);
  if (last !== undefined && (await bind(last)) !== undefined) return last;
  const port = await bind(0);
  if (port === undefined) throw new Error('no port is free on 127.0.0.1');
  return port;
}

export function rememberPort(home: string, port: number): void {
  writeFileSync(join(home, 'port'), `${port}\n`);
}

function lastPort(home: string): number | undefined {
  try {
    const port = Number(readFileSync(join(home, 'port'), 'utf8'));
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
  } catch {
    return undefined;
  }
}

/** The port if it could be bound just now. Another program may still take it before PostgreSQL does. */
function bind(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const bound = (server.address() as AddressInfo).port;
      server.close(() => resolve(bound));
    });
  });
}
