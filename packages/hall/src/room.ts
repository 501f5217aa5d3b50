import type { Database } from '@yizhan/database';
import type { Scope } from '@yizhan/feel';
import type { Flow } from '@yizhan/flow';
import { schoolDay } from '@yizhan/flow';
import type { FormContext } from '@yizhan/forms';
import type { Directory, DirectoryCache } from '@yizhan/identity';
import type { Payments } from '@yizhan/payments';
import type { FileStore } from './attachments/file-store.ts';
import type { BallotKeys } from './ballots/ballot-keys.ts';
import type { Channels } from './letters/channel.ts';
import type { ReferenceSource } from './references/reference-source.ts';
import type { Catalogue } from './services/catalogue.ts';
import type { Site } from './site.ts';

/** What every function of the room works with. */
export interface Room {
  readonly database: Database;
  readonly flow: Flow;
  readonly directory: DirectoryCache;
  readonly catalogue: Catalogue;
  readonly site: Site;
  readonly files: FileStore;
  readonly ballotKeys: BallotKeys;
  readonly references: Readonly<
    Record<'applications' | 'register' | 'list' | 'pdc' | 'cards', ReferenceSource>
  >;
  readonly payments: Payments;
  /** The ways to reach people outside the hall; empty where nothing is configured. */
  readonly channels: Channels;
  /** Somebody waits for a letter that has just been ordered: it need not wait for the next round. */
  readonly wakeLetters: () => void;
  /** Where browsers reach the hall: what links in letters begin with. */
  readonly publicUrl: string;
  readonly now: () => string;
  /** The functions that expressions may call at a moment. */
  readonly scopeAt: (now: string) => Scope;
}

export const formContext = ({ site, now }: Pick<Room, 'site' | 'now'>): FormContext => ({
  today: schoolDay(now()),
  calendar: site.calendar,
});

/** The organisation, as new as the session of whoever asks. */
export const organisation = (room: Room): Promise<Directory> => room.directory.recent();
