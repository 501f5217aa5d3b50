import type { Expression } from '@yizhan/feel';

/**
 * A process that can run: BPMN compiled once per version, with every rule judged and every expression parsed.
 * Immutable; all running instances of the version share it.
 */
export interface Program {
  readonly id: string;
  readonly name: string;
  /**
   * The none start event of the process. It is the applicant's own step: a draft waits here, and so does a returned
   * application. Absent where a process only starts by events.
   */
  readonly start?: string;
  /** The process itself and every sub-process in it, by id. */
  readonly scopes: ReadonlyMap<string, Scope>;
  readonly nodes: ReadonlyMap<string, Node>;
  readonly flows: ReadonlyMap<string, Flow>;
  /** Processes that call activities call, by their id; the same map for all programs that call one another. */
  readonly called: ReadonlyMap<string, Program>;
}

/** What holds nodes: the process, or a sub-process, whose node has the same id. */
export interface Scope {
  readonly id: string;
  /** Where a token begins when the scope is entered: the none start event, or nodes that nothing leads to. */
  readonly entries: readonly string[];
  /** Start events of its event sub-processes, which listen while the scope is open. */
  readonly listeners: readonly string[];
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
  /** The scope that it stands in. */
  readonly scope: string;
  readonly incoming: readonly Flow[];
  readonly outgoing: readonly Flow[];
  /** Taken when no condition of the other outgoing flows holds. */
  readonly defaultFlow?: Flow;
}

interface ActivityBase extends NodeBase {
  readonly loop?: Loop;
  /** Ids of the boundary events that stand on it. */
  readonly boundary: readonly string[];
  /** What undoes it (a compensation boundary event's handler). */
  readonly compensation?: string;
  /** It is such a handler: it runs only when something is undone. */
  readonly isForCompensation: boolean;
}

export interface StartEvent extends NodeBase {
  readonly kind: 'startEvent';
  readonly trigger?: Trigger;
  /** Of an event sub-process: whether it ends what else goes on in the scope. */
  readonly isInterrupting: boolean;
}
export interface EndEvent extends NodeBase {
  readonly kind: 'endEvent';
  readonly result?: Result;
}
export interface CatchEvent extends NodeBase {
  readonly kind: 'catchEvent';
  readonly trigger: Trigger;
}
export interface ThrowEvent extends NodeBase {
  readonly kind: 'throwEvent';
  readonly result?: Result;
}
export interface BoundaryEvent extends NodeBase {
  readonly kind: 'boundaryEvent';
  readonly attachedTo: string;
  readonly trigger: Trigger;
  readonly isInterrupting: boolean;
}
export interface UserTask extends ActivityBase {
  readonly kind: 'userTask';
  readonly approval: Approval;
}
/** Work that a worker does outside: service task, send task, and a business rule task without a decision of ours. */
export interface ServiceTask extends ActivityBase {
  readonly kind: 'serviceTask';
  /** What the worker is to do: the connector's or the topic's name. */
  readonly work: string;
  /** Where its result goes; absent: every name that it sets. */
  readonly result?: string;
  /** What is kept of its result, where that is said value by value (Camunda 8). */
  readonly outputs?: readonly Mapping[];
  /** What `yizhan:work` says: work that the hall does itself. */
  readonly order?: WorkOrder;
}
export interface ScriptTask extends ActivityBase {
  readonly kind: 'scriptTask';
  readonly script: Expression;
  readonly result: string;
}
export interface DecisionTask extends ActivityBase {
  readonly kind: 'decisionTask';
  readonly decision: Decision;
  readonly result: string;
}
export interface ReceiveTask extends ActivityBase {
  readonly kind: 'receiveTask';
  readonly trigger: Trigger;
}
/** Nothing for the engine to do: a plain or manual task. */
export interface PassingTask extends ActivityBase {
  readonly kind: 'passingTask';
}
export interface CallActivity extends ActivityBase {
  readonly kind: 'callActivity';
  readonly process: string;
  /** What goes in and comes out; absent: everything. */
  readonly inputs?: readonly Mapping[];
  readonly outputs?: readonly Mapping[];
}
export interface SubProcess extends ActivityBase {
  readonly kind: 'subProcess';
  readonly variety: 'embedded' | 'event' | 'transaction' | 'adHoc';
  /** Of an ad-hoc sub-process: when it ends before all of it is done. */
  readonly completion?: Expression;
}
export interface Gateway extends NodeBase {
  readonly kind: 'exclusiveGateway' | 'parallelGateway' | 'inclusiveGateway' | 'eventGateway';
}

export type Activity =
  | UserTask
  | ServiceTask
  | ScriptTask
  | DecisionTask
  | ReceiveTask
  | PassingTask
  | CallActivity
  | SubProcess;

export type Node = StartEvent | EndEvent | CatchEvent | ThrowEvent | BoundaryEvent | Activity | Gateway;

export const isActivity = (node: Node): node is Activity => 'boundary' in node;

