import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { runTestFile } from './run-test-file.ts';

function folder(t: TestContext): string {
  const place = mkdtempSync(path.join(tmpdir(), 'yizhan-runner-'));
  t.after(() => rmSync(place, { recursive: true, force: true }));
  return place;
}

/** Runs the lines as a test file. */
async function run(t: TestContext, lines: string, limit = 20) {
  const place = folder(t);
  const head = `import { before, describe, test } from 'node:test';\nimport assert from 'node:assert/strict';\n`;
  writeFileSync(path.join(place, 'it.test.ts'), head + lines);
  const result = await runTestFile(place, 'it.test.ts', limit);
  return { ...result, told: result.ends.map((end) => `${end.outcome} ${end.name}`) };
}

test('each test counts, under the names of its suites; suites do not', async (t) => {
  const { told, trouble } = await run(
    t,
    `describe('a form', () => {
       test('is filled', () => {});
       describe('with a table', () => { test('has rows', () => {}); });
     });
     test('outer', async (t) => { await t.test('inner', () => {}); });
     test('later', { skip: true }, () => {});`,
  );
  assert.deepEqual(told, [
    'passed a form › is filled',
    'passed a form › with a table › has rows',
    'passed outer › inner',
    'passed outer',
    'skipped later',
  ]);
  assert.equal(trouble, undefined);
});

test('a failure brings what was expected and what came, and what the file wrote', async (t) => {
  const { ends, output, told } = await run(
    t,
    `describe('a sum', () => { test('is right', () => { console.log('adding'); assert.equal(1 + 1, 3); }); });`,
  );
  assert.deepEqual(told, ['failed a sum › is right']);
  assert.match(ends[0]?.error ?? '', /2 !== 3/);
  assert.match(output, /adding/);
});

test('a suite that fails by its own hook counts as failed', async (t) => {
  const { told } = await run(
    t,
    `describe('a room', () => { before(() => { throw new Error('locked'); }); test('opens', () => {}); });`,
  );
  assert.ok(told.includes('failed a room'), told.join());
});

test('a file that breaks outside its tests, exits early or has no test is in trouble', async (t) => {
  assert.match((await run(t, `throw new Error('at once');`)).trouble ?? '', /exit code 1/);
  assert.match((await run(t, `test('well', () => {}); process.exitCode = 3;`)).trouble ?? '', /exit code 3/);
  assert.match((await run(t, `describe('empty', () => {});`)).trouble ?? '', /ran no test/);
  assert.match((await run(t, `const x: = 1;`)).trouble ?? '', /exit code 1/);
});

test('a file that hangs is killed after its limit, with what it started', async (t) => {
  const { trouble, output } = await run(
    t,
    `import { spawn } from 'node:child_process';
     test('begins', () => {
       const child = spawn(process.execPath, ['-e', 'setInterval(() => 1, 1000)'], { stdio: 'inherit' });
       process.on('SIGTERM', () => {});
       console.log('pid', child.pid);
       for (;;);
     });`,
    1,
  );
  assert.match(trouble ?? '', /killed after 1 s/);
  await pause(100);
  assert.ok(!isRunning(Number(/pid (\d+)/.exec(output)?.[1])));
});

test('a server that a test leaves running does not hold up the run', async (t) => {
  const { told, seconds, output } = await run(
    t,
    `import { spawn } from 'node:child_process';
     test('starts a server', () => {
       const child = spawn(process.execPath, ['-e', 'setTimeout(() => 1, 8000)'], { detached: true, stdio: 'inherit' });
       child.unref();
       console.log('pid', child.pid);
     });`,
  );
  process.kill(Number(/pid (\d+)/.exec(output)?.[1]));
  assert.deepEqual(told, ['passed starts a server']);
  assert.ok(seconds < 6, `${seconds} s`);
});

/** A killed process stays a zombie until its parent, by then init, has looked. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
