import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import { sheetStream } from './sheet-stream.ts';
import { zipStream } from './zip-stream.ts';

async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

async function* these<Item>(...items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

test('a sheet holds its rows as texts that nothing computes, whatever they say', async () => {
  const file = await whole(
    sheetStream({
      name: '办件/2026',
      heads: ['流水号', '事由'],
      rows: these(
        ['A-1', '=HYPERLINK("http://x")'],
        ['A-2', '两\n行 <&"'],
        ['A-3', 'a\u0000b\ud800'],
        ['', '＋1'],
      ),
    }),
  );
  const sheet = strFromU8(unzipSync(file)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  assert.ok(!sheet.includes('<f>'));
  assert.deepEqual(await readSheet(file), [
    ['流水号', '事由'],
    ['A-1', '\'=HYPERLINK("http://x")'],
    ['A-2', '两\n行 <&"'],
    ['A-3', 'ab\ufffd'],
    [null, "'＋1"],
  ]);
});

test('rows are asked for as the workbook is read, and no faster', async () => {
  let asked = 0;
  async function* endless() {
    for (;;) {
      asked += 1;
      yield [`行 ${asked} ${Math.random()}`.repeat(40)];
    }
  }
  const stream = sheetStream({ name: 'x', heads: ['a'], rows: endless() });
  let bytes = 0;
  while (bytes < 100_000) bytes += (await stream.next()).value?.length ?? 0;
  await stream.return(undefined);
  assert.ok(asked < 20_000, `${asked} rows`);
});

test('a zip keeps names in Chinese and what is packed already as it is', async () => {
  const content = crypto.getRandomValues(new Uint8Array(3000));
  const zip = await whole(
    zipStream(
      these(
        {
          name: '图/签名.png',
          content: these(content.subarray(0, 1000), content.subarray(1000)),
          isPacked: true,
        },
        { name: 'a.txt', content: these('甲'.repeat(1000)) },
      ),
    ),
  );
  const files = unzipSync(zip);
  assert.deepEqual(files['图/签名.png'], content);
  assert.equal(strFromU8(files['a.txt'] ?? new Uint8Array()), '甲'.repeat(1000));
});
