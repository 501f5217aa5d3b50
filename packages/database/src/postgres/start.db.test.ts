import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { openDatabase } from '../pool.ts';
import { findPostgres } from './index.ts';
import { findPlace } from './places.ts';
import { choosePort } from './port.ts';
import { isAlive } from './postmaster.ts';
import { newTrial, signalGroup, startInChild, type Trial } from './trial.ts';

let trial: Trial;
before(() => {
  trial = newTrial();
});
after(() => trial.end());

const portOf = (url: string) => Number(new URL(url).port);
const gone = async (pid: number) => {
  while (isAlive(pid)) await pause(20);
};

describe('a new directory', () => {
  test('gets one server when three processes start at once, and the others adopt it', async () => {
    const children = [1, 2, 3].map(() => startInChild(trial.directory));
    const started = await Promise.all(children.map((child) => child.answer));
    assert.equal(new Set(started.map((one) => one.pid)).size, 1);
    assert.deepEqual(started.map((one) => one.adopted).sort(), [false, true, true]);
    assert.equal(new Set(started.map((one) => one.url)).size, 1);

    assert.equal(await children[0]!.stop(), false, 'the others still use it');
    assert.equal(await children[1]!.stop(), false);
    assert.ok(isAlive(started[0]!.pid));
    assert.equal(await children[2]!.stop(), true, 'the last one stops it');
    await gone(started[0]!.pid);
  });

  test('has the secret and the data to itself, and no rests of the race', async () => {
    const place = findPlace(trial.directory);
    assert.equal(statSync(place.passwordFile).mode & 0o777, 0o600);
    assert.equal(statSync(place.dataDirectory).mode & 0o777, 0o700);
    assert.equal(existsSync(join(place.home, 'cluster')), true);
  });

  test('is made with UTF-8, a ctype that knows Chinese, checksums and SCRAM, on loopback only', async () => {
    const postgres = await trial.start();
    const database = openDatabase(postgres.url);
    const [row] = await database.query({
      text: `
        select pg_encoding_to_char(encoding) as encoding, datctype as ctype, datlocale as locale,
          current_setting('data_checksums') as checksums, current_setting('listen_addresses') as listen,
          current_setting('unix_socket_directories') as sockets,
          current_setting('shared_preload_libraries') as libraries,
          (select string_agg(distinct auth_method, ',') from pg_hba_file_rules) as methods
        from pg_database
        where datname = current_database()`,
    });
    assert.deepEqual(row, {
      encoding: 'UTF8',
      ctype: 'C.UTF-8',
      locale: 'C.UTF-8',
      checksums: 'on',
      listen: '127.0.0.1',
      sockets: '',
      libraries: '',
      methods: 'scram-sha-256',
    });
    await database.query({ text: 'create extension pg_trgm' });
    const [found] = await database.query({
      text: `select '教职工请假审批' like '%请假%' and cardinality(show_trgm('请假')) > 0 as found`,
    });
    assert.deepEqual(found, { found: true });
    await database.close();
    assert.equal(await postgres.stop(), true);
  });
});

