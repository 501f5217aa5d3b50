/** bpmn-moddle ships types of BPMN's elements only, none of its entry. */
declare module 'bpmn-moddle' {
  export interface ReadingWarning {
    readonly message: string;
    /** What an attribute or a reference belongs to; absent where the XML itself could not be read. */
    readonly element?: import('./element.ts').Element;
    readonly property?: string;
    readonly value?: string;
  }
  export class BpmnModdle {
    constructor(packages?: Readonly<Record<string, unknown>>);
    fromXML(xml: string): Promise<{
      readonly rootElement: unknown;
      readonly warnings: readonly ReadingWarning[];
    }>;
    create(type: string, properties: object): unknown;
    toXML(element: unknown, options?: { readonly format: boolean }): Promise<{ readonly xml: string }>;
  }
}
