/** The part of bpmn-moddle's objects that the compiler reads; the library itself declares none of it. */
export interface Element {
  readonly $parent?: Element;
  readonly $type: string;
  readonly id?: string;
  readonly name?: string;
  /** A property by its full name, declared or not. */
  readonly get?: (name: string) => unknown;
  /** Attributes of namespaces that moddle was told nothing about, by their name as it stands in the file. */
  readonly $attrs?: Readonly<Record<string, unknown>>;
  readonly extensionElements?: { readonly values?: readonly ForeignElement[] };
}

/** An element of another vendor's namespace: its attributes stand on it as properties. */
export interface ForeignElement extends Element {
  readonly $children?: readonly ForeignElement[];
  readonly $body?: string;
  readonly [attribute: string]: unknown;
}

export interface ExpressionElement {
  readonly body?: string;
  readonly language?: string;
}

export interface ScopeElement extends Element {
  readonly flowElements?: readonly FlowElement[];
  readonly artifacts?: readonly AssociationElement[];
}

export interface AssociationElement extends Element {
  readonly sourceRef?: Element;
  readonly targetRef?: Element;
}

export interface FlowElement extends ScopeElement {
  readonly sourceRef?: Element;
  readonly targetRef?: Element;
  readonly conditionExpression?: ExpressionElement;
  readonly default?: Element;
  readonly eventDefinitions?: readonly EventDefinition[];
  readonly loopCharacteristics?: LoopElement;
  readonly isForCompensation?: boolean;
  /** Of a user task: performer and potential owners, as the standard writes them. */
  readonly resources?: readonly (Element & {
    readonly resourceAssignmentExpression?: { readonly expression?: ExpressionElement };
  })[];
  readonly attachedToRef?: Element;
  readonly cancelActivity?: boolean;
  readonly isInterrupting?: boolean;
  readonly triggeredByEvent?: boolean;
  readonly calledElement?: string;
  readonly script?: string;
  readonly scriptFormat?: string;
  readonly messageRef?: Element;
  readonly completionCondition?: ExpressionElement;
  readonly cancelRemainingInstances?: boolean;
  readonly ordering?: string;
}

export interface EventDefinition extends Element {
  readonly timeDate?: ExpressionElement;
  readonly timeDuration?: ExpressionElement;
  readonly timeCycle?: ExpressionElement;
  readonly messageRef?: Element;
  readonly signalRef?: Element;
  readonly errorRef?: Element & { readonly errorCode?: string };
  readonly escalationRef?: Element & { readonly escalationCode?: string };
  readonly activityRef?: Element;
  readonly condition?: ExpressionElement;
}

export interface LoopElement extends Element {
  readonly isSequential?: boolean;
  readonly loopCardinality?: ExpressionElement;
  readonly completionCondition?: ExpressionElement;
  readonly loopDataInputRef?: Element;
  readonly inputDataItem?: Element;
  readonly testBefore?: boolean;
  readonly loopCondition?: ExpressionElement;
  readonly loopMaximum?: number;
}

export interface ApprovalElement extends Element {
  readonly mode?: string;
  readonly whenNobody?: string;
  readonly acts?: string;
  readonly sla?: string;
  readonly approveLabel?: string;
  readonly rule?: string;
  readonly share?: string;
  readonly weights?: string;
  readonly samePerson?: string;
  readonly applicantSigns?: string;
  readonly onTimeout?: string;
  readonly ballot?: string;
  readonly ballotByProxy?: string;
  readonly actors?: readonly ActorElement[];
}

/** Attributes as they stand; which of them belong together is the compiler's to say. */
export interface WorkElement extends Element {
  readonly is?: string;
  readonly register?: string;
  readonly key?: string;
  readonly row?: string;
  readonly until?: string;
  readonly text?: string;
  readonly service?: string;
  readonly data?: string;
  readonly applicant?: string;
  readonly submit?: string;
  readonly subset?: string;
  readonly person?: string;
  readonly ballot?: string;
  readonly announcement?: string;
  readonly amount?: string;
  readonly subject?: string;
  readonly payer?: string;
  readonly within?: string;
  readonly item?: string;
  readonly repeat?: string;
  readonly from?: string;
  readonly to?: string;
  readonly actors?: readonly ActorElement[];
}

export interface ActorElement extends Element {
  readonly is?: string;
  readonly of?: string;
  readonly field?: string;
  readonly unit?: string;
  readonly title?: string;
  readonly relation?: string;
  readonly group?: string;
  readonly person?: string;
  readonly levels?: string;
  readonly feel?: string;
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  /** Of a ballot's actor. */
  readonly voters?: string;
}
