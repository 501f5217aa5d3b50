import { BpmnModdle } from 'bpmn-moddle';
import type { Element } from './element.ts';

/**
 * The drawing of a process and nothing that makes it run: conditions, scripts, people, time spans, form keys,
 * documentation and other vendors' extensions stay on the server. What may leave is listed, so that a property that
 * nobody thought of is left out. Answers undefined where the file holds no diagram.
 */
export async function drawingOf(xml: string): Promise<string | undefined> {
  const moddle = new BpmnModdle();
  const root = (await moddle.fromXML(xml)).rootElement as Root;
  if (!root.diagrams?.some(({ plane }) => (plane?.planeElement ?? []).length > 0)) return undefined;
  root.rootElements = root.rootElements?.filter(({ $type }) => drawnRoots.has($type)) ?? [];
  strip(root as unknown as Record<string, unknown>);
  return (await moddle.toXML(root)).xml;
}

interface Root extends Element {
  rootElements?: Element[];
  readonly diagrams?: readonly { readonly plane?: { readonly planeElement?: readonly Element[] } }[];
}

const drawnRoots: ReadonlySet<string> = new Set(['bpmn:Process', 'bpmn:Collaboration']);

const drawn: ReadonlySet<string> = new Set([
  ...[
    'id',
    'name',
    'rootElements',
    'flowElements',
    'artifacts',
    'laneSets',
    'lanes',
    'childLaneSet',
    'flowNodeRef',
  ],
  ...[
    'incoming',
    'outgoing',
    'sourceRef',
    'targetRef',
    'default',
    'attachedToRef',
    'participants',
    'processRef',
  ],
  ...[
    'messageFlows',
    'cancelActivity',
    'isInterrupting',
    'parallelMultiple',
    'eventDefinitions',
    'triggeredByEvent',
  ],
  ...['isForCompensation', 'loopCharacteristics', 'isSequential', 'instantiate', 'eventGatewayType', 'text'],
  ...['associationDirection', 'gatewayDirection', 'isCollection', 'targetNamespace'],
  ...[
    'diagrams',
    'plane',
    'planeElement',
    'bpmnElement',
    'bounds',
    'waypoint',
    'label',
    'x',
    'y',
    'width',
    'height',
  ],
  ...['isHorizontal', 'isExpanded', 'isMarkerVisible', 'isMessageVisible'],
]);

function strip(element: Record<string, unknown>): void {
  const attributes = element.$attrs as Record<string, unknown> | undefined;
  for (const name of Object.keys(attributes ?? {})) delete attributes?.[name];
  for (const name of Object.getOwnPropertyNames(element)) {
    if (name.startsWith('$')) continue;
    if (!drawn.has(name)) delete element[name];
  }
  // References are not enumerable: only what an element contains is gone through.
  for (const part of Object.values(element).flat()) if (isElement(part)) strip(part);
}

const isElement = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && '$type' in value;
