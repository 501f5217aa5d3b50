/** The launcher in a small checkout of its own, with an npm that only pretends. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from './planted-tree.ts';

/** Wipes node_modules as `npm ci` does, then installs one package and, after a while, Node. */
const npm = `
  const fs = require('node:fs');
  fs.appendFileSync('npm.log', process.pid + '\\n');
  if (process.env.PRETEND === 'offline') {
    console.error('npm error code ENOTFOUND');
    process.exit(1);
  }
  fs.rmSync('node_modules', { recursive: true, force: true });
  fs.mkdirSync('node_modules/small', { recursive: true });
  fs.writeFileSync('node_modules/small/package.json', '{}');
  setTimeout(() => {
    fs.mkdirSync('node_modules/node/bin', { recursive: true });
    fs.writeFileSync('node_modules/node/package.json', '{}');
    const install = 'require("node:fs").symlinkSync(process.execPath, "bin/node")';
    fs.writeFileSync('node_modules/node/installArchSpecificPackage.js', install);
    fs.copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
    if (process.env.PRETEND !== 'ignore-scripts') fs.symlinkSync(process.execPath, 'node_modules/node/bin/node');
  }, Number(process.env.TAKES ?? 0));
`;

/** Notes what happens to it; SIGTERM ends it, SIGINT does not. */
const program = `
  import { appendFileSync } from 'node:fs';
  const note = (line: string) => appendFileSync('program.log', line + '\\n');
  note('runs ' + process.argv.slice(2).join(' '));
  process.on('SIGINT', () => note('SIGINT'));
  process.on('SIGTERM', () => { note('SIGTERM'); process.exit(7); });
  if (process.argv[2] === 'start') setInterval(() => {}, 1000);
  else process.exitCode = 3;
`;

function aCheckout(t: TestContext) {
  const place = mkdtempSync(path.join(tmpdir(), 'yizhan-launch-'));
  t.after(() => rmSync(place, { recursive: true, force: true }));
  const file = (name: string) => path.join(place, name);
  for (const name of globSync('*.mjs', { cwd: path.join(root, 'bin') }))
    cpSync(path.join(root, 'bin', name), file(`bin/${name}`));
  for (const folder of ['apps/server/src', 'packages', 'npm']) mkdirSync(file(folder), { recursive: true });
  writeFileSync(file('apps/server/src/main.ts'), program);
  writeFileSync(file('npm/npm-cli.js'), npm);
  writeFileSync(file('npm/package.json'), '{}');
  writeFileSync(
    file('package.json'),
    JSON.stringify({ type: 'module', dependencies: { node: process.versions.node } }),
  );
  const lock = { packages: { '': {}, 'node_modules/small': { version: '1.0.0' }, 'node_modules/node': {} } };
  writeFileSync(file('package-lock.json'), JSON.stringify(lock));

  const launch = (args: string[], env: NodeJS.ProcessEnv = {}): Launched => {
    const child = spawn(process.execPath, [file('bin/launch.mjs'), ...args], {
      env: { ...process.env, npm_lifecycle_event: undefined, npm_execpath: file('npm/npm-cli.js'), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    t.after(() => child.kill('SIGKILL'));
    return launched(child);
  };
  const lines = (name: string) =>
    existsSync(file(name)) ? readFileSync(file(name), 'utf8').trim().split('\n') : [];
  return { file, launch, lines };
}

interface Launched {
  readonly child: ChildProcess;
  readonly end: Promise<{ code: number | null; signal: NodeJS.Signals | null; said: string }>;
}

function launched(child: ChildProcess): Launched {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += String(chunk)));
  const end = new Promise<Awaited<Launched['end']>>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal, said })),
  );
  return { child, end };
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries > 1500) throw new Error(`never came true: ${holds}`);
    await pause(20);
  }
}

test('a fresh clone is installed once; the program gets its arguments and gives the exit code', async (t) => {
  const { launch, lines, file } = aCheckout(t);
  assert.equal((await launch(['bench', 'a b', '--c']).end).code, 3);
  assert.equal((await launch(['bench']).end).code, 3);
  assert.deepEqual(lines('program.log'), ['runs bench a b --c', 'runs bench']);
  assert.equal(lines('npm.log').length, 1);
  assert.ok(!existsSync(file('bin/.install-lock')));
});

test('it is installed again when the lock file is another one or a package is gone', async (t) => {
  const { launch, lines, file } = aCheckout(t);
  await launch(['install']).end;
  writeFileSync(
    file('package-lock.json'),
    readFileSync(file('package-lock.json'), 'utf8').replace('1.0.0', '1.0.1'),
  );
  await launch(['install']).end;
  assert.equal(lines('npm.log').length, 2);
  rmSync(file('node_modules/small'), { recursive: true });
  await launch(['install']).end;
  assert.equal(lines('npm.log').length, 3);
});

test('what somebody installed with npm is taken as it is', async (t) => {
  const { launch, lines, file } = aCheckout(t);
  await launch(['install']).end;
  rmSync(file('node_modules/.yizhan-installed.json'));
  writeFileSync(file('package-lock.json'), `${readFileSync(file('package-lock.json'), 'utf8')}\n`);
  assert.equal((await launch(['bench']).end).code, 3);
  assert.equal(lines('npm.log').length, 1);
});

