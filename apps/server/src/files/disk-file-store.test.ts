import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { openDiskFileStore } from './disk-file-store.ts';

let directory: string;
before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'yizhan-files-'));
});
after(() => rm(directory, { recursive: true, force: true }));

const id = 'ab90f000-0000-4000-8000-000000000001';

test('a file is read as it was written, by nobody else on the machine, until it is removed', async () => {
  const store = openDiskFileStore(path.join(directory, 'files'));
  const content = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251);
  await store.write(id, content);
  const stream = await store.read(id);
  const chunks: Buffer[] = [];
  for await (const chunk of stream ?? []) chunks.push(Buffer.from(chunk));
  assert.ok(Buffer.concat(chunks).equals(content));
  const place = path.join(directory, 'files', 'ab');
  assert.deepEqual(await readdir(place), [id], 'no part is left behind');
  assert.equal((await stat(path.join(place, id))).mode & 0o077, 0);
  assert.equal((await stat(place)).mode & 0o077, 0);
  await store.remove(id);
  assert.equal(await store.read(id), undefined);
  await store.remove(id);
});
