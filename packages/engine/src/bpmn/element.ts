/** The part of bpmn-moddle's objects that the compiler reads; the library itself declares none of it. */
export interface Element {
  readonly $type: string;
  readonly $parent?: Element;
  readonly id?: string;
  readonly name?: string;
  readonly $attrs?: Readonly<Record<string, unknown>>;
  readonly extensionElements?: { readonly values?: readonly Element[] };
}

export interface ProcessElement extends Element {
  readonly isExecutable?: boolean;
  readonly flowElements?: readonly FlowElement[];
}

export interface FlowElement extends Element {
  readonly sourceRef?: Element;
  readonly targetRef?: Element;
  readonly conditionExpression?: {
    readonly body?: string;
    readonly language?: string;
  };
  readonly default?: Element;
  readonly eventDefinitions?: readonly Element[];
  readonly loopCharacteristics?: Element;
}

export interface ApprovalElement extends Element {
  readonly mode?: string;
  readonly whenNobody?: string;
  readonly acts?: string;
  readonly sla?: string;
  readonly approveLabel?: string;
  readonly actors?: readonly ActorElement[];
}

export interface ActorElement extends Element {
  readonly is?: string;
  readonly of?: string;
  readonly field?: string;
  readonly unit?: string;
  readonly title?: string;
  readonly group?: string;
  readonly person?: string;
}
