/** BPMN 2.0 XML → a program that can run, or all the reasons why it cannot, each with its element. */
import { checkNames, compile, type Expression, FeelSyntaxError } from '@yizhan/feel';
import type { Flow, Node, Program } from '../program.ts';
import { compileApproval } from './compile-approval.ts';
import type { FlowElement, ProcessElement } from './element.ts';
import type { Fault } from './fault.ts';
import { parse } from './parse.ts';
import { structureFaults } from './structure-faults.ts';

export type Compiled = { readonly program: Program } | { readonly faults: readonly Fault[] };

export interface CompileOptions {
  /** Which process of the file; needed only where it holds several. */
  readonly process?: string;
  /** Names that conditions may read (the form's fields). When given, any other name is a fault. */
  readonly names?: readonly string[];
}

export async function compileProcess(xml: string, options: CompileOptions = {}): Promise<Compiled> {
  const parsed = await parse(xml);
  if ('faults' in parsed) return parsed;
  const candidates = parsed.processes.filter(
    (process) => options.process === undefined || process.id === options.process,
  );
  const [process] = candidates;
  if (process === undefined)
    return fail(options.process ? `文件中没有流程“${options.process}”` : '文件中没有流程（process）');
  if (candidates.length > 1) return fail(`文件中有 ${candidates.length} 个流程，请指明是哪一个`);
  return compileElements(process, options.names);
}

const fail = (message: string): Compiled => ({
  faults: [{ element: '', message }],
});

function compileElements(process: ProcessElement, names: readonly string[] | undefined): Compiled {
  const faults: Fault[] = [];
  const elements = process.flowElements ?? [];
  const flows = new Map<string, Flow>();
  for (const element of elements) {
    if (element.$type === 'bpmn:SequenceFlow') {
      // Other modellers leave the ids of flows out; `#` can't begin an id of XML, so this is nobody else's.
      const flow = compileFlow(element, element.id ?? `#${flows.size + 1}`, names, faults);
      flows.set(flow.id, flow);
    }
  }
  const edges: Edges = {
    into: Map.groupBy(flows.values(), (flow) => flow.to),
    from: Map.groupBy(flows.values(), (flow) => flow.from),
  };
  const nodes = new Map<string, Node>();
  for (const element of elements) {
    if (!passive.has(element.$type)) {
      const node = compileNode(element, edges, names, faults);
      if (node !== undefined) nodes.set(node.id, node);
    }
  }
  // What could not be read would only make the shape look wrong as well.
  const isShapeKnown = faults.every((fault) => nodes.get(fault.element)?.kind === 'userTask');
  if (isShapeKnown) faults.push(...structureFaults(nodes, flows));
  if (faults.length > 0) return { faults };
  const start = [...nodes.values()].find((node) => node.kind === 'startEvent');
  if (start === undefined) throw new Error('structureFaults lets no process without a start event pass');
  return {
    program: {
      id: process.id ?? '',
      name: process.name ?? process.id ?? '',
      start: start.id,
      nodes,
      flows,
    },
  };
}

/** Elements without behaviour of their own. */
const passive: ReadonlySet<string> = new Set([
  'bpmn:SequenceFlow',
  'bpmn:TextAnnotation',
  'bpmn:Association',
  'bpmn:DataObjectReference',
  'bpmn:DataObject',
  'bpmn:DataStoreReference',
]);

function compileFlow(
  element: FlowElement,
  id: string,
  names: readonly string[] | undefined,
  faults: Fault[],
): Flow {
  const text = element.conditionExpression?.body?.trim();
  const condition = text ? compileCondition(text, id, names, faults) : undefined;
  return {
    id,
    from: element.sourceRef?.id ?? '',
    to: element.targetRef?.id ?? '',
    ...(element.name !== undefined && { name: element.name }),
    ...(condition !== undefined && { condition }),
  };
}

function compileCondition(
  text: string,
  element: string,
  names: readonly string[] | undefined,
  faults: Fault[],
): Expression | undefined {
  try {
    const expression = compile(text, names);
    if (names !== undefined) {
      for (const { message } of checkNames(expression, names))
        faults.push({ element, message: `条件“${text}”：${message}` });
    }
    return expression;
  } catch (error) {
    if (!(error instanceof FeelSyntaxError)) throw error;
    faults.push({ element, message: `条件“${text}”：${error.message}` });
    return undefined;
  }
}

interface Edges {
  readonly into: ReadonlyMap<string, readonly Flow[]>;
  readonly from: ReadonlyMap<string, readonly Flow[]>;
}

function compileNode(
  element: FlowElement,
  edges: Edges,
  names: readonly string[] | undefined,
  faults: Fault[],
): Node | undefined {
  const id = element.id ?? '';
  const fault = (message: string) => faults.push({ element: id, message });
  const outgoing = edges.from.get(id) ?? [];
  const defaultFlow = element.default && outgoing.find((flow) => flow.id === element.default?.id);
  if (element.default !== undefined && defaultFlow === undefined)
    fault(`默认连线“${element.default.id}”不是从这里离开的`);
  const base = {
    id,
    name: element.name ?? id,
    incoming: edges.into.get(id) ?? [],
    outgoing,
    ...(defaultFlow !== undefined && { defaultFlow }),
  };
  if ((element.eventDefinitions ?? []).length > 0) fault('这个版本只支持空白开始事件和空白结束事件');
  if (element.loopCharacteristics !== undefined)
    fault('这个版本不支持多实例或循环任务；会签请用 mode="countersign"');
  switch (element.$type) {
    case 'bpmn:StartEvent':
      return { ...base, kind: 'startEvent' };
    case 'bpmn:EndEvent':
      return { ...base, kind: 'endEvent' };
    case 'bpmn:UserTask':
      return {
        ...base,
        kind: 'userTask',
        approval: compileApproval(element, names, fault),
      };
    case 'bpmn:ExclusiveGateway':
      return { ...base, kind: 'exclusiveGateway' };
    case 'bpmn:ParallelGateway':
      return { ...base, kind: 'parallelGateway' };
    default:
      fault(`这个版本不能运行 ${element.$type.replace('bpmn:', '')}，请改用用户任务、排他网关或并行网关`);
      return undefined;
  }
}
