import type { Statement } from '@yizhan/database';

/** A letter as it leaves, and what is to be kept once it has left. */
export interface Composed {
  readonly subject: string;
  readonly text: string;
  /** The same as a text message. */
  readonly brief: string;
  readonly afterwards?: readonly Statement[];
}
