import type {
  Applicant,
  Data,
  Frame,
  Job,
  LastApproval,
  Signer,
  Standing,
  Status,
  Task,
  Token,
  Undoable,
  Undoing,
  Voice,
  Wait,
} from './state.ts';

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
  /** `set` are the fields that changed, `unset` those that are gone; `in` a called process whose data they are. */
  | {
      readonly type: 'data-changed';
      readonly set: Data;
      readonly unset?: readonly string[];
      readonly in?: string;
    }
  | { readonly type: 'given'; readonly given: Data }
  | { readonly type: 'submitted'; readonly walk: Walk }
  | { readonly type: 'token-placed'; readonly token: Token }
  | { readonly type: 'token-removed'; readonly token: string }
  | { readonly type: 'frame-opened'; readonly frame: Frame }
  | { readonly type: 'frame-changed'; readonly frame: Frame }
  /** Of a repetition: only what changes, since its frame holds the whole list. */
  | { readonly type: 'item-started'; readonly frame: string }
  | { readonly type: 'item-done'; readonly frame: string; readonly gathered?: unknown }
  | { readonly type: 'frame-closed'; readonly frame: string }
  | { readonly type: 'wait-opened'; readonly wait: Wait }
  | { readonly type: 'wait-changed'; readonly wait: Wait }
  | { readonly type: 'wait-closed'; readonly wait: string }
  | { readonly type: 'triggered'; readonly wait: string; readonly node: string }
  | { readonly type: 'job-opened'; readonly job: Job }
  | { readonly type: 'job-closed'; readonly job: string }
  /** Others are told: another instance may wait for it, or a connector carries it out. */
  | { readonly type: 'message-thrown'; readonly node: string; readonly name: string }
  | { readonly type: 'signal-thrown'; readonly node: string; readonly name: string }
  | { readonly type: 'undoable-added'; readonly undoable: Undoable }
  | { readonly type: 'undoable-removed'; readonly undoable: string }
  | { readonly type: 'undoing-changed'; readonly undoing: Undoing }
  | { readonly type: 'undoing-ended'; readonly undoing: string }
  | { readonly type: 'task-opened'; readonly task: Task }
  | { readonly type: 'task-skipped'; readonly node: string }
  | {
      readonly type: 'voted';
      readonly task: string;
      readonly person: string;
      readonly voice: Voice;
      readonly comment?: string;
      /** 代理: who acted for him. */
      readonly by?: string;
      /** It counted by itself: he had approved before, is the applicant, or let the time go by. */
      readonly itself?: 'samePerson' | 'applicant' | 'timeout';
    }
  /** The signers as they are now, and why: one of the acts that change nobody's voice. */
  | {
      readonly type: 'signers-changed';
      readonly task: string;
      readonly person: string;
      readonly act:
        | 'transfer'
        | 'delegate'
        | 'resolve'
        | 'addSigner'
        | 'removeSigner'
        | 'claim'
        | 'release'
        | 'handOver'
        | 'escalate';
      readonly signers: readonly Signer[];
      readonly claimedBy?: string;
      /** Whom the act is about. */
      readonly people?: readonly string[];
      readonly comment?: string;
      readonly by?: string;
    }
  | {
      readonly type: 'taken-back';
      readonly person: string;
      readonly node: string;
      /** How many approvals still count. */
      readonly approvals: number;
      readonly comment?: string;
      readonly by?: string;
    }
  | { readonly type: 'approved'; readonly node: string; readonly people: readonly string[] }
  | { readonly type: 'ballot-closed'; readonly ballot: string; readonly task: string }
  | { readonly type: 'kept-for-take-back'; readonly last?: LastApproval }
  | { readonly type: 'chosen'; readonly node: string; readonly people: readonly string[] }
  /** 催办, 抄送, and a word without an act. */
  | {
      readonly type: 'noted';
      readonly act: 'remind' | 'cc' | 'comment';
      readonly person: string;
      readonly people?: readonly string[];
      readonly comment?: string;
      /** Of a reminder somebody sent: the tasks that it was about, and when. */
      readonly tasks?: readonly string[];
      readonly at?: string;
      /** Of a copy: with the eyes of which step it was sent. */
      readonly step?: string;
    }
  | { readonly type: 'suspended' | 'resumed'; readonly person: string; readonly comment: string }
  /** An administrator had something tried again that had failed, or did not wait for a timer any longer. */
  | {
      readonly type: 'retried' | 'hastened';
      readonly person: string;
      readonly node: string;
      readonly comment: string;
    }
  | {
      readonly type: 'jumped';
      readonly person: string;
      readonly from: string;
      readonly to: string;
      readonly comment: string;
    }
  /** 迁移: from here on the instance runs another version of its process, and stands in it like this. */
  | {
      readonly type: 'migrated';
      readonly person: string;
      readonly comment: string;
      /** Steps of the old version that the new one has not or calls otherwise, and what they were called. */
      readonly names: Readonly<Record<string, string>>;
      readonly standing: Standing;
    }
  | { readonly type: 'task-closed'; readonly task: string; readonly outcome: TaskOutcome }
  | {
      readonly type: 'sent-back';
      readonly task: string;
      readonly person: string;
      readonly to: string;
      readonly comment?: string;
      readonly by?: string;
      readonly route: string;
    }
  /** To an earlier step, whose people act again; the application goes on running. */
  | {
      readonly type: 'returned-to-step';
      readonly task: string;
      readonly person: string;
      readonly to: string;
      readonly comment?: string;
      readonly by?: string;
    }
  /** 申请撤销: asked of those who hold it, and declined by one of them; where he agrees, it has ended. */
  | { readonly type: 'cancel-asked'; readonly person: string; readonly comment: string; readonly at: string }
  | {
      readonly type: 'cancel-declined';
      readonly person: string;
      readonly by?: string;
      readonly comment?: string;
    }
  | { readonly type: 'withdrawn'; readonly person: string; readonly comment?: string }
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
