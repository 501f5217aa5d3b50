import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { bombIn } from './bombs.ts';

interface Packed {
  name?: string;
  content: Buffer;
  /** What the archive says of it. */
  says?: number;
}

/** A zip archive as small as it can be. */
function zip(...files: readonly Packed[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name = 'word/document.xml', content, says = content.length } of files) {
    const packed = deflateRawSync(content, { level: 9 });
    const local = Buffer.alloc(30 + name.length);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(name.length, 26);
    local.write(name, 30);
    const central = Buffer.alloc(46 + name.length);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(8, 10);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(says, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(at, 42);
    central.write(name, 46);
    parts.push(local, packed);
    directory.push(central);
    at += local.length + packed.length;
  }
  const whole = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(whole.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, whole, end]);
}

const words = Buffer.from('合同正文 '.repeat(2000));
const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1024 * 1024);

/** A PNG that says of itself how large it is. */
function png(width: number, height: number): Buffer {
  const head = Buffer.alloc(33);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(head);
  head.writeUInt32BE(13, 8);
  head.write('IHDR', 12);
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  head[24] = 8;
  return head;
}

describe('S34 an archive', () => {
  test('of documents is taken, an empty file in it too', async () => {
    assert.equal(
      await bombIn(zip({ content: words }, { name: 'a', content: Buffer.alloc(0) }), 'docx'),
      undefined,
    );
  });

  test('that unpacks to a hundred times its size is refused by what it says', async () => {
    assert.equal(await bombIn(zip({ content: zeros(40) }), 'xlsx'), 'unpacks');
  });

  test('that unpacks to more than it says is refused by what it does', async () => {
    assert.equal(await bombIn(zip({ content: zeros(40), says: 1000 }), 'docx'), 'unpacks');
    assert.equal(await bombIn(zip({ content: words, says: words.length + 1 }), 'docx'), 'broken');
  });

  test('whose entries share their bytes is refused', async () => {
    const one = zip({ content: zeros(10) });
    const many = zip({ content: zeros(10) }, { content: zeros(10) }, { content: zeros(10) });
    assert.ok(one.length < many.length);
    const end = many.length - 22;
    const directory = many.readUInt32LE(end + 16);
    // The second and the third entry point to the first one's bytes.
    many.writeUInt32LE(0, directory + 46 + 17 + 42);
    many.writeUInt32LE(0, directory + 2 * (46 + 17) + 42);
    assert.equal(await bombIn(many, 'zip'), 'unpacks');
  });

  test('with names that lead out of its folder, or without a directory, is refused', async () => {
    for (const name of ['../../etc/passwd', '/etc/passwd', 'a\\..\\..\\b', 'C:\\x'])
      assert.equal(await bombIn(zip({ name, content: words }), 'zip'), 'broken', name);
    assert.equal(await bombIn(Buffer.from('PK\x03\x04 and no more'), 'docx'), 'broken');
    assert.equal(await bombIn(Buffer.concat([zip({ content: words }).subarray(0, -30)]), 'docx'), 'broken');
  });
});

describe('S35 a picture', () => {
  test('of a billion pixels is refused, whatever its size in bytes', async () => {
    assert.equal(await bombIn(png(30_000, 30_000), 'png'), 'pixels');
    assert.equal(await bombIn(png(4000, 3000), 'png'), undefined);
  });

  test('whose size cannot be read is refused', async () => {
    assert.equal(await bombIn(Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'jpg'), 'broken');
  });
});
