/** For the launcher's tests: a directory of their own, other processes that start the server, and an end to it all. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findPostgres, type RunningPostgres, startPostgres } from './index.ts';
import { findPlace } from './places.ts';
import type { RunAs } from './run-as.ts';

export const isRoot = process.getuid?.() === 0;

/** Syncing is PostgreSQL's business, not the launcher's; a killed process loses nothing without it. */
const quick = { fsync: 'off' };

export interface Trial {
  readonly directory: string;
  start(options?: Partial<Parameters<typeof startPostgres>[0]>): Promise<RunningPostgres>;
  /** Stops whatever runs there and removes everything, elsewhere too. */
  end(): Promise<void>;
}

export function newTrial(options: { mode?: number; owner?: RunAs } = {}): Trial {
  const root = mkdtempSync(join(tmpdir(), 'yizhan-postgres-'));
  if (options.owner) chownSync(root, options.owner.uid, options.owner.gid);
  chmodSync(root, options.mode ?? 0o755);
  const directory = join(root, 'postgres');
  const handles: RunningPostgres[] = [];
  return {
    directory,
    async start(more = {}) {
      const postgres = await startPostgres({ directory, settings: quick, ...more });
      handles.push(postgres);
      return postgres;
    },
    async end() {
      for (const handle of handles) await handle.stop();
      await (await findPostgres(directory).catch(() => undefined))?.stop();
      const { home, isElsewhere } = findPlace(directory);
      if (isElsewhere) rmSync(home, { recursive: true, force: true });
      rmSync(root, { recursive: true, force: true });
    },
  };
}

export interface Started {
  readonly url: string;
  readonly pid: number;
  readonly adopted: boolean;
  readonly dataDirectory: string;
}

export interface Child {
  readonly process: ChildProcess;
  /** What the child's startPostgres answered, or its error. */
  readonly answer: Promise<Started>;
  /** Lets the child call stop() and end; answers what stop() said. */
  stop(): Promise<boolean>;
}

/** A process of its own (and a process group of its own) that starts the server and then waits. */
export function startInChild(
  directory: string,
  options: { user?: RunAs | undefined; from?: string } = {},
): Child {
  const module = JSON.stringify(join(options.from ?? import.meta.dirname, 'index.ts'));
  const script = `
    import { startPostgres } from ${module};
    import { once } from 'node:events';
    const say = (value) => console.log(JSON.stringify(value));
    try {
      const postgres = await startPostgres({ directory: ${JSON.stringify(directory)}, settings: { fsync: 'off' } });
      say(postgres);
      await once(process.stdin, 'data');
      say(await postgres.stop());
    } catch (error) {
      say({ error: error.message });
    }
    process.exit();`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
    cwd: '/',
    ...(options.user && { uid: options.user.uid, gid: options.user.gid }),
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => JSON.parse((await lines.next()).value ?? '{"error":"the child died"}');
  const answer = next().then((said: Started | { error: string }) => {
    if ('error' in said) throw new Error(said.error);
    return said;
  });
  answer.catch(() => undefined); // the test looks at it when it wants to
  return {
    process: child,
    answer,
    async stop() {
      await answer;
      child.stdin.write('stop\n');
      return next();
    },
  };
}

/** Ends the child's whole process group, as the terminal does on Ctrl-C, or kill -9 of everything in it. */
export async function signalGroup(child: Child, signal: NodeJS.Signals): Promise<void> {
  const gone = once(child.process, 'exit');
  process.kill(-child.process.pid!, signal);
  await gone;
}
