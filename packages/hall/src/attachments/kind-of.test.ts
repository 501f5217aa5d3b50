import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { kindOf } from './kind-of.ts';

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Uint8Array.from(part))));
const zeroes = (count: number): readonly number[] => Array.from({ length: count }, () => 0);

const pdf = bytes('%PDF-1.7\n%', [0xe2, 0xe3, 0xcf, 0xd3]);
const png = bytes(
  [0x89],
  'PNG\r\n',
  [0x1a, 0x0a, 0, 0, 0, 13],
  'IHDR',
  zeroes(17),
  zeroes(4),
  'IDAT',
  zeroes(8),
);
const jpg = bytes([0xff, 0xd8, 0xff, 0xe0, 0, 16], 'JFIF', zeroes(12));
const oldOffice = bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], zeroes(600));

const extensionOf = async (content: Uint8Array, name: string) => (await kindOf(content, name))?.extension;

describe('what a file is', () => {
  test('is told by its content, with which its name must agree', async () => {
    assert.deepEqual(await kindOf(pdf, '证明.pdf'), { extension: 'pdf', type: 'application/pdf' });
    assert.deepEqual(await kindOf(png, '扫描.PNG'), { extension: 'png', type: 'image/png' });
    assert.equal(await extensionOf(jpg, 'a.jpg'), 'jpg');
    assert.equal(await extensionOf(jpg, 'a.jpeg'), 'jpg');
    assert.equal(await extensionOf(pdf, 'without-ending'), 'pdf');
  });

  test('says both when the name claims something else, so that no field accepts it', async () => {
    for (const name of ['a.pdf', 'a.html', 'a.jpg.exe', 'a.jpg '])
      assert.match((await extensionOf(jpg, name)) ?? '', /^jpg（扩展名却是 \./, name);
  });

  test('of before 2007 is decided by the name, for Word, Excel and PowerPoint share one container', async () => {
    assert.equal(await extensionOf(oldOffice, 'a.doc'), 'doc');
    assert.equal(await extensionOf(oldOffice, 'a.xls'), 'xls');
    assert.equal(await extensionOf(oldOffice, 'a.pdf'), undefined);
    assert.equal(await extensionOf(oldOffice, 'a.msi'), undefined);
    assert.equal(await kindOf(oldOffice, 'a.constructor'), undefined);
  });

  test('is text only where the name says so and it is UTF-8 without control characters', async () => {
    assert.deepEqual(await kindOf(bytes('姓名\t学号\r\n'), 'a.txt'), {
      extension: 'txt',
      type: 'text/plain',
    });
    assert.equal(await kindOf(bytes('姓名'), 'a.md'), undefined);
    assert.equal(await kindOf(bytes('a', [0], 'b'), 'a.txt'), undefined);
    assert.equal(await kindOf(bytes([0x1b], '[31m'), 'a.txt'), undefined);
    assert.equal(await kindOf(bytes([0xd5, 0xc5, 0xc8, 0xfd]), 'a.txt'), undefined, 'GBK is not UTF-8');
  });

  test('can always be told or not, whatever follows a beginning that looks like something', async () => {
    const beginnings = [
      pdf,
      png,
      jpg,
      oldOffice,
      bytes('PK', [3, 4, 20, 0, 8, 0]),
      bytes('PK', [3, 4], zeroes(26)),
      bytes('Rar!', [0x1a, 7, 0]),
      bytes([0x1f, 0x8b, 8]),
      bytes('ID3', [4, 0, 0x40, 0xff, 0xff, 0xff, 0x7f]),
      bytes('RIFF', zeroes(4), 'WEBP'),
      bytes(zeroes(4), 'ftypheic'),
      bytes('II*', zeroes(1)),
      bytes([0x1a, 0x45, 0xdf, 0xa3]),
      bytes('OggS'),
      bytes('MZ'),
      bytes('<?xml version="1.0"?><svg/>'),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...beginnings),
        fc.uint8Array({ maxLength: 600 }),
        async (head, tail) => {
          await kindOf(Buffer.concat([head, tail]), 'a.pdf');
        },
      ),
      { numRuns: 400 },
    );
  });
});
