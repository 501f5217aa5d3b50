/** Port: where the bytes of attachments are kept, under names that nobody outside can guess or choose. */
export interface FileStore {
  write(id: string, content: Uint8Array): Promise<void>;
  /** undefined when it is not there (any more). */
  read(id: string): Promise<NodeJS.ReadableStream | undefined>;
  remove(id: string): Promise<void>;
  /** A part of a file on its way: wholly there once this returns, or not at all. */
  writePart(id: string, offset: number, content: Uint8Array): Promise<void>;
  /** How many bytes there are from the beginning without a gap. */
  partsOf(id: string): Promise<number>;
  readParts(id: string): Promise<Uint8Array>;
  removeParts(id: string): Promise<void>;
  /** Parts that nobody has added to since then, and what was being written when a server was killed. */
  removeLeftovers(before: string): Promise<void>;
}
