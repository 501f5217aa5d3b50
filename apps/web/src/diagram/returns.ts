import type Canvas from 'diagram-js/lib/core/Canvas';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type { Standing } from './element-state.ts';
import styles from './flow-picture.module.css';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const svg = (name: string, attributes: Readonly<Record<string, string>>): SVGElement => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

/**
 * 退回 as dashed arcs above the drawing, from the step that sent back to where it went.
 * @returns how far they reach above it
 */
export function drawReturns(canvas: Canvas, registry: ElementRegistry, returns: Standing['returns']): number {
  const boxes = returns.flatMap(({ from, to, times }) => {
    const start = registry.get(from) as Box | undefined;
    const end = registry.get(to) as Box | undefined;
    return start && end ? [{ start, end, times }] : [];
  });
  if (boxes.length === 0) return 0;
  const layer = canvas.getLayer('sent-back', 1) as unknown as SVGElement;
  const top = Math.min(
    ...(registry.getAll() as unknown as Box[]).flatMap(({ y }) => (Number.isFinite(y) ? [y] : [])),
  );
  for (const { start, end, times } of boxes) layer.append(arc(start, end, times));
  const reach = boxes.map(({ start, end }) => crest(start, end));
  return Math.max(0, top - Math.min(...reach) + 18);
}

/** The height of the middle of the arc. */
const crest = (start: Box, end: Box): number => Math.min(start.y, end.y) - heightOf(start, end) * 0.75;

const heightOf = (start: Box, end: Box): number => Math.min(150, 50 + Math.abs(start.x - end.x) / 8);

function arc(start: Box, end: Box, times: number): SVGElement {
  const group = svg('g', { class: styles.return ?? '' });
  const [x1, x2] = [start.x + start.width / 2, end.x + end.width / 2];
  const above = Math.min(start.y, end.y) - heightOf(start, end);
  group.append(
    svg('path', { d: `M${x1} ${start.y}C${x1} ${above} ${x2} ${above} ${x2} ${end.y - 9}` }),
    svg('polygon', { points: `${x2 - 5},${end.y - 10} ${x2 + 5},${end.y - 10} ${x2},${end.y - 1}` }),
  );
  if (times > 1) {
    const label = svg('text', { x: String((x1 + x2) / 2), y: String(crest(start, end) - 6) });
    label.textContent = `×${times}`;
    group.append(label);
  }
  return group;
}
