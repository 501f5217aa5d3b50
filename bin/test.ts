/**
 * `npm test` and its parts: runs the steps in order, tells how they go, and ends with the one line that counts:
 * `N passed, N failed`. `npm test -- --only=check,test:pure` picks steps, `npm test -- feel` the test files with
 * "feel" in their path.
 */
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checks } from './checks.ts';
import { runNode } from './run-command.ts';
import { killRunningFiles, runTestFile } from './run-test-file.ts';
import { Tally } from './tally.ts';
import { database, e2e, type FileStep, filesOf, pure } from './test-steps.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const tally = new Tally();

const steps: Readonly<Record<string, (only: readonly string[]) => Promise<void>>> = {
  check: runChecks,
  'test:pure': (only) => runFiles(pure, only),
  'test:database': (only) => runFiles(database, only),
  'site:check': checkSite,
  e2e: (only) => runFiles(e2e, only),
};

async function runChecks(only: readonly string[]): Promise<void> {
  if (only.length > 0) return;
  console.log('\ncheck');
  for (const [name, check] of Object.entries(checks)) {
    const began = Date.now();
    const { passed, output } = await check(root);
    tally.one(name, passed, (Date.now() - began) / 1000, output);
  }
}

async function runFiles(step: FileStep, only: readonly string[]): Promise<void> {
  const waiting = filesOf(root, step, only);
  if (waiting.length === 0 && only.length > 0) return;
  console.log(`\n${step.name}`);
  if (waiting.length === 0) return tally.ranNothing(step.name);
  const work = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift())
      tally.file(await runTestFile(root, file, step.limit));
  };
  await Promise.all(Array.from({ length: step.atATime }, work));
  if (step !== pure) await stopTestServer();
}

/** The demo campus is valid, and each of its services does what its scenarios say. */
async function checkSite(only: readonly string[]): Promise<void> {
  if (only.length > 0) return;
  console.log('\nsite:check');
  const began = Date.now();
  const { passed, output } = await runNode(root, ['apps/server/src/main.ts', 'validate', 'site/demo']);
  tally.one('yizhan validate site/demo', passed, (Date.now() - began) / 1000, output);
}

/**
 * The embedded server that the database tests share outlives each of them; with DATABASE_URL there is none. It stops
 * by itself in the end, so one that cannot be stopped now does not hold up the result.
 */
async function stopTestServer(): Promise<void> {
  const enough = new AbortController();
  try {
    const testing = await import('@yizhan/database/testing');
    await Promise.race([testing.stopTestServer(), pause(30_000, undefined, { signal: enough.signal })]);
  } catch (error) {
    console.error('The test server could not be stopped:', error);
  } finally {
    enough.abort();
  }
}

/** So that whatever says `node` in a test gets the pinned one, and tools are found. */
function putPinnedNodeFirst(): void {
  const first = [path.dirname(process.execPath), path.join(root, 'node_modules/.bin')];
  process.env.PATH = [...first, process.env.PATH ?? ''].join(path.delimiter);
}

function stopOn(signal: 'SIGINT' | 'SIGTERM', code: number): void {
  process.once(signal, () => {
    killRunningFiles();
    void stopTestServer().then(() => process.exit(code));
  });
}

/** A step by its name or by a part of it: `pure` is test:pure. */
function stepNamed(word: string): string | undefined {
  return Object.keys(steps).find((name) => name === word || name.split(':').includes(word));
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { only: { type: 'string', multiple: true } },
  });
  const wanted = [
    ...positionals.filter((word) => word in steps),
    ...(values.only ?? []).flatMap((list) => list.split(',')),
  ];
  const unknown = wanted.find((word) => stepNamed(word) === undefined);
  if (unknown !== undefined) {
    console.error(`There is no step ${unknown}; there are ${Object.keys(steps).join(', ')}.`);
    return 2;
  }
  const chosen = wanted.map(stepNamed);
  const files = positionals.filter((word) => !(word in steps));
  for (const [name, run] of Object.entries(steps)) {
    if (chosen.length === 0 || chosen.includes(name)) await run(files);
  }
  if (tally.passed + tally.failed === 0) tally.ranNothing(files.join(', '));
  tally.close();
  return tally.failed === 0 ? 0 : 1;
}

putPinnedNodeFirst();
stopOn('SIGINT', 130);
stopOn('SIGTERM', 143);
process.exit(await main());
