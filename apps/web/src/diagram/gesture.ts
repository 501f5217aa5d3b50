/** What fingers (or a mouse) on a drawing ask for: one moves it, two also stretch it about the point between them. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Gesture {
  readonly dx: number;
  readonly dy: number;
  /** 1 when nothing is stretched. */
  readonly stretch: number;
  readonly about: Point;
}

/** From where the fingers were to where they are; undefined when their number has changed meanwhile. */
export function gestureBetween(before: readonly Point[], now: readonly Point[]): Gesture | undefined {
  if (before.length !== now.length || before.length === 0 || before.length > 2) return undefined;
  const from = middleOf(before);
  const about = middleOf(now);
  const span = spanOf(before);
  return {
    dx: about.x - from.x,
    dy: about.y - from.y,
    stretch: span > 0 ? spanOf(now) / span : 1,
    about,
  };
}

const middleOf = (points: readonly Point[]): Point => ({
  x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
  y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
});

function spanOf([one, other]: readonly Point[]): number {
  return one && other ? Math.hypot(one.x - other.x, one.y - other.y) : 0;
}
