import type Canvas from 'diagram-js/lib/core/Canvas';
import { gestureBetween, type Point } from './gesture.ts';

/** Room around the drawing when the whole of it is shown; the notes below elements need some, too. */
const margin = 28;
const closest = 3;
const step = 1.25;

export interface Navigation {
  showAll(): void;
  zoomBy(factor: number): void;
  /** Brings an element to the middle, large enough to be read. */
  show(element: string): void;
  stop(): void;
}

/**
 * Moving about a drawing by mouse, fingers and keys. bpmn-js's own NavigatedViewer knows no fingers and takes the wheel
 * away from the page; here the page scrolls on (a wheel zooms only with Ctrl, which is also what a trackpad's pinch
 * sends), and a finger that moves up or down scrolls the page as long as the whole drawing is in sight.
 */
export function navigate(canvas: Canvas, place: HTMLElement, topRoom: number): Navigation {
  const fingers = new Map<number, Point>();
  const stopping = new AbortController();
  const { signal } = stopping;
  let fitted = 1;

  const pointIn = ({ clientX, clientY }: MouseEvent): Point => {
    const { left, top } = place.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };

  function zoomTo(scale: number, about?: Point): void {
    canvas.zoom(Math.min(closest, Math.max(fitted, scale)), about);
    free();
  }

  /** Zoomed in, every finger is the drawing's. */
  function free(): void {
    place.style.touchAction = canvas.zoom() > fitted * 1.02 ? 'none' : 'pan-y';
  }

  function showAll(): void {
    const { inner, outer } = canvas.viewbox();
    if (outer.width === 0 || outer.height === 0) return;
    const width = inner.width + 2 * margin;
    const height = inner.height + 2 * margin + topRoom;
    fitted = Math.min(1, outer.width / width, outer.height / height);
    canvas.viewbox({
      x: inner.x + inner.width / 2 - outer.width / fitted / 2,
      y: inner.y - topRoom + (inner.height + topRoom) / 2 - outer.height / fitted / 2,
      width: outer.width / fitted,
      height: outer.height / fitted,
    });
    free();
  }

  const lift = ({ pointerId }: PointerEvent) => {
    fingers.delete(pointerId);
    place.removeAttribute('data-held');
  };
  place.addEventListener(
    'pointerdown',
    (event) => {
      if (event.pointerType === 'mouse' && event.button !== 0) return;
      if (event.target instanceof Element && event.target.closest('a, button')) return;
      fingers.set(event.pointerId, pointIn(event));
      place.setPointerCapture(event.pointerId);
      place.setAttribute('data-held', '');
    },
    { signal },
  );
  place.addEventListener(
    'pointermove',
    (event) => {
      if (!fingers.has(event.pointerId)) return;
      const before = [...fingers.values()];
      fingers.set(event.pointerId, pointIn(event));
      const gesture = gestureBetween(before, [...fingers.values()]);
      if (gesture === undefined) return;
      canvas.scroll({ dx: gesture.dx, dy: gesture.dy });
      if (gesture.stretch !== 1) zoomTo(canvas.zoom() * gesture.stretch, gesture.about);
    },
    { signal },
  );
  for (const end of ['pointerup', 'pointercancel'] as const) place.addEventListener(end, lift, { signal });

  place.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoomTo(canvas.zoom() * Math.exp(-event.deltaY / 300), pointIn(event));
    },
    { signal, passive: false },
  );

  const keys = new Map<string, () => void>([
    ['+', () => zoomTo(canvas.zoom() * step)],
    ['=', () => zoomTo(canvas.zoom() * step)],
    ['-', () => zoomTo(canvas.zoom() / step)],
    ['0', showAll],
    ['ArrowLeft', () => canvas.scroll({ dx: 60, dy: 0 })],
    ['ArrowRight', () => canvas.scroll({ dx: -60, dy: 0 })],
    ['ArrowUp', () => canvas.scroll({ dx: 0, dy: 60 })],
    ['ArrowDown', () => canvas.scroll({ dx: 0, dy: -60 })],
  ]);
  place.addEventListener(
    'keydown',
    (event) => {
      const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys.get(event.key);
      if (act === undefined) return;
      event.preventDefault();
      act();
    },
    { signal },
  );

  const resizing = new ResizeObserver(() => {
    const whole = canvas.zoom() <= fitted * 1.02;
    canvas.resized();
    if (whole) showAll();
  });
  resizing.observe(place);

  return {
    showAll,
    zoomBy: (factor) => zoomTo(canvas.zoom() * factor),
    show(element) {
      canvas.zoom(Math.min(closest, Math.max(fitted, 0.9)));
      canvas.scrollToElement(element, { top: 60, bottom: 60, left: 60, right: 60 });
      free();
    },
    stop() {
      stopping.abort();
      resizing.disconnect();
    },
  };
}