export interface Mapping {
  readonly value: Expression;
  readonly to: string;
}

/** A decision table or literal expression of DMN, ready to be asked. */
export interface Decision {
  /** The names that it reads from the scope, where they are known. */
  readonly names?: readonly string[];
  evaluate(scope: Readonly<Record<string, unknown>>): unknown;
}

/** What an event waits for. */
export type Trigger =
  | { readonly kind: 'timer'; readonly timer: Timer }
  | { readonly kind: 'message'; readonly name: string; readonly key?: Expression }
  | { readonly kind: 'signal'; readonly name: string }
  | { readonly kind: 'conditional'; readonly condition: Expression }
  /** Without a code: any. */
  | { readonly kind: 'error'; readonly code?: string }
  | { readonly kind: 'escalation'; readonly code?: string }
  | { readonly kind: 'compensation' }
  | { readonly kind: 'cancel' };

export interface Timer {
  readonly kind: 'date' | 'duration' | 'cycle';
  /** ISO 8601 as it stands in the file, working time (`2 workdays`), or an expression that gives one of these. */
  readonly value: string | Expression;
}

/** What an event does. */
export type Result =
  | { readonly kind: 'terminate' }
  | { readonly kind: 'error'; readonly code: string }
  | { readonly kind: 'escalation'; readonly code: string }
  | { readonly kind: 'message'; readonly name: string }
  | { readonly kind: 'signal'; readonly name: string }
  /** Without an activity: everything of the scope. */
  | { readonly kind: 'compensation'; readonly activity?: string }
  | { readonly kind: 'cancel' };

export type Loop =
  | {
      readonly kind: 'multi';
      readonly isSequential: boolean;
      /** Over the items of a list, or so many times. */
      readonly over: { readonly list: Expression } | { readonly times: Expression };
      readonly item?: string;
      /** What `loopCounter` begins with: 0 in Flowable and Camunda 7 and where nothing is said, 1 in Camunda 8. */
      readonly firstCounter?: 1;
      readonly completion?: Expression;
      /** Gathers one value of each item in a list. */
      readonly gather?: { readonly value: Expression; readonly to: string };
    }
  | {
      readonly kind: 'standard';
      readonly isTestedBefore: boolean;
      readonly condition?: Expression;
      readonly most?: number;
    };

/**
 * What `yizhan:work` of a service task says: work of the hall's own, whose expressions read the form's data, `applicant`,
 * `parameters` and `application`.
 */
export type WorkOrder =
  /** Writes a row of a register (台账), by its key. */
  | {
      readonly is: 'register';
      readonly register: string;
      readonly key: Expression;
      readonly row: Expression;
      readonly until?: Expression;
    }
  /** 注销: the row with this key counts no longer. */
  | { readonly is: 'strike'; readonly register: string; readonly key: Expression }
  /** 抄送: tells people, who may then read the application. */
  | { readonly is: 'notify'; readonly text: Expression; readonly actors: readonly ActorRule[] }
  /** Starts an application of another service, as a draft or submitted. */
  | {
      readonly is: 'start';
      readonly service: string;
      readonly data: Expression;
      readonly applicant?: Expression;
      readonly submit: boolean;
    }
  /** Writes back to a person's records in the personal data centre. */
  | {
      readonly is: 'record';
      readonly subset: string;
      readonly person: Expression;
      readonly row: Expression;
    }
  /** 计票: counts the papers of a ballot that has closed; `data` reads the result as `tally` and says what is kept of it. */
  | { readonly is: 'tally'; readonly ballot: string; readonly data: Expression }
  /** 公示: puts up an announcement that the service describes. */
  | { readonly is: 'publish'; readonly announcement: string }
  /** 预约: confirms what the application holds, or gives it back before the application ends. */
  | { readonly is: 'confirm' }
  | { readonly is: 'release' }
  /** 缴费: opens an order and waits until it is paid, or its time is over: the error `payment.timeout`. */
  | {
      readonly is: 'pay';
      /** Whole cents. */
      readonly amount: Expression;
      readonly subject: Expression;
      /** A person's id; the applicant where it is absent. */
      readonly payer?: Expression;
      /** 锁价: an ISO duration, or FEEL that gives minutes. */
      readonly within: Duration;
      /** What is paid for, where of one thing only one order may be open over all applications of the service. */
      readonly item?: Expression;
      /** Each time the token comes something is to be paid, also the same again. */
      readonly isRepeated: boolean;
      /** Reads `payment` and says what is kept of it. */
      readonly data?: Expression;
    }
  /** 校内转账: from one cost card or several to one; the error `transfer.overdraft` where one has too little. */
  | {
      readonly is: 'transfer';
      /** A card's id with `amount`, or a list of `{ card, amount }`. */
      readonly from: Expression;
      readonly to: Expression;
      readonly amount?: Expression;
      readonly subject: Expression;
      /** Reads `transfer`. */
      readonly data?: Expression;
    };

