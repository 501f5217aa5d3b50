import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gestureBetween } from './gesture.ts';

test('one finger moves the drawing', () => {
  assert.deepEqual(gestureBetween([{ x: 10, y: 20 }], [{ x: 15, y: 18 }]), {
    dx: 5,
    dy: -2,
    stretch: 1,
    about: { x: 15, y: 18 },
  });
});

test('two fingers that part stretch it about the point between them', () => {
  const gesture = gestureBetween(
    [
      { x: 100, y: 100 },
      { x: 200, y: 100 },
    ],
    [
      { x: 50, y: 110 },
      { x: 250, y: 110 },
    ],
  );
  assert.deepEqual(gesture, { dx: 0, dy: 10, stretch: 2, about: { x: 150, y: 110 } });
});

test('a finger that comes or goes is no movement, nor are two on one point a stretch without end', () => {
  const at = { x: 1, y: 1 };
  assert.equal(gestureBetween([at], [at, at]), undefined);
  assert.equal(gestureBetween([], []), undefined);
  assert.equal(gestureBetween([at, at, at], [at, at, at]), undefined);
  assert.equal(gestureBetween([at, at], [at, { x: 9, y: 1 }])?.stretch, 1);
});
