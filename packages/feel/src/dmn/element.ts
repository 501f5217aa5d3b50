/** The part of dmn-moddle's objects that the compiler reads. */
export interface Definitions extends Element {
  readonly expressionLanguage?: string;
  readonly import?: readonly Element[];
  readonly itemDefinition?: readonly ItemDefinition[];
  readonly drgElement?: readonly DrgElement[];
}

export interface Element {
  readonly $type: string;
  readonly id?: string;
  readonly name?: string;
  readonly label?: string;
  readonly $attrs?: Readonly<Record<string, unknown>>;
}

export interface ItemDefinition extends Element {
  readonly typeRef?: string;
  readonly isCollection?: boolean;
  readonly itemComponent?: readonly ItemDefinition[];
}

export interface DrgElement extends Element {
  readonly variable?: VariableElement;
  readonly informationRequirement?: readonly {
    readonly requiredDecision?: Reference;
    readonly requiredInput?: Reference;
  }[];
  readonly knowledgeRequirement?: readonly { readonly requiredKnowledge?: Reference }[];
  readonly decisionLogic?: DecisionTableElement | LiteralElement;
}

interface VariableElement extends Element {
  readonly typeRef?: string;
}

interface Reference {
  /** `#id` of an element of the same file. */
  readonly href?: string;
}

export interface LiteralElement extends Element {
  readonly text?: string;
  readonly typeRef?: string;
  readonly expressionLanguage?: string;
}

export interface TestsElement extends Element {
  readonly text?: string;
  readonly expressionLanguage?: string;
}

export interface DecisionTableElement extends Element {
  readonly hitPolicy?: string;
  readonly aggregation?: string;
  readonly input?: readonly InputElement[];
  readonly output?: readonly OutputElement[];
  readonly rule?: readonly RuleElement[];
}

export interface InputElement extends Element {
  readonly inputExpression?: LiteralElement;
  readonly inputValues?: TestsElement;
}

export interface OutputElement extends Element {
  readonly typeRef?: string;
  readonly outputValues?: TestsElement;
  readonly defaultOutputEntry?: LiteralElement;
}

export interface RuleElement extends Element {
  readonly inputEntry?: readonly TestsElement[];
  readonly outputEntry?: readonly LiteralElement[];
}
