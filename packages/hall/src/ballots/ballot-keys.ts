/**
 * Port: the keys of ballot boxes, kept away from the database and its backups. A key lives from the first paper until the
 * box is opened; without it what old backups and logs of the database hold of the box is noise.
 */
export interface BallotKeys {
  /** The key of a box, made where there is none. Of two at once both get the same. */
  make(box: string): Promise<Buffer>;
  read(box: string): Promise<Buffer | undefined>;
  destroy(box: string): Promise<void>;
  /** The boxes whose keys nobody has made or asked to make for an hour. */
  listOld(): Promise<readonly string[]>;
}
