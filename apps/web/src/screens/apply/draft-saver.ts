/**
 * Saves a draft by itself (草稿自动保存): some time after the last change, one request at a time, with the revision
 * that this page last saw. When somebody else (another tab, the phone) has changed the draft in between, nothing is
 * overwritten: it stops and lets the person choose.
 */
import type { FormData } from '@yizhan/forms';
import { isProblem } from '../../api/problem-error.ts';

/** The draft on the server; none before the first save. */
export interface DraftPlace {
  id: string;
  revision: number;
}

export type SaveState =
  | { is: 'untouched' }
  | { is: 'unsaved' }
  | { is: 'saving' }
  | { is: 'saved'; at: Date }
  | { is: 'failed'; error: unknown }
  | { is: 'conflict'; at: string | undefined };

export interface SaverPorts {
  /** What would be saved now. */
  snapshot(): FormData;
  save(data: FormData, place: DraftPlace | undefined, options: { keepalive: boolean }): Promise<DraftPlace>;
  after(milliseconds: number, act: () => void): () => void;
  now(): Date;
  show(state: SaveState): void;
}

export interface DraftSaver {
  change(): void;
  /** Saves at once what is not saved yet. */
  flush(options?: { keepalive: boolean }): Promise<void>;
  /** Waits until no save is under way and starts no other; for a submission, which carries the data itself. */
  settle(): Promise<DraftPlace | undefined>;
  /** After a conflict: this page's text goes over the other version, of which the person has been told. */
  keepMine(revision: number): Promise<void>;
  /** After a conflict: the other version has been put into the form. */
  takeTheirs(revision: number): void;
  /** No save after this (the page is left, the draft is deleted or submitted). */
  stop(): void;
}

const pause = 1200;
const pauseAfterFailure = 10_000;

export function draftSaver(ports: SaverPorts, start: DraftPlace | undefined): DraftSaver {
  let place = start;
  let dirty = false;
  let stopped = false;
  let conflicted = false;
  let running: Promise<void> | undefined;
  let cancelTimer: (() => void) | undefined;

  const schedule = (milliseconds: number) => {
    cancelTimer?.();
    cancelTimer = stopped || conflicted ? undefined : ports.after(milliseconds, () => void run(false));
  };

  const saveOnce = async (keepalive: boolean): Promise<void> => {
    dirty = false;
    ports.show({ is: 'saving' });
    try {
      place = await ports.save(ports.snapshot(), place, { keepalive });
      if (dirty) schedule(pause);
      else ports.show({ is: 'saved', at: ports.now() });
    } catch (error) {
      dirty = true;
      if (isProblem(error, 'application/draft-conflict')) {
        conflicted = true;
        const { at } = error.parameters;
        ports.show({ is: 'conflict', at: typeof at === 'string' ? at : undefined });
      } else {
        ports.show({ is: 'failed', error });
        schedule(pauseAfterFailure);
      }
    }
  };

  const run = (keepalive: boolean): Promise<void> => {
    cancelTimer?.();
    cancelTimer = undefined;
    running ??= saveOnce(keepalive).finally(() => {
      running = undefined;
    });
    return running;
  };

  return {
    change() {
      if (stopped) return;
      dirty = true;
      if (conflicted) return;
      if (!running) ports.show({ is: 'unsaved' });
      schedule(pause);
    },
    async flush({ keepalive } = { keepalive: false }) {
      await running;
      if (dirty && !stopped && !conflicted) await run(keepalive);
    },
    async settle() {
      cancelTimer?.();
      await running;
      cancelTimer?.();
      return place;
    },
    async keepMine(revision) {
      if (!place) return;
      place = { ...place, revision };
      conflicted = false;
      await run(false);
    },
    takeTheirs(revision) {
      if (!place) return;
      place = { ...place, revision };
      conflicted = false;
      dirty = false;
      ports.show({ is: 'saved', at: ports.now() });
    },
    stop() {
      stopped = true;
      cancelTimer?.();
    },
  };
}
