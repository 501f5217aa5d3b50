/** On a tiny file system in memory, when this process may mount one. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { startPostgres } from './index.ts';

const point = mkdtempSync(join(tmpdir(), 'yizhan-full-'));
const isMounted = mount();
const directory = join(point, 'postgres');
const settings = { fsync: 'off' };

function mount(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=80m,mode=755', 'tmpfs', point], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('a full disk', { skip: isMounted ? false : 'may not mount a small disk' }, () => {
  const ballast = join(point, 'ballast');
  const fill = (leave: number) => {
    const { bavail, bsize } = statfsSync(point);
    writeFileSync(ballast, Buffer.alloc(Math.max(Number(bavail) * Number(bsize) - leave, 0)));
  };
  before(() => chmodSync(point, 0o755));
  after(() => execFileSync('umount', [point]));

  test('while initialising is told, and leaves no half database', async () => {
    fill(10_000_000);
    await assert.rejects(startPostgres({ directory, settings }), /the disk that holds .* is full/);
    assert.deepEqual(readdirSync(directory), []);
    rmSync(ballast);
  });

  test('at a later start is told, and the data is there when there is room again', async () => {
    await (await startPostgres({ directory, settings })).stop();
    fill(0);
    await assert.rejects(startPostgres({ directory, settings }), /the disk that holds .* is full/);
    rmSync(ballast);
    const postgres = await startPostgres({ directory, settings });
    assert.equal(await postgres.stop(), true);
  });
});

after(() => {
  if (existsSync(point)) rmSync(point, { recursive: true });
});
