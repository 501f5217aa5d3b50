import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import type { Binaries } from './binaries.ts';
import type { Place } from './places.ts';
import { isAlive, isPostmasterOf, readPostmaster } from './postmaster.ts';
import { spawnOptions } from './run.ts';
import { openLog, saidSince } from './server-log.ts';

export type Settings = Readonly<Record<string, string | number>>;

/** A server process that we have started; it may still fail, or find another one there and end. */
export interface Launched {
  readonly pid: number | undefined;
  hasEnded(): boolean;
  /** What it printed. */
  said(): string;
}

const always: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_preload_libraries: '',
  password_encryption: 'scram-sha-256',
};

/**
 * Starts the server as a process of its own session: Ctrl-C in the terminal goes to the whole foreground group, and
 * the database must outlive the application's draining. Not through pg_ctl, which would set the variable below.
 */
export function launch(place: Place, binaries: Binaries, port: number, settings: Settings): Launched {
  const log = openLog(place.home);
  const options = Object.entries({ ...settings, ...always, port }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const base = spawnOptions(place.cluster, place.user);
  const child = spawn(binaries.postgres, ['-D', place.dataDirectory, ...options], {
    ...base,
    env: { ...base.env, ...strangersPid(place.dataDirectory) },
    stdio: ['ignore', log.descriptor, log.descriptor],
  });
  closeSync(log.descriptor);
  let failure: Error | undefined;
  child.once('error', (error) => {
    failure = error;
  });
  child.unref();
  return {
    pid: child.pid,
    hasEnded: () => failure !== undefined || isOver(child),
    said: () => failure?.message ?? saidSince(log),
  };
}

/**
 * A `postmaster.pid` left by kill -9 whose number now belongs to another process of the same user would block
 * the start for ever. Deleting the file would also throw away the check for orphaned backends; instead PostgreSQL
 * is told that this process is its grandparent, which it does not take for a rival (as pg_ctl does for the shell).
 */
function strangersPid(dataDirectory: string): NodeJS.ProcessEnv {
  const left = readPostmaster(dataDirectory);
  if (!left || !isAlive(left.pid) || isPostmasterOf(left.pid, dataDirectory)) return {};
  return { PG_GRANDPARENT_PID: String(left.pid) };
}

function isOver(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
