/**
 * Files that are small and become enormous when they are opened: archives (docx, xlsx, pptx and zip are all zip) that
 * unpack to gigabytes (zip bombs), pictures of a billion pixels. Judged by the content, before anything is kept.
 */
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { imageSize } from 'image-size';

export type Bomb = 'unpacks' | 'pixels' | 'broken';

const mostEntries = 10_000;
const mostUnpacked = 300 * 1024 * 1024;
/** Text packs well; a hundredfold of more than a few megabytes is no document. */
const mostRatio = 100;
const ratioFrom = 20 * 1024 * 1024;
const mostPixels = 100_000_000;

const zipped: ReadonlySet<string> = new Set(['zip', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp']);
const pictures: ReadonlySet<string> = new Set(['jpg', 'png', 'gif', 'webp', 'bmp', 'heic', 'tif']);

/** undefined when the file is what it seems. */
export async function bombIn(content: Uint8Array, extension: string): Promise<Bomb | undefined> {
  if (zipped.has(extension))
    return archiveBomb(Buffer.from(content.buffer, content.byteOffset, content.length));
  return pictures.has(extension) ? pictureBomb(content) : undefined;
}

function pictureBomb(content: Uint8Array): Bomb | undefined {
  try {
    const { width, height } = imageSize(content);
    return width * height > mostPixels ? 'pixels' : undefined;
  } catch {
    return 'broken';
  }
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly at: number;
}

/** First by what the archive says of itself, then by unpacking it, for an archive can say anything. */
async function archiveBomb(content: Buffer): Promise<Bomb | undefined> {
  const entries = entriesOf(content);
  if (entries === undefined) return 'broken';
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  const isTooMuch =
    unpacked > mostUnpacked || (unpacked > ratioFrom && unpacked > content.length * mostRatio);
  if (entries.length > mostEntries || isTooMuch) return 'unpacks';
  // Names that lead out of the folder where somebody unpacks it (zip slip).
  if (entries.some(({ name }) => /(^|[\\/])\.\.([\\/]|$)|^[\\/]|^[A-Za-z]:/.test(name))) return 'broken';
  // Entries that share their bytes say little of themselves together and unpack to much.
  if (entries.reduce((sum, entry) => sum + entry.packed, 0) > content.length) return 'unpacks';
  for (const entry of entries) {
    const found = await entryBomb(content, entry);
    if (found) return found;
  }
  return undefined;
}

async function entryBomb(
  content: Buffer,
  { method, packed, unpacked, at }: Entry,
): Promise<Bomb | undefined> {
  if (method !== 0 && method !== 8) return 'broken';
  if (at + 30 > content.length || content.readUInt32LE(at) !== localHeader) return 'broken';
  const start = at + 30 + content.readUInt16LE(at + 26) + content.readUInt16LE(at + 28);
  if (start + packed > content.length) return 'broken';
  if (method === 0) return packed === unpacked ? undefined : 'broken';
  if (unpacked === 0) return packed <= 2 ? undefined : 'broken';
  try {
    const whole = await inflate(content.subarray(start, start + packed), { maxOutputLength: unpacked });
    return whole.length === unpacked ? undefined : 'broken';
  } catch (error) {
    return error instanceof RangeError ? 'unpacks' : 'broken';
  }
}

const inflate = promisify<Uint8Array, { maxOutputLength: number }, Buffer>(inflateRaw);
const localHeader = 0x04034b50;
const centralHeader = 0x02014b50;
const endHeader = 0x06054b50;

/** The central directory; undefined when there is none that can be read (zip64 is for files that are refused anyway). */
function entriesOf(content: Buffer): readonly Entry[] | undefined {
  const end = content.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || end + 22 > content.length || content.readUInt32LE(end) !== endHeader) return undefined;
  const count = content.readUInt16LE(end + 10);
  let at = content.readUInt32LE(end + 16);
  const entries: Entry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > content.length || content.readUInt32LE(at) !== centralHeader) return undefined;
    const nameLength = content.readUInt16LE(at + 28);
    entries.push({
      name: content.toString('utf8', at + 46, at + 46 + nameLength),
      method: content.readUInt16LE(at + 10),
      packed: content.readUInt32LE(at + 20),
      unpacked: content.readUInt32LE(at + 24),
      at: content.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + content.readUInt16LE(at + 30) + content.readUInt16LE(at + 32);
  }
  return entries;
}