test('of two launches at once one installs and both run', async (t) => {
  const { launch, lines } = aCheckout(t);
  const ends = await Promise.all([1, 2].map(() => launch(['bench'], { TAKES: '400' }).end));
  assert.deepEqual(
    ends.map(({ code }) => code),
    [3, 3],
  );
  assert.equal(lines('npm.log').length, 1);
});

test('an install that was killed begins anew', async (t) => {
  const { launch, lines, file } = aCheckout(t);
  const first = launch(['bench'], { TAKES: '60000' });
  await until(() => existsSync(file('node_modules/small/package.json')));
  first.child.kill('SIGKILL');
  process.kill(Number(lines('npm.log')[0]), 'SIGKILL');
  assert.ok(existsSync(file('bin/.install-lock')));
  assert.equal((await launch(['bench']).end).code, 3);
  assert.equal(lines('npm.log').length, 2);
});

test('Ctrl-C ends an install at once, and the next start begins anew', async (t) => {
  const { launch, lines, file } = aCheckout(t);
  const first = launch(['bench'], { TAKES: '60000' });
  await until(() => existsSync(file('node_modules/small/package.json')));
  first.child.kill('SIGINT');
  const { code, said } = await first.end;
  assert.equal(code, 1);
  assert.match(said, /interrupted/);
  assert.equal((await launch(['bench']).end).code, 3);
  assert.equal(lines('npm.log').length, 2);
});

test('an npm whose launcher was killed is waited for, not installed over', async (t) => {
  const { launch, lines, file } = aCheckout(t);
  const first = launch(['bench'], { TAKES: '1500' });
  await until(() => lines('bin/.install-lock').join().split('pid').length === 3);
  await until(() => existsSync(file('node_modules/small/package.json')));
  first.child.kill('SIGKILL');
  const second = await launch(['bench']).end;
  assert.match(second.said, /another process \(\d+\) is installing/);
  assert.ok(existsSync(file('node_modules/node/bin/node')));
  assert.equal(second.code, 3);
  assert.equal(lines('npm.log').length, 1);
});

test('without a registry it says so in both languages, and lets go', async (t) => {
  const { launch, file } = aCheckout(t);
  const { code, said } = await launch(['start'], { PRETEND: 'offline' }).end;
  assert.equal(code, 1);
  assert.match(said, /连不上 npm 仓库/);
  assert.match(said, /registry cannot be reached/);
  assert.ok(!existsSync(file('bin/.install-lock')));
});

test('the Node that --ignore-scripts left out is fetched', async (t) => {
  const { launch, file } = aCheckout(t);
  assert.equal((await launch(['bench'], { PRETEND: 'ignore-scripts' }).end).code, 3);
  assert.ok(existsSync(file('node_modules/node/bin/node')));
});

test('an unknown task is refused with the list of tasks, before anything is installed', async (t) => {
  const { launch, lines } = aCheckout(t);
  const { code, said } = await launch(['strat']).end;
  assert.equal(code, 2);
  assert.match(said, /start \| test \| bench/);
  assert.deepEqual(lines('npm.log'), []);
});

test('a signal reaches the program once, though npm sends it again, and its exit code comes back', async (t) => {
  const { launch, lines } = aCheckout(t);
  const { child, end } = launch(['start']);
  await until(() => lines('program.log').length === 1);
  child.kill('SIGINT');
  child.kill('SIGINT');
  await until(() => lines('program.log').length === 2);
  child.kill('SIGTERM');
  assert.equal((await end).code, 7);
  assert.deepEqual(lines('program.log').slice(1), ['SIGINT', 'SIGTERM']);
});

test('the program stops when its launcher is killed, by -9 too', async (t) => {
  const { launch, lines } = aCheckout(t);
  const { child } = launch(['start']);
  await until(() => lines('program.log').length === 1);
  child.kill('SIGKILL');
  await until(() => lines('program.log').includes('SIGTERM'));
});

test('the program stops when the npm above it is killed', async (t) => {
  const { file, lines, launch } = aCheckout(t);
  await launch(['install']).end;
  const shell = spawn('sh', ['-c', `'${process.execPath}' '${file('bin/launch.mjs')}' start; true`], {
    env: { ...process.env, npm_lifecycle_event: 'start' },
    stdio: 'ignore',
  });
  await until(() => lines('program.log').length === 1);
  shell.kill('SIGKILL');
  await until(() => lines('program.log').includes('SIGTERM'));
});

test('yizhan started by another Node runs under the pinned one, in the folder of the caller', async (t) => {
  const { launch, file } = aCheckout(t);
  await launch(['install']).end;
  const elsewhere = file('packages');
  const pinned = file('node_modules/node/bin/node');
  rmSync(pinned);
  const script = `#!/bin/sh\n[ "$1" = -p ] && { echo 99.0.0; exit; }\nPINNED=yes exec '${process.execPath}' "$@"\n`;
  writeFileSync(pinned, script, { mode: 0o755 });
  writeFileSync(file('package.json'), JSON.stringify({ type: 'module', dependencies: { node: '99.0.0' } }));
  const answer =
    'console.log(process.env.PINNED, process.cwd(), ...process.argv.slice(2)); process.exitCode = 2;';
  writeFileSync(file('apps/server/src/main.ts'), answer);
  const child = spawn(process.execPath, [file('bin/yizhan.mjs'), 'validate', 'x y'], { cwd: elsewhere });
  assert.deepEqual(await launched(child).end, {
    code: 2,
    signal: null,
    said: `yes ${realpathSync(elsewhere)} validate x y\n`,
  });
});