/** In minutes, or as an expression that gives them. */
export type Duration = { readonly minutes: number } | { readonly is: Expression };

/** What `yizhan:approval` says about a user task. */
export interface Approval {
  readonly mode: Mode;
  /** Of a 会签: whether one rejection decides (veto), or more than half of the signers. */
  readonly rule: 'veto' | 'majority';
  /** Of a 票签: how much each signer's vote weighs, in the order in which the rules find them; 1 where none stands. */
  readonly weights?: readonly number[];
  /** Of a 票签: the share of all votes' weight that approval takes, above 0 and up to 1. */
  readonly share: number;
  readonly actors: readonly ActorRule[];
  /** When the rules find nobody: hand the task to the administrators, pass the step over, or refuse to get here. */
  readonly whenNobody: 'administrator' | 'skip' | 'refuse';
  /** When a signer has approved before: his voice counts again by itself, also only when it was the step right before. */
  readonly samePerson: 'keep' | 'approve' | 'neighbours';
  /** When a signer is the applicant: he may approve his own, it counts as approved, or he is left out. */
  readonly applicantSigns: 'keep' | 'approve' | 'leaveOut';
  /** When the time (sla) is over. `close`: a ballot ends with the papers that are there. */
  readonly onTimeout: 'nothing' | 'remind' | 'escalate' | 'approve' | 'sendBack' | 'close';
  readonly acts: readonly TaskAct[];
  /** 时限, e.g. `1 workday`, `4 workhours`. */
  readonly sla?: string;
  /** The service's own word for approving, e.g. 登记完成. */
  readonly approveLabel?: string;
  /** 无记名投票: each voice comes with a paper that the engine never sees. */
  readonly ballot?: Ballot;
}

/** A vote whose papers are kept apart from who has voted. Nobody can hand his vote on. */
export interface Ballot {
  /** By which the service describes its questions. */
  readonly id: string;
  /** Whether a proxy (代理) may vote for his principal. */
  readonly byProxy: boolean;
  /** Of each actor rule, to which group of voters (参评人类别) those belong whom it names; '' where nothing is said. */
  readonly voters: readonly string[];
}

/**
 * 会签 countersign: all must approve. 或签 orSign: any one decides. single: one voice, whoever of those found. 依次
 * inTurn: all, one after the other. 票签 vote: a share of the votes. 认领 claim: whoever takes it decides.
 */
export type Mode = 'single' | 'countersign' | 'orSign' | 'inTurn' | 'vote' | 'claim';

/** What a step may offer besides claiming: 同意, 驳回, 退回, 转办, 委派, 加签, 减签, 拿回. */
export type TaskAct =
  | 'approve'
  | 'reject'
  | 'sendBack'
  | 'transfer'
  | 'delegate'
  | 'addSigner'
  | 'removeSigner'
  | 'takeBack';

/** 辅导员, 导师, 直接上级: one person to another; 分管校领导: a unit to the leader in charge of it. */
export const relations = ['counsellor', 'supervisor', 'lineManager', 'leaderInCharge'] as const;
export type Relation = (typeof relations)[number];

/**
 * Who acts at a step. A `field` names a form field; `table.column` means every row's value. Where a unit is wanted
 * (unitHead, post, leaderInCharge) the field may hold units or persons, who stand for the unit that they are in.
 */
export type ActorRule =
  | { readonly is: 'initiator' }
  | { readonly is: 'applicant' }
  /** 代发起: the applicant, where somebody else initiated it for him. */
  | { readonly is: 'principal' }
  | { readonly is: 'person'; readonly person: string }
  | { readonly is: 'unitHead'; readonly of: 'applicant' }
  | { readonly is: 'unitHead'; readonly field: string }
  | { readonly is: 'post'; readonly title: string; readonly of: 'applicant' }
  | { readonly is: 'post'; readonly title: string; readonly unit: string }
  | { readonly is: 'post'; readonly title: string; readonly field: string }
  | { readonly is: 'relation'; readonly relation: Relation; readonly of: 'applicant' }
  | { readonly is: 'relation'; readonly relation: Relation; readonly field: string }
  /** Who answers for the subsets of personal data that the field names. */
  | { readonly is: 'dataOwner'; readonly field: string }
  | { readonly is: 'group'; readonly group: string }
  | { readonly is: 'field'; readonly field: string }
  /** The heads from the applicant's unit upwards, `levels` of them, or up to the unit of that kind. */
  | { readonly is: 'headChain'; readonly levels: number }
  /** Chosen by the applicant or at an earlier step, in the instance's choices by this step's id. */
  | { readonly is: 'chosen' }
  /** 校外人员: somebody without an account, by name and address; each time the step opens he is a person anew. */
  | {
      readonly is: 'guest';
      readonly name: Expression;
      readonly email?: Expression;
      readonly phone?: Expression;
    }
  /** FEEL over the data that gives a person or a list of persons. */
  | { readonly is: 'expression'; readonly expression: Expression };
