import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { TestEnd } from './test-events.mjs';

/** How one test file went. `trouble` is what no single test tells: it hung, it broke outside its tests, it has none. */
export interface FileResult {
  readonly file: string;
  readonly seconds: number;
  readonly ends: readonly TestEnd[];
  readonly trouble: string | undefined;
  readonly output: string;
}

const reporter = new URL('test-events.mjs', import.meta.url).href;
const running = new Set<ChildProcess>();

/** A process that a test left behind may hold the pipes open; the file itself is over when its process is. */
const graceForPipes = 500;

/**
 * Runs one test file in a process of its own, at most `limit` seconds.
 *
 * Not `node --test` or run() of node:test: a file that hangs in a loop does not hear their signal, and what it had
 * started lives on. Here the file leads a process group, and the whole group is killed.
 */
export async function runTestFile(root: string, file: string, limit: number): Promise<FileResult> {
  const began = Date.now();
  const child = spawn(process.execPath, [`--test-reporter=${reporter}`, path.join(root, file)], {
    cwd: root,
    detached: true,
    env: { ...process.env, NODE_TEST_CONTEXT: undefined },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  running.add(child);
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    killGroup(child);
  }, limit * 1000);
  const ends: TestEnd[] = [];
  const output: string[] = [];
  createInterface({ input: child.stdio[3] as Readable }).on('line', (line) => ends.push(JSON.parse(line)));
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => output.push(String(chunk)));
  const ended = await endOf(child);
  clearTimeout(timer);
  running.delete(child);
  const trouble = timedOut
    ? `killed after ${limit} s: it hangs, or leaves open what keeps its process alive`
    : troubleOf(ends, ended);
  return { file, seconds: (Date.now() - began) / 1000, ends, trouble, output: output.join('') };
}

/** Kills every test file under way, with all that it started. */
export function killRunningFiles(): void {
  for (const child of running) killGroup(child);
}

function troubleOf(ends: readonly TestEnd[], ended: string): string | undefined {
  if (ended !== 'exit code 0' && !ends.some((end) => end.outcome === 'failed')) return `ended with ${ended}`;
  return ends.length === 0 ? 'ran no test' : undefined;
}

async function endOf(child: ChildProcess): Promise<string> {
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ended = await new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    child.once('error', (error) => resolve(error.message));
  });
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, graceForPipes).unref())]);
  for (const stream of child.stdio) stream?.destroy();
  return ended;
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is gone already.
  }
}
