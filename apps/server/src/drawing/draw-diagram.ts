/**
 * Draws the diagram of a BPMN file from its flow alone. What the author wrote stays as it is, to the letter: only the
 * diagram is put in anew, so that a drawing never shows up as a change of the process.
 */
import { layoutProcess } from 'bpmn-auto-layout';
import { BpmnModdle } from 'bpmn-moddle';

/** The file is no BPMN that can be drawn. */
export class DrawingFault extends Error {
  override readonly name = 'DrawingFault';
}

/** As moddle gives them; only what is looked at here. */
interface Element {
  readonly $type: string;
  readonly $instanceOf?: (type: string) => boolean;
  readonly flowElements?: readonly Element[];
  readonly rootElements?: readonly Element[];
  readonly diagrams?: readonly { readonly plane: { readonly planeElement?: readonly Shape[] } }[];
  readonly sourceRef?: Node;
  readonly targetRef?: Node;
}
interface Node extends Element {
  incoming?: Element[];
  outgoing?: Element[];
}
interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
interface Shape extends Element {
  readonly bpmnElement?: Element & { readonly name?: string };
  readonly bounds: Bounds;
  label?: unknown;
}

const diagram = /\s*<((?:\w+:)?BPMNDiagram)[\s>][\s\S]*?<\/\1>/g;
const namespaces = {
  bpmndi: 'http://www.omg.org/spec/BPMN/20100524/DI',
  dc: 'http://www.omg.org/spec/DD/20100524/DC',
  di: 'http://www.omg.org/spec/DD/20100524/DI',
};

/**
 * The same file with its diagram drawn anew.
 * @throws DrawingFault
 */
export async function drawDiagram(xml: string): Promise<string> {
  const bare = xml.replace(diagram, '');
  const drawn = await withLabelsAbove(await layoutProcess(await withFlowsAtNodes(bare)));
  const pictures = drawn.match(diagram) ?? [];
  if (pictures.length === 0) throw new DrawingFault('文件里没有可以画的流程');
  const end = bare.lastIndexOf('</');
  return withNamespaces(`${bare.slice(0, end).trimEnd()}${pictures.join('')}\n${bare.slice(end)}`);
}

/** The layout walks `incoming` and `outgoing`, which BPMN lets an author leave out: the flows say it already. */
async function withFlowsAtNodes(xml: string): Promise<string> {
  const moddle = new BpmnModdle();
  const root = await read(moddle, xml);
  for (const scope of root.rootElements ?? []) connect(scope);
  return (await moddle.toXML(root)).xml;
}

function connect(scope: Element): void {
  for (const element of scope.flowElements ?? []) {
    connect(element);
    if (element.$type !== 'bpmn:SequenceFlow') continue;
    const { sourceRef, targetRef } = element;
    if (!sourceRef || !targetRef) throw new DrawingFault('有连线没有起点或终点');
    sourceRef.outgoing = [...new Set([...(sourceRef.outgoing ?? []), element])];
    targetRef.incoming = [...new Set([...(targetRef.incoming ?? []), element])];
  }
}

/** A gateway's text stands above it: below, the branch that leaves downwards would run through it. */
async function withLabelsAbove(xml: string): Promise<string> {
  const moddle = new BpmnModdle();
  const root = await read(moddle, xml);
  for (const { plane } of root.diagrams ?? [])
    for (const shape of plane.planeElement ?? []) {
      const { bpmnElement, bounds } = shape;
      if (!bpmnElement?.name || !bpmnElement.$instanceOf?.('bpmn:Gateway')) continue;
      shape.label = moddle.create('bpmndi:BPMNLabel', {
        bounds: moddle.create('dc:Bounds', placeAbove(bounds, bpmnElement.name)),
      });
    }
  return (await moddle.toXML(root, { format: true })).xml;
}

/** The text's box in pixels, as bpmn-js sets it: at most 90 wide, a Chinese letter 11, a line 14. */
function placeAbove(gateway: Bounds, text: string): Bounds {
  const perLine = 8;
  const width = Math.min(text.length, perLine) * 11 + 2;
  const height = Math.ceil(text.length / perLine) * 14;
  return { x: gateway.x + gateway.width / 2 - width / 2, y: gateway.y - height - 5, width, height };
}

async function read(moddle: BpmnModdle, xml: string): Promise<Element> {
  try {
    return (await moddle.fromXML(xml)).rootElement as Element;
  } catch (error) {
    throw new DrawingFault(`不是有效的 BPMN 文件：${error instanceof Error ? error.message : String(error)}`);
  }
}

function withNamespaces(xml: string): string {
  const missing = Object.entries(namespaces).filter(([prefix]) => !xml.includes(`xmlns:${prefix}=`));
  const declared = missing.map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`).join('');
  return xml.replace(/(<(?:\w+:)?definitions)(?=[\s>])/, `$1${declared}`);
}
