import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { MigrationRefused, pending } from './migrate.ts';
import { fingerprint, readMigrations } from './migration-files.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'yizhan-migrations-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const write = (name: string, sql: string) => writeFileSync(join(directory, name), sql);

describe('the files', () => {
  test('are read in the order of their numbers, with gaps', () => {
    write('0010_flow.sql', 'select 10');
    write('0002_identity.sql', 'select 2');
    write('README.md', 'no migration');
    assert.deepEqual(
      readMigrations(directory).map((file) => [file.number, file.name]),
      [
        [2, '0002_identity.sql'],
        [10, '0010_flow.sql'],
      ],
    );
  });

  test('are the same with the line ends of Windows', () => {
    write('0001_a.sql', 'select 1;\nselect 2;\n');
    const [unix] = readMigrations(directory);
    write('0001_a.sql', 'select 1;\r\nselect 2;\r\n');
    assert.equal(readMigrations(directory)[0]!.sha256, unix!.sha256);
  });

  test('are refused with one number twice, with another kind of name, or with a COMMIT of their own', () => {
    write('0001_a.sql', '');
    write('0001_b.sql', '');
    assert.throws(() => readMigrations(directory), /0001_a\.sql and 0001_b\.sql have the same number/);
    rmSync(join(directory, '0001_b.sql'));
    write('2_b.sql', '');
    assert.throws(() => readMigrations(directory), /2_b\.sql is not named like/);
    rmSync(join(directory, '2_b.sql'));
    write('0002_b.sql', 'create table x ();\ncommit;\n');
    assert.throws(() => readMigrations(directory), /0002_b\.sql ends its transaction itself/);
  });

  test('may hold function bodies with an end of their own', () => {
    write('0001_a.sql', 'create function f() returns void language plpgsql as $$\nbegin\nend;\n$$;');
    assert.equal(readMigrations(directory).length, 1);
  });

  test('have another fingerprint as soon as one of them changes', () => {
    write('0001_a.sql', 'select 1');
    const before = fingerprint(readMigrations(directory));
    write('0001_a.sql', 'select 2');
    assert.notEqual(fingerprint(readMigrations(directory)), before);
  });
});

describe('against what was applied', () => {
  const files = () => {
    write('0001_a.sql', 'select 1');
    write('0003_c.sql', 'select 3');
    return readMigrations(directory);
  };
  const applied = ({ number, name, sha256 }: ReturnType<typeof files>[number]) => ({
    number,
    file: name,
    sha256,
  });

  test('only the later ones are left', () => {
    const [first, second] = files();
    assert.deepEqual(pending([first!, second!], [applied(first!)]), [second]);
  });

  test('a changed file is refused', () => {
    const [first] = files();
    const earlier = { ...applied(first!), sha256: 'other' };
    assert.throws(() => pending([first!], [earlier]), /0001_a.sql has changed since it was applied/);
  });

  test('a missing file is refused: the database is newer', () => {
    const [first, second] = files();
    assert.throws(() => pending([first!], [applied(first!), applied(second!)]), MigrationRefused);
    assert.throws(() => pending([first!], [applied(first!), applied(second!)]), /the database is newer/);
  });

  test('a file that comes before an applied one is refused', () => {
    const [first, second] = files();
    assert.throws(
      () => pending([first!, second!], [applied(second!)]),
      /0001_a\.sql comes before 0003_c\.sql/,
    );
  });
});