describe('kill -9', () => {
  test('of the server keeps every committed row, and an open pool finds it again', async () => {
    const first = await trial.start();
    const database = openDatabase(first.url);
    await database.query({ text: 'create table kept (n integer)' });
    for (let n = 0; n < 20; n += 1)
      await database.query({ text: 'insert into kept values ($1)', values: [n] });
    process.kill(first.pid, 'SIGKILL');
    await gone(first.pid);
    assert.ok(existsSync(join(first.dataDirectory, 'postmaster.pid')), 'a stale postmaster.pid is left');

    const second = await trial.start();
    assert.notEqual(second.pid, first.pid);
    assert.equal(second.adopted, false);
    assert.equal(portOf(second.url), portOf(first.url), 'the same port, for it was free');
    assert.deepEqual(await database.query({ text: 'select count(*) from kept' }), [{ count: 20 }]);
    await database.close();
    await second.stop();
  });

  test('of the application, or Ctrl-C in its terminal, leaves the server running and the next start adopts it', async () => {
    const ended: number[] = [];
    for (const signal of ['SIGINT', 'SIGKILL'] as const) {
      const child = startInChild(trial.directory);
      const { pid } = await child.answer;
      await signalGroup(child, signal);
      await pause(100);
      assert.ok(isAlive(pid), `alive after ${signal}`);
      const next = await trial.start();
      assert.equal(next.adopted, true);
      assert.equal(next.pid, pid);
      assert.equal(await next.stop(), true);
      ended.push(pid);
    }
    assert.equal(ended.length, 2);
  });

  test('of the server does not block the start when its number now belongs to another process of that user', async () => {
    const place = findPlace(trial.directory);
    const first = await trial.start();
    const left = readFileSync(join(place.dataDirectory, 'postmaster.pid'), 'utf8');
    await first.stop();
    const user = place.user;
    const stranger = spawn('sleep', ['60'], { cwd: '/', ...(user && { uid: user.uid, gid: user.gid }) });
    try {
      const stale = left.replace(/^\d+/, String(stranger.pid));
      writeFileSync(join(place.dataDirectory, 'postmaster.pid'), stale);
      const second = await trial.start();
      assert.equal(second.adopted, false);
      assert.ok(isAlive(stranger.pid!), 'the other process was left alone');
      await second.stop();
    } finally {
      stranger.kill();
    }
  });
});

describe('a port', () => {
  test('that another program took in the last moment is given up for another one', async () => {
    const rival = createServer().listen(0, '127.0.0.1');
    await once(rival, 'listening');
    const taken = (rival.address() as AddressInfo).port;
    let asked = 0;
    const postgres = await trial.start({
      port: async (home) => (asked++ === 0 ? taken : choosePort(home)),
    });
    assert.equal(asked, 2);
    assert.notEqual(portOf(postgres.url), taken);
    await postgres.stop();
    rival.close();
  });

  test('of the last run is not waited for when it is taken', async () => {
    const rival = createServer().listen(0, '127.0.0.1');
    await once(rival, 'listening');
    const home = findPlace(trial.directory).home;
    writeFileSync(join(home, 'port'), String((rival.address() as AddressInfo).port));
    const postgres = await trial.start();
    assert.ok(portOf(postgres.url) > 0);
    await postgres.stop();
    rival.close();
  });
});

describe('looking for a server', () => {
  test('finds none where none runs, and starts none', async () => {
    assert.equal(await findPostgres(trial.directory), undefined);
    assert.equal(await findPostgres(join(trial.directory, 'nowhere')), undefined);
    assert.equal(existsSync(join(trial.directory, 'nowhere')), false);
  });
});

test('a process with nothing else to do lives until stop() is done', async () => {
  const script = `
    import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))};
    const postgres = await startPostgres({ directory: ${JSON.stringify(trial.directory)} });
    console.log(postgres.pid, await postgres.stop());`;
  const options = ['--input-type=module-typescript', '-e', script];
  const { stdout } = await promisify(execFile)(process.execPath, options, { cwd: '/' });
  assert.match(stdout, /^\d+ true\n$/);
});

test('the log is put aside when it is over 10 MB', async () => {
  const home = findPlace(trial.directory).home;
  writeFileSync(join(home, 'server.log'), Buffer.alloc(11 * 1024 * 1024, 'x'));
  const postgres = await trial.start();
  assert.ok(statSync(join(home, 'server.log')).size < 1024 * 1024);
  assert.ok(statSync(join(home, 'server.log.1')).size > 10 * 1024 * 1024);
  await postgres.stop();
});

test('another major version is refused with words, and the data left as it is', async () => {
  const file = join(findPlace(trial.directory).dataDirectory, 'PG_VERSION');
  writeFileSync(file, '15\n');
  await assert.rejects(trial.start(), /was made by PostgreSQL 15; this version of Yizhan brings 18/);
  writeFileSync(file, '18\n');
});

test('a setting that PostgreSQL refuses is told in its own words', async () => {
  await assert.rejects(
    trial.start({ settings: { shared_buffers: 'plenty' } }),
    /invalid value for parameter "shared_buffers"/,
  );
});

test('a directory that is a file is refused', async () => {
  const other = newTrial();
  mkdirSync(join(other.directory, '..'), { recursive: true });
  writeFileSync(other.directory, '');
  await assert.rejects(other.start(), { name: 'PostgresFailed' });
  await other.end();
});
