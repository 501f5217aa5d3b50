import type { Database } from '@yizhan/database';
import type { Platform } from './platform.ts';

/** Port: the flow whose job waits for an order. */
export interface Waiting {
  /** `done`: the flow has gone on with the order's end; `gone`: it waits no longer, and never heard of it. */
  standing(job: string): Promise<'waiting' | 'done' | 'gone'>;
  /** Lets the job look at its order now. */
  wake(job: string): Promise<void>;
}

export interface Room {
  readonly database: Database;
  /** Absent where none is configured: orders can be opened and not paid. */
  readonly platform: Platform | undefined;
  readonly waiting: Waiting;
  readonly now: () => string;
  /** There is something to do before the next round. */
  readonly wake: () => void;
}

export const after = (iso: string, seconds: number): string =>
  new Date(Date.parse(iso) + seconds * 1000).toISOString();
