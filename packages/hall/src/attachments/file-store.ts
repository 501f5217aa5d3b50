/** Port: where the bytes of attachments are kept, under names that nobody outside can guess or choose. */
export interface FileStore {
  write(id: string, content: Uint8Array): Promise<void>;
  /** undefined when it is not there (any more). */
  read(id: string): Promise<NodeJS.ReadableStream | undefined>;
  remove(id: string): Promise<void>;
}
