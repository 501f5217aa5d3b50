import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { withoutTraces } from './without-traces.ts';

type Parts = readonly (string | readonly number[] | Uint8Array)[];
const bytes = (...parts: Parts): Buffer =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  );
const be16 = (value: number) => [value >> 8, value & 255];
const be32 = (value: number) => [...be16(value >>> 16), ...be16(value & 0xffff)];
const le32 = (value: number) => [...be32(value)].reverse();
const segment = (mark: number, ...body: Parts) => {
  const inside = bytes(...body);
  return bytes([0xff, mark], be16(inside.length + 2), inside);
};

/** A directory with an orientation and one of places; `GPSPLACE` stands where its value lies. */
const tiff = (orientation: number) =>
  bytes(
    'MM\0*',
    be32(8),
    be16(2),
    be16(0x0112),
    be16(3),
    be32(1),
    be16(orientation),
    [0, 0],
    be16(0x8825),
    be16(4),
    be32(1),
    be32(38),
    be32(0),
    be16(1),
    be16(0x0002),
    be16(2),
    be32(8),
    be32(56),
    be32(0),
    'GPSPLACE',
  );
const scan = bytes([1, 2, 0xff, 0, 3, 0xff, 0xd3, 4]);
const jpeg = (orientation = 6) =>
  bytes(
    [0xff, 0xd8],
    segment(0xe0, 'JFIF\0', [1, 1, 0, 0, 1, 0, 1, 0, 0]),
    segment(0xe1, 'Exif\0\0', tiff(orientation)),
    segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>SECRET</x:xmpmeta>'),
    segment(0xe2, 'ICC_PROFILE\0', [1, 1, 9]),
    segment(0xe2, 'MPF\0SECRET'),
    segment(0xfe, 'SECRET'),
    segment(0xc0, [8, 0, 1, 0, 1, 1, 1, 0x11, 0]),
    segment(0xda, [1, 1, 0, 0, 63, 0]),
    scan,
    segment(0xc4, [7]),
    segment(0xda, [1, 1, 0, 0, 63, 0]),
    scan,
    [0xff, 0xd9],
    'SECRET film',
    jpegLike,
  );
const jpegLike = bytes([0xff, 0xd8], segment(0xe1, 'Exif\0\0SECRET'), [0xff, 0xd9]);
const holds = (content: Uint8Array, words: string) => Buffer.from(content).includes(words);

describe('a photograph', () => {
  test('of JPEG loses place, words and what lies behind its end, and keeps picture, colours and how it lies', () => {
    const clean = withoutTraces(jpeg(), 'jpg');
    for (const trace of ['GPSPLACE', 'SECRET', 'xmpmeta', 'MPF']) assert.ok(!holds(clean, trace), trace);
    assert.ok(holds(clean, 'ICC_PROFILE') && holds(clean, 'JFIF'));
    assert.equal(Buffer.from(clean).indexOf(bytes(be16(0x0112), be16(3), be32(1), be16(6))) > 0, true);
    const pictures = Buffer.from(clean).toString('latin1').split(scan.toString('latin1')).length - 1;
    assert.equal(pictures, 2);
    assert.deepEqual([...clean.slice(-2)], [0xff, 0xd9]);
    assert.deepEqual(withoutTraces(clean, 'jpg'), clean, 'done twice it changes nothing');
  });

  test('of JPEG that lies as it should says nothing of it', () => {
    assert.ok(!holds(withoutTraces(jpeg(1), 'jpg'), 'Exif'));
  });

  test('of PNG loses its words and keeps its picture', () => {
    const chunk = (name: string, body: string) => bytes(be32(body.length), name, body, [0, 0, 0, 0]);
    const head = bytes([0x89], 'PNG\r\n', [0x1a, 0x0a]);
    const picture = [chunk('IHDR', 'x'), chunk('IDAT', 'picture'), chunk('IEND', '')];
    const [first, ...rest] = picture;
    const talk = [chunk('eXIf', 'SECRET'), chunk('tEXt', 'SECRET'), chunk('tIME', 'SECRET')];
    const png = bytes(head, first ?? '', ...talk, ...rest, 'SECRET');
    assert.deepEqual(Buffer.from(withoutTraces(png, 'png')), bytes(head, ...picture));
  });

  test('of WebP loses Exif and XMP, and no longer says that it has them', () => {
    const chunk = (name: string, body: Uint8Array) =>
      bytes(name, le32(body.length), body, body.length % 2 ? [0] : []);
    const inside = [
      chunk('VP8X', bytes([0x2c], Array(9).fill(0))),
      chunk('VP8 ', bytes('odd')),
      chunk('EXIF', bytes('SECRET')),
      chunk('XMP ', bytes('SECRET')),
    ];
    const body = bytes(...inside);
    const clean = Buffer.from(withoutTraces(bytes('RIFF', le32(body.length + 4), 'WEBP', body), 'webp'));
    assert.ok(!clean.includes('SECRET'));
    assert.equal(clean.readUInt32LE(4), clean.length - 8);
    assert.equal(clean[20], 0x20);
  });

  test('of HEIC is blanked where its Exif lies, and no place moves', () => {
    const heic = bytes(be32(24), 'ftypheic', Array(12).fill(0), 'Exif\0\0', tiff(6), 'picture');
    const clean = withoutTraces(heic, 'heic');
    assert.equal(clean.byteLength, heic.length);
    assert.ok(!holds(clean, 'GPSPLACE') && holds(clean, 'picture'));
  });

  test('that is broken anywhere throws nothing and is no longer than it was', () => {
    const whole = jpeg();
    fc.assert(
      fc.property(
        fc.nat(whole.length),
        fc.constantFrom('jpg', 'png', 'webp', 'heic'),
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 }),
        (length, extension, changes) => {
          const broken = Buffer.from(whole);
          for (const [at, value] of changes) broken[at] = value;
          const cut = broken.subarray(0, Math.max(length, 12));
          assert.ok(withoutTraces(cut, extension).byteLength <= cut.length + 36);
        },
      ),
    );
  });

  test('of another kind is left alone', () => {
    const pdf = bytes('%PDF-1.7');
    assert.equal(withoutTraces(pdf, 'pdf'), pdf);
  });
});
