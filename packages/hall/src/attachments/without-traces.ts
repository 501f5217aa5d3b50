/**
 * Photographs without what they tell besides the picture (S35): where and when they were taken, with whose phone, what
 * a thumbnail shows of a part cut away. The picture itself is not touched, and is not encoded anew; how it lies
 * (orientation) is kept. What a file carries behind its end (a film, a second picture) goes too.
 */

export function withoutTraces(content: Uint8Array, extension: string): Uint8Array {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  switch (extension) {
    case 'jpg':
      return jpegWithoutTraces(bytes);
    case 'png':
      return pngWithoutTraces(bytes);
    case 'webp':
      return webpWithoutTraces(bytes);
    case 'heic':
      return heicWithoutTraces(bytes);
    default:
      return content;
  }
}

/* JPEG: segments `ff xx length …`; behind a start of scan comes the picture, in which `ff 00` and `ff d0`–`d7` are no marks. */

function jpegWithoutTraces(bytes: Buffer): Buffer {
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let orientation: number | undefined;
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const mark = bytes[at + 1] ?? 0;
    if (mark === 0xff) {
      at += 1;
      continue;
    }
    if (mark === 0xd9) break;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    const segment = bytes.subarray(at, end);
    if (mark === 0xe1 && orientation === undefined) orientation = orientationIn(segment.subarray(4));
    if (isPicture(mark, segment)) kept.push(segment);
    at = end;
    if (mark !== 0xda) continue;
    const next = endOfScan(bytes, at);
    kept.push(bytes.subarray(at, next));
    at = next;
  }
  kept.push(Buffer.from([0xff, 0xd9]));
  if (orientation !== undefined && orientation !== 1) kept.splice(1, 0, exifWith(orientation));
  return Buffer.concat(kept);
}

/** APP0 is JFIF, APP2 may be the colour profile, APP14 tells Adobe's colours; every other APPn and COM is talk. */
function isPicture(mark: number, segment: Buffer): boolean {
  if (mark === 0xe2) return segment.toString('latin1', 4, 15) === 'ICC_PROFILE';
  return mark === 0xe0 || mark === 0xee || !((mark >= 0xe0 && mark <= 0xef) || mark === 0xfe);
}

function endOfScan(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at !== -1) {
    const mark = bytes[at + 1];
    if (mark !== 0 && mark !== undefined && !(mark >= 0xd0 && mark <= 0xd7) && mark !== 0xff) return at;
    at = bytes.indexOf(0xff, at + 1);
  }
  return bytes.length;
}

/** Tag 0x0112 of the first directory of `Exif\0\0` and a TIFF header. */
function orientationIn(exif: Buffer): number | undefined {
  if (exif.length < 14 || exif.toString('latin1', 0, 6) !== 'Exif\0\0') return undefined;
  const tiff = exif.subarray(6);
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  try {
    const first = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
    for (let index = 0; index < short(first); index += 1) {
      const entry = first + 2 + 12 * index;
      if (short(entry) === 0x0112) return inRange(short(entry + 8));
    }
  } catch (error) {
    // A directory that leads out of the segment tells nothing.
    if (!(error instanceof RangeError)) throw error;
  }
  return undefined;
}

const inRange = (orientation: number): number | undefined =>
  orientation >= 1 && orientation <= 8 ? orientation : undefined;

/** An APP1 that says how the picture lies, and nothing else. */
function exifWith(orientation: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('MM', 0, 'latin1');
  tiff.writeUInt16BE(42, 2);
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(0x0112, 10);
  tiff.writeUInt16BE(3, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/* PNG: chunks `length name … checksum` behind eight bytes. */

const pngTalk: ReadonlySet<string> = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME']);

function pngWithoutTraces(bytes: Buffer): Buffer {
  const kept: Buffer[] = [bytes.subarray(0, 8)];
  let at = 8;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    if (!pngTalk.has(name)) kept.push(bytes.subarray(at, end));
    at = end;
    if (name === 'IEND') break;
  }
  return Buffer.concat(kept);
}

/* WebP: RIFF chunks `name length …`, of even length; VP8X says which there are. */

function webpWithoutTraces(bytes: Buffer): Buffer {
  const kept: Buffer[] = [];
  let at = 12;
  while (at + 8 <= bytes.length) {
    const length = bytes.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    const name = bytes.toString('latin1', at, at + 4);
    const chunk = Buffer.from(bytes.subarray(at, end));
    // Exif and XMP, in its flags.
    if (name === 'VP8X' && chunk.length > 8) chunk.writeUInt8((chunk[8] ?? 0) & ~0x0c, 8);
    if (name !== 'EXIF' && name !== 'XMP ') kept.push(chunk);
    at = end;
  }
  const body = Buffer.concat(kept);
  const head = Buffer.from(bytes.subarray(0, 12));
  head.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([head, body]);
}

/**
 * HEIC keeps its Exif as an item whose place other boxes name: it is blanked where it lies, so that no place moves. How
 * the picture lies is told elsewhere (`irot`).
 */
function heicWithoutTraces(bytes: Buffer): Buffer {
  const blanked = Buffer.from(bytes);
  for (const order of ['II*\0', 'MM\0*']) {
    const mark = Buffer.from(`Exif\0\0${order}`, 'latin1');
    for (let at = blanked.indexOf(mark); at !== -1; at = blanked.indexOf(mark, at + mark.length))
      blankTiff(blanked.subarray(at + 6), order === 'II*\0');
  }
  for (let at = blanked.indexOf('<x:xmpmeta'); at !== -1; at = blanked.indexOf('<x:xmpmeta', at)) {
    const end = blanked.indexOf('</x:xmpmeta>', at);
    blanked.fill(0x20, at, end === -1 ? blanked.length : end + '</x:xmpmeta>'.length);
  }
  return blanked;
}

const sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
/** Directories that entries of a directory lead to: Exif, GPS, interoperability. */
const below: ReadonlySet<number> = new Set([0x8769, 0x8825, 0xa005]);

/** Empties every directory of a TIFF with all that its entries lead to. */
function blankTiff(tiff: Buffer, isLittle: boolean): void {
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const long = (at: number) => (isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const seen = new Set<number>();
  const blank = (directory: number): void => {
    if (directory === 0 || seen.has(directory) || directory + 2 > tiff.length) return;
    seen.add(directory);
    const count = short(directory);
    for (let index = 0; index < count; index += 1) {
      const entry = directory + 2 + 12 * index;
      if (entry + 12 > tiff.length) break;
      const length = (sizes[short(entry + 2)] ?? 0) * long(entry + 4);
      const value = long(entry + 8);
      if (below.has(short(entry))) blank(value);
      else if (length > 4 && value + length <= tiff.length) tiff.fill(0, value, value + length);
    }
    const next = directory + 2 + 12 * count;
    const following = next + 4 <= tiff.length ? long(next) : 0;
    tiff.fill(0, directory, Math.min(next + 4, tiff.length));
    blank(following);
  };
  if (tiff.length >= 8) blank(long(4));
}
