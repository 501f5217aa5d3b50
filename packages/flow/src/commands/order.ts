import type { Statement, Transaction } from '@yizhan/database';
import type { Command, Event, State, Status } from '@yizhan/engine';
import type { Definition } from '../definitions/definitions.ts';

/** A command to an instance, and what the room above wants done in the same transaction. */
export interface Order {
  readonly instance: string;
  /** Present when the instance does not exist yet: which definition it runs. */
  readonly definition?: string;
  /** Present when it goes over (迁移) to another version with this command; `renamed`: old id → new id there. */
  readonly migration?: { readonly to: Definition; readonly renamed: Readonly<Record<string, string>> };
  /** Who acts. Idempotency keys are his own. */
  readonly person: string;
  readonly idempotency: Idempotency;
  /**
   * The commands, decided with the instance locked: here the form is judged on the data as they are. Throws
   * `Refused` to refuse; nothing is kept then.
   */
  readonly commands: (locked: Locked) => readonly Command[];
  /**
   * Statements of the room above, written and committed together with the instance. Reads that they need (a
   * serial number to draw) go through the transaction, at the cost of a round trip.
   */
  readonly alongside?: (decided: Decided, transaction: Transaction) => Promise<Alongside>;
}

export interface Idempotency {
  readonly key: string;
  /** What was asked, in short: the same key with another digest is a mistake of the client. */
  readonly digest: string;
}

/** The instance as the command finds it, behind its lock. */
export interface Locked {
  readonly instance: string;
  readonly definition: Definition;
  readonly businessKey: string | null;
  readonly title: string;
  readonly revision: number;
  readonly updatedAt: string;
  readonly state: State;
}

export interface Decided {
  readonly locked: Locked;
  readonly state: State;
  readonly events: readonly Event[];
  readonly now: string;
}

export interface Alongside {
  readonly businessKey?: string;
  readonly title?: string;
  /** 限制知悉: whether it is kept out of the lists of those who look after services. */
  readonly confidential?: boolean;
  readonly statements?: readonly Statement[];
}

/** What came of an order; the same again when the order is repeated with its key. */
export interface Outcome {
  readonly instance: string;
  readonly businessKey: string | null;
  readonly status: Status;
  readonly revision: number;
}
