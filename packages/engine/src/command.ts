import type { Program } from './program.ts';
import type { Applicant, Data } from './state.ts';

/**
 * What somebody wants done. `data` is the whole form data after the act, already judged by the forms room; the
 * engine only keeps it. `given` is what its expressions read besides (`State.given`). `by` is who acts for `person` under a standing proxy (代理).
 */
export type Command =
  | {
      readonly type: 'create';
      readonly initiator: string;
      readonly applicant: Applicant;
      readonly data: Data;
      readonly given?: Data;
    }
  | { readonly type: 'saveDraft'; readonly person: string; readonly data: Data }
  | {
      readonly type: 'submit';
      readonly person: string;
      readonly data?: Data;
      readonly given?: Data;
      readonly walk?: 'again' | 'straight';
      /** Approvers that the applicant chooses, by step. */
      readonly choices?: Choices;
    }
  /** Of a task in a called process, `data` is that process's. `isBatch`: one of many, ticked in a list. */
  | TaskCommand<
      'approve' | 'reject',
      { readonly data?: Data; readonly choices?: Choices; readonly isBatch?: boolean }
    >
  | TaskCommand<'sendBack', { readonly to?: string }>
  /** 转办: the voice is now theirs. 委派: it stays, and an opinion comes back. */
  | TaskCommand<'transfer' | 'delegate', { readonly to: string }>
  | TaskCommand<
      'addSigner',
      { readonly people: readonly string[]; readonly how: 'before' | 'after' | 'beside' }
    >
  | TaskCommand<'removeSigner', { readonly people: readonly string[] }>
  | TaskCommand<'resolve' | 'claim' | 'release'>
  | { readonly type: 'takeBack'; readonly person: string; readonly by?: string; readonly comment?: string }
  | { readonly type: 'withdraw' | 'cancel'; readonly person: string; readonly comment?: string }
  | { readonly type: 'askCancel'; readonly person: string; readonly comment?: string }
  | {
      readonly type: 'agreeCancel' | 'declineCancel';
      readonly person: string;
      readonly by?: string;
      readonly comment?: string;
    }
  | {
      readonly type: 'remind' | 'cc' | 'comment';
      readonly person: string;
      readonly people?: readonly string[];
      readonly comment?: string;
      /** Of a reminder: one task alone, and how long each task is left in peace after one (`4 workhours`). */
      readonly task?: string;
      readonly every?: string;
      /** Of a copy: the step whose access to the form the sender has, where it is not the applicant's. */
      readonly step?: string;
    }
  /** An administrator's, each with its reason. */
  | { readonly type: 'suspend' | 'resume' | 'terminate'; readonly person: string; readonly comment: string }
  | {
      readonly type: 'jump';
      readonly person: string;
      /** What stands where it is not to stand: an open task, work of a worker, or something waited for. */
      readonly task: string;
      readonly to: string;
      readonly comment: string;
    }
  /**
   * 迁移: on to another version of the process. `elements` says which have other ids there (old → new). With `anew`, steps
   * whose rules differ ask those whom the new rules find; else open tasks keep their people.
   */
  | {
      readonly type: 'migrate';
      readonly person: string;
      readonly to: Program;
      readonly elements?: Readonly<Record<string, string>>;
      readonly people?: 'keep' | 'anew';
      readonly comment: string;
    }
  /** What failed has been mended, and is tried again: `element` says what. */
  | { readonly type: 'retry'; readonly person: string; readonly element: string; readonly comment: string }
  /** A timer is not waited for any longer: it fires now. */
  | {
      readonly type: 'fireTimerNow';
      readonly person: string;
      readonly wait: string;
      readonly comment: string;
    }
  /** 交接: everything of a person who leaves goes to another, or one task of his. */
  | {
      readonly type: 'handOver';
      readonly person: string;
      readonly task?: string;
      readonly from: string;
      readonly to: string;
      readonly comment?: string;
    }
  /** The time of a task is over. */
  | { readonly type: 'expire'; readonly task: string }
  /** A timer is due. */
  | { readonly type: 'fireTimer'; readonly wait: string }
  /** A message for this instance: the first that waits for it by name and key gets it. */
  | { readonly type: 'message'; readonly name: string; readonly key?: string; readonly data?: Data }
  /** A signal: everybody who waits for it gets it. */
  | { readonly type: 'signal'; readonly name: string; readonly data?: Data }
  /** A worker is done, or has met an error that the process knows (a BPMN error). */
  | { readonly type: 'completeJob'; readonly job: string; readonly data?: Data }
  | { readonly type: 'failJob'; readonly job: string; readonly error: string; readonly data?: Data };

/** One kind of command for each type named, so that a function can ask for the one that it carries out. */
type TaskCommand<Type extends string, More = unknown> = Type extends string
  ? More & {
      readonly type: Type;
      readonly task: string;
      readonly person: string;
      readonly by?: string;
      readonly comment?: string;
    }
  : never;

type Choices = Readonly<Record<string, readonly string[]>>;
