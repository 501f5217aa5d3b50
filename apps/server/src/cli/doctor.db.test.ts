import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { runCli } from '../testing/run-cli.ts';

interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly advice?: string;
}

let directory: string;
before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'yizhan-doctor-'));
});
after(() => rm(directory, { recursive: true, force: true }));

const failing = (text: string) => (JSON.parse(text) as Finding[]).filter((finding) => !finding.ok);

describe('yizhan doctor', () => {
  test('finds what is missing on a new machine, and nothing once it is there', async () => {
    const environment = { YIZHAN_DATA: directory };
    const before = await runCli(['doctor', '--json'], environment);
    assert.equal(before.code, 1);
    assert.deepEqual(
      failing(before.stdout).map(({ name, advice }) => [name, advice]),
      [['migrations', 'Run yizhan migrate.']],
    );
    const migrated = await runCli(['migrate'], environment);
    assert.equal(migrated.code, 0, migrated.stderr);
    assert.match(migrated.stdout, /已应用 \d+ 个迁移/);
    const after = await runCli(['doctor'], environment);
    assert.equal(after.code, 0, after.stdout);
    assert.equal(after.stdout.includes('✗'), false);
    for (const name of [
      'node',
      'configuration',
      'site',
      'data directory',
      'disk',
      'reachable',
      'durable',
      'clock',
    ])
      assert.match(after.stdout, new RegExp(`^✓ ${name}: \\S`, 'm'));
  });

  test('tells of each planted fault what to do, and exits 1', async () => {
    const { code, stdout, stderr } = await runCli(['doctor', '--json'], {
      DATABASE_URL: 'postgres://yizhan:hunter2@127.0.0.1:1/yizhan',
      YIZHAN_SITE: path.join(directory, 'nowhere'),
      YIZHAN_DATA: '/dev/null/nowhere',
    });
    assert.deepEqual([code, stderr], [1, '']);
    const faults = failing(stdout);
    assert.deepEqual(
      faults.map(({ name }) => name),
      ['site', 'data directory', 'reachable'],
    );
    for (const { name, advice } of faults) assert.ok(advice && advice.length > 5, name);
    assert.equal(stdout.includes('hunter2'), false);
  });

  test('tells faults of the configuration before anything else', async () => {
    const { code, stdout } = await runCli(['doctor', '--json'], { PORT: 'x', DATABASE_URL: 'db' });
    assert.equal(code, 1);
    assert.deepEqual(
      failing(stdout).map(({ name, detail }) => [name, detail.split(/[ “]/)[0]]),
      [
        ['configuration', 'PORT'],
        ['configuration', 'DATABASE_URL'],
      ],
    );
  });
});
