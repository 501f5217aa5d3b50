/** With bpmn-js: load it only when a drawing is shown. */
import Viewer from 'bpmn-js/lib/Viewer';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import type Canvas from 'diagram-js/lib/core/Canvas';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type Overlays from 'diagram-js/lib/features/overlays/Overlays';
import { colours, type ElementState, quiet, type Standing } from './element-state.ts';
import styles from './flow-picture.module.css';
import { type Navigation, navigate } from './navigate.ts';
import { drawReturns } from './returns.ts';

export interface Picture extends Navigation {
  close(): void;
}

/** @throws Error when the XML can't be drawn */
export async function openPicture(place: HTMLElement, xml: string, standing: Standing): Promise<Picture> {
  const viewer = new Viewer({
    container: place,
    bpmnRenderer: {
      defaultLabelColor: '#14202e',
      defaultStrokeColor: quiet.line,
      defaultFillColor: quiet.ground,
    },
    textRenderer: {
      defaultStyle: { fontFamily: getComputedStyle(place).fontFamily, fontSize: 13, lineHeight: 1.35 },
      externalStyle: { fontSize: 12, lineHeight: 1.35 },
    },
  });
  // Colours go into the drawing before it is drawn, so that arrow heads and marks inside elements have them, too.
  viewer.on('import.parse.complete', (event: unknown) => colour(event as Parsed, standing));
  try {
    await viewer.importXML(xml);
  } catch (error) {
    viewer.destroy();
    throw error;
  }
  const canvas = viewer.get<Canvas>('canvas');
  const overlays = viewer.get<Overlays>('overlays');
  const registry = viewer.get<ElementRegistry>('elementRegistry');
  // The list of steps says it to those who can't see it; the place around it takes the keys.
  const svg = place.querySelector('.djs-container svg');
  svg?.setAttribute('aria-hidden', 'true');
  svg?.setAttribute('tabindex', '-1');
  for (const [id, state] of Object.entries(standing.nodes)) {
    if (registry.get(id) === undefined) continue;
    canvas.addMarker(id, styles[state] ?? '');
    const mark = marks[state];
    if (mark !== undefined && isActivity(registry, id)) {
      overlays.add(id, { position: { top: -10, right: 12 }, html: words(styles.mark, mark, styles[state]) });
    }
  }
  for (const [id, note] of Object.entries(standing.notes)) {
    if (registry.get(id) === undefined) continue;
    overlays.add(id, { position: { bottom: 2, left: 0 }, html: words(styles.note, note) });
  }
  for (const [id, state] of Object.entries(standing.flows)) {
    if (registry.get(id) !== undefined)
      canvas.addMarker(id, (state === 'done' ? styles.gone : styles.toGo) ?? '');
  }
  const topRoom = drawReturns(canvas, registry, standing.returns);
  const navigation = navigate(canvas, place, topRoom);
  navigation.showAll();
  return {
    ...navigation,
    close() {
      navigation.stop();
      viewer.destroy();
    },
  };
}

/** Not by colour alone (WCAG 1.4.1): what is done is ticked, what was sent back is turned. */
const marks: Partial<Record<ElementState, string>> = { done: '✓', skipped: '»', sentBack: '↩' };

const isActivity = (registry: ElementRegistry, id: string): boolean =>
  /Task|SubProcess|CallActivity|Transaction/.test(
    (registry.get(id) as { type?: string } | undefined)?.type ?? '',
  );

function words(style: string | undefined, text: string, more = ''): HTMLElement {
  const element = document.createElement('div');
  element.className = `${style} ${more}`;
  element.textContent = text;
  element.setAttribute('aria-hidden', 'true');
  return element;
}

interface Parsed {
  readonly definitions?: {
    readonly diagrams?: readonly { readonly plane?: { readonly planeElement?: readonly Di[] } }[];
  };
}
interface Di {
  readonly bpmnElement?: { readonly id: string };
  set(name: string, value: string): void;
}

function colour({ definitions }: Parsed, { nodes, flows }: Standing): void {
  for (const di of definitions?.diagrams?.flatMap(({ plane }) => plane?.planeElement ?? []) ?? []) {
    const id = di.bpmnElement?.id ?? '';
    const state = nodes[id] ?? flows[id];
    const { line, ground } = state === undefined ? quiet : colours[state];
    di.set('bioc:stroke', line);
    di.set('bioc:fill', ground);
  }
}
