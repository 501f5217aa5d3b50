import type { Expression } from '@yizhan/feel';

/**
 * A process that can run: BPMN compiled once per version, with every rule judged and every expression parsed.
 * Immutable; all running instances of the version share it.
 */
export interface Program {
  readonly id: string;
  readonly name: string;
  /** The none start event. It is the applicant's own step: a draft waits here, and so does a returned application. */
  readonly start: string;
  readonly nodes: ReadonlyMap<string, Node>;
  readonly flows: ReadonlyMap<string, Flow>;
}

export interface Flow {
  readonly id: string;
  readonly name?: string;
  readonly from: string;
  readonly to: string;
  readonly condition?: Expression;
}

interface NodeBase {
  readonly id: string;
  readonly name: string;
  readonly incoming: readonly Flow[];
  readonly outgoing: readonly Flow[];
  /** Taken when no condition of the other outgoing flows holds. */
  readonly defaultFlow?: Flow;
}

export interface StartEvent extends NodeBase {
  readonly kind: 'startEvent';
}
export interface EndEvent extends NodeBase {
  readonly kind: 'endEvent';
}
export interface UserTask extends NodeBase {
  readonly kind: 'userTask';
  readonly approval: Approval;
}
export interface Gateway extends NodeBase {
  readonly kind: 'exclusiveGateway' | 'parallelGateway';
}

export type Node = StartEvent | EndEvent | UserTask | Gateway;

/** What `yizhan:approval` says about a user task. */
export interface Approval {
  readonly mode: Mode;
  readonly actors: readonly ActorRule[];
  /** When the rules find nobody: hand the task to the administrators, pass the step over, or refuse to get here. */
  readonly whenNobody: 'administrator' | 'skip' | 'refuse';
  readonly acts: readonly TaskAct[];
  /** 时限, e.g. `1 workday`, `4 workhours`. */
  readonly sla?: string;
  /** The service's own word for approving, e.g. 登记完成. */
  readonly approveLabel?: string;
}

/** 会签 countersign: all must approve. 或签 orSign: any one decides. single: one voice, whoever of those found. */
export type Mode = 'single' | 'countersign' | 'orSign';

export type TaskAct = 'approve' | 'reject' | 'sendBack';

/** Who acts at a step. A `field` names a form field; `table.column` means every row's value. */
export type ActorRule =
  | { readonly is: 'initiator' }
  | { readonly is: 'applicant' }
  | { readonly is: 'person'; readonly person: string }
  | { readonly is: 'unitHead'; readonly of: 'applicant' }
  | { readonly is: 'unitHead'; readonly field: string }
  | { readonly is: 'post'; readonly title: string; readonly unit: string }
  | { readonly is: 'post'; readonly title: string; readonly field: string }
  | { readonly is: 'group'; readonly group: string }
  | { readonly is: 'field'; readonly field: string };
