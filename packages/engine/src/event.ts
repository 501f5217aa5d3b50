import type { Applicant, Data, Status, Task, Token, Voice } from './state.ts';

/**
 * What has happened. The history keeps these for good and replays them, so a released event is never changed in
 * meaning: new behaviour gets a new event.
 */
export type Event =
  | {
      readonly type: 'created';
      readonly initiator: string;
      readonly applicant: Applicant;
      readonly data: Data;
    }
  /** `set` are the fields that changed, `unset` those that are gone. */
  | {
      readonly type: 'data-changed';
      readonly set: Data;
      readonly unset?: readonly string[];
    }
  | { readonly type: 'submitted'; readonly walk: Walk }
  | { readonly type: 'token-placed'; readonly token: Token }
  | { readonly type: 'token-removed'; readonly token: string }
  | { readonly type: 'task-opened'; readonly task: Task }
  | { readonly type: 'task-skipped'; readonly node: string }
  | {
      readonly type: 'voted';
      readonly task: string;
      readonly person: string;
      readonly voice: Voice;
      readonly comment?: string;
    }
  | {
      readonly type: 'task-closed';
      readonly task: string;
      readonly outcome: TaskOutcome;
    }
  | {
      readonly type: 'sent-back';
      readonly task: string;
      readonly person: string;
      readonly to: string;
      readonly comment?: string;
      readonly route: string;
    }
  | {
      readonly type: 'withdrawn';
      readonly person: string;
      readonly comment?: string;
    }
  | {
      readonly type: 'ended';
      readonly status: EndStatus;
      readonly person?: string;
      readonly comment?: string;
    };

/** How a resubmission goes on: through every step again, or straight (直送) to where it was sent back from. */
export type Walk = 'first' | 'again' | 'straight';

export type TaskOutcome = 'approved' | 'rejected' | 'sentBack' | 'resubmitted' | 'dropped';

export type EndStatus = Extract<Status, 'approved' | 'rejected' | 'cancelled' | 'terminated'>;
