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
  readonly tokens: readonly Token[];
  readonly tasks: readonly Task[];
  /** Counts tokens ever placed, so that their names never repeat. */
  readonly placed: number;
  /** Whether anybody has acted since the last submission: 撤回 withdraw ends with the first act. */
  readonly acted: boolean;
  /** What a straight resubmission restores; present while the application is sent back. */
  readonly back?: SentBack;
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
  /** The flow it came by: a parallel join wants one token of each incoming flow, not so many tokens. */
  readonly via?: string;
}

export interface Task {
  readonly id: string;
  readonly node: string;
  readonly token: string;
  readonly kind: 'approval' | 'resubmission';
  readonly mode: Mode;
  readonly signers: readonly Signer[];
  readonly openedAt: string;
  readonly dueAt?: string;
}

export interface Signer {
  readonly person: string;
  readonly voice?: Voice;
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
