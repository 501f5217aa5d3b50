import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain } from './failure.ts';

const cases: [what: string, said: string, expected: RegExp][] = [
  [
    'a full disk',
    'FATAL:  could not write lock file "postmaster.pid": No space left on device',
    /disk .* is full.*df -h/s,
  ],
  ['a full disk, told by Node', "ENOSPC: no space left on device, mkdir '/data'", /disk .* is full/],
  [
    'a small /dev/shm',
    'FATAL:  could not resize shared memory segment "/PostgreSQL.1": No space left on device',
    /--shm-size/,
  ],
  ['a read-only disk', "EROFS: read-only file system, mkdir '/data'", /read-only disk/],
  ['a directory of root', "EACCES: permission denied, access '/data'", /Start as the user who made it/],
  ['data of another user', 'FATAL:  data directory "/data" has wrong ownership', /belongs to another user/],
  ['an empty postmaster.pid', 'FATAL:  lock file "postmaster.pid" is empty', /delete that file/],
  ['a missing library', 'postgres: error while loading shared libraries: libpq.so.5', /npm install again/],
  [
    'anything else',
    'FATAL:  something new',
    /PostgreSQL did not start on \/data\.\n {2}\| FATAL: {2}something new/,
  ],
];

for (const [what, said, expected] of cases) {
  test(`${what} is told with what to do`, () => {
    const failure = explain(new Error(said), '/data');
    assert.match(failure.message, expected);
    assert.ok(failure.message.includes(said), 'and in the words of the system');
  });
}
