import type { Mode } from './program.ts';

/**
 * All that is remembered of a running instance besides its program. Plain JSON: it is stored as it is, read by
 * people in incidents, and rebuilt from the history by `apply` alone.
 */
export interface State {
  readonly status: Status;
  /** Who started it; differs from the applicant when started on somebody's behalf (代发起). */
  readonly initiator: string;
  readonly applicant: Applicant;
  readonly data: Data;
  /**
   * What expressions read besides the data and no form can change: `applicant` and the service's `parameters`, as they
   * were at the submission. A field of such a name is hidden behind it.
   */
  readonly given?: Data;
  readonly tokens: readonly Token[];
  readonly tasks: readonly Task[];
  /** Open scopes below the process: sub-processes, called processes, repeated activities and their items. */
  readonly frames: readonly Frame[];
  /** Timers, messages, signals and conditions that somebody waits for. */
  readonly waits: readonly Wait[];
  /** Work that a worker outside has to do. */
  readonly jobs: readonly Job[];
  /** What can be undone, in the order in which it was done. */
  readonly undoable: readonly Undoable[];
  /** Undoing under way. */
  readonly undoing: readonly Undoing[];
  /** Counts tokens, frames and waits ever made, so that their names never repeat. */
  readonly placed: number;
  /** Whether anybody has acted since the last submission: 撤回 withdraw ends with the first act. */
  readonly acted: boolean;
  /** What a straight resubmission restores; present while the application is sent back. */
  readonly back?: SentBack;
  /** Who has approved since the submission, step by step. */
  readonly approvals: readonly { readonly node: string; readonly people: readonly string[] }[];
  /** Approvers chosen for steps to come, by step. */
  readonly choices: Readonly<Record<string, readonly string[]>>;
  /** The last approval that closed a step, while nobody has acted since: 拿回 takeBack undoes it. */
  readonly last?: LastApproval;
  /** Of each ballot, the task that closed it last: papers of any other are void. */
  readonly ballots?: Readonly<Record<string, string>>;
  /** 申请撤销 that nobody has answered; gone with the next submission. */
  readonly cancelAsked?: { readonly reason: string; readonly at: string };
  /** 挂起: nothing but an administrator's acts is taken while it is there. */
  readonly suspended?: true;
}

/** All of the state that names elements of the program: what a migration (迁移) writes anew. */
export type Standing = Pick<
  State,
  'tokens' | 'tasks' | 'frames' | 'waits' | 'jobs' | 'undoable' | 'undoing' | 'approvals' | 'choices' | 'back'
>;

/** What was there before an approval closed its step. */
export interface LastApproval {
  readonly person: string;
  readonly task: Task;
  readonly tokens: readonly Token[];
  /** How many approvals had been counted. */
  readonly approvals: number;
}

/** draft, returned and withdrawn wait for the initiator; running for others; the rest have ended. */
export type Status =
  | 'draft'
  | 'running'
  | 'returned'
  | 'withdrawn'
  | 'approved'
  | 'rejected'
  | 'cancelled'
  | 'terminated';

/** The applicant in the identity that he applies with: a person of two units is asked for by one of them. */
export interface Applicant {
  readonly person: string;
  readonly unit: string;
}

export type Data = Readonly<Record<string, unknown>>;

export interface Token {
  readonly id: string;
  readonly at: string;
  /** The frame that it moves in; absent: the process itself. */
  readonly in?: string;
  /** The flow it came by: a parallel join wants one token of each incoming flow, not so many tokens. */
  readonly via?: string;
  /** It undoes something: the undoing that goes on when it is through. */
  readonly undoes?: string;
}

/** An open scope. Its `in` leads outward to the process. */
export interface Frame {
  readonly id: string;
  readonly kind: 'subProcess' | 'event' | 'call' | 'repeat' | 'item';
  /** The activity that it belongs to; of an event frame the event sub-process. */
  readonly node: string;
  readonly in?: string;
  /** The token that stands on the activity and waits for it; event frames and items have none. */
  readonly host?: string;
  /** Of a call: the process called, and its own data. */
  readonly process?: string;
  readonly data?: Data;
  /** Names that only this item sees: the element, `loopCounter`. */
  readonly locals?: Data;
  readonly repeat?: Repeat;
}

export interface Repeat {
  readonly total?: number;
  readonly started: number;
  readonly completed: number;
  /** The list gone through; absent when only counted. */
  readonly items?: readonly unknown[];
  readonly gathered?: readonly unknown[];
}

export interface Wait {
  readonly id: string;
  readonly kind: 'timer' | 'message' | 'signal' | 'conditional';
  /** The event: a catch or boundary event, a receive task, a start event. */
  readonly node: string;
  readonly in?: string;
  /** The token that waits, or on whose activity the boundary event stands; absent for start events. */
  readonly token?: string;
  readonly name?: string;
  readonly key?: string;
  /** ISO 8601. */
  readonly due?: string;
  /** Of a cycle: how often it is to fire after this time (absent: for ever), and the time between. */
  readonly cycle?: { readonly left?: number; readonly every: string };
  /** Of a condition that may fire again: whether it held when last looked at. */
  readonly held?: boolean;
}

export interface Job {
  readonly id: string;
  readonly node: string;
  readonly token: string;
  readonly work: string;
}

export interface Undoable {
  readonly id: string;
  readonly node: string;
  readonly in?: string;
  /** The activity was a sub-process: what was done in it, to be undone where it has no handler itself. */
  readonly inner?: readonly Undoable[];
}

export interface Undoing {
  readonly id: string;
  /** The token of the event that asked for it. */
  readonly token: string;
  /** Handlers still to run, the next one first. */
  readonly handlers: readonly string[];
}

export interface Task {
  readonly id: string;
  readonly node: string;
  readonly token: string;
  readonly kind: 'approval' | 'resubmission';
  readonly mode: Mode;
  readonly signers: readonly Signer[];
  readonly openedAt: string;
  /** 认领: who has taken it. */
  readonly claimedBy?: string;
  readonly dueAt?: string;
  /** 催办: when somebody last asked for it; ISO 8601. */
  readonly remindedAt?: string;
}

export interface Signer {
  readonly person: string;
  readonly voice?: Voice;
  /** Counts so much in a 票签; 1 when absent. */
  readonly weight?: number;
  /** Of a ballot: the group of voters that he belongs to. */
  readonly voters?: string;
  /** 加签: who added him, and whether he speaks before, after or beside that signer. */
  readonly added?: { readonly by: string; readonly how: 'before' | 'after' | 'beside' };
  /** 校外人员: who stands behind the person id, which was made for this task alone. */
  readonly guest?: Guest;
  /** 委派: who has been lent the question and owes an opinion; the decision stays here. */
  readonly delegate?: string;
}

/** Somebody without an account; at least one address. */
export interface Guest {
  readonly name: string;
  readonly email?: string;
  readonly phone?: string;
}

export type Voice = 'approve' | 'reject';

interface SentBack {
  /** The marking that the return took away: where tokens stood, those waiting at joins among them. */
  readonly tokens: readonly Token[];
  /** What decided the route so far; see `route-fingerprint.ts`. */
  readonly route: string;
}

export const isEnded = (status: Status): boolean =>
  status === 'approved' || status === 'rejected' || status === 'cancelled' || status === 'terminated';

/** Whether the application lies with the initiator, who may change its data and submit it. */
export const isWithInitiator = (status: Status): boolean =>
  status === 'draft' || status === 'returned' || status === 'withdrawn';
