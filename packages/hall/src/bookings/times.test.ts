import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { doOverlap, localOf, momentOf, nearTimes, spanOfSections } from './times.ts';

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const day = '2026-12-01';
const minutesOf = (local: string) => Number(local.slice(11, 13)) * 60 + Number(local.slice(14));

/** A teaching day: sections one after the other with breaks between. */
const sections = fc
  .array(fc.tuple(fc.integer({ min: 5, max: 30 }), fc.integer({ min: 20, max: 60 })), {
    minLength: 1,
    maxLength: 11,
  })
  .map((lengths) => {
    let at = 480;
    return lengths.map(([pause, length], index) => {
      const start = at + pause;
      at = start + length;
      return { number: index + 1, start: clock(start), end: clock(at) };
    });
  });
const span = fc
  .tuple(fc.integer({ min: 420, max: 1300 }), fc.integer({ min: 10, max: 120 }))
  .map(([start, length]) => ({ start: `${day}T${clock(start)}`, end: `${day}T${clock(start + length)}` }));

test('two spans overlap when a minute lies in both, and sections meet the clock on the same line', () => {
  const minutesIn = ({ start, end }: { start: string; end: string }) =>
    new Set(
      Array.from({ length: minutesOf(end) - minutesOf(start) }, (_, index) => minutesOf(start) + index),
    );
  fc.assert(
    fc.property(sections, fc.nat(), fc.nat(), span, (list, one, other, byClock) => {
      const first = (one % list.length) + 1;
      const last = first + (other % (list.length - first + 1));
      const bySections = spanOfSections(day, [first, last], list);
      assert.ok(bySections);
      const minutes = minutesIn(byClock);
      const shared = [...minutesIn(bySections)].some((minute) => minutes.has(minute));
      assert.equal(doOverlap(bySections, byClock), shared);
      assert.equal(doOverlap(byClock, bySections), shared);
    }),
  );
});

test('runs of sections overlap exactly when they share one', () => {
  fc.assert(
    fc.property(
      sections,
      fc.array(fc.nat(), { minLength: 4, maxLength: 4 }),
      (list, [a = 0, b = 0, c = 0, d = 0]) => {
        const run = (from: number, more: number) => {
          const first = (from % list.length) + 1;
          return [first, first + (more % (list.length - first + 1))] as const;
        };
        const [one, other] = [run(a, b), run(c, d)];
        const [left, right] = [spanOfSections(day, one, list), spanOfSections(day, other, list)];
        assert.ok(left && right);
        assert.equal(doOverlap(left, right), one[0] <= other[1] && other[0] <= one[1]);
      },
    ),
  );
});

test('what is offered nearby is as long as the wish, within the opening, and meets nothing', () => {
  fc.assert(
    fc.property(span, fc.array(span, { maxLength: 8 }), (wish, busy) => {
      for (const near of nearTimes(wish, busy, ['07:00', '22:00'])) {
        assert.equal(
          minutesOf(near.end) - minutesOf(near.start),
          minutesOf(wish.end) - minutesOf(wish.start),
        );
        assert.ok(near.start >= `${day}T07:00` && near.end <= `${day}T22:00`);
        assert.ok(!busy.some((other) => doOverlap(near, other)));
      }
    }),
  );
});

test('there is no such section, and the school’s clock is eight hours ahead', () => {
  assert.equal(spanOfSections(day, [1, 9], [{ number: 1, start: '08:00', end: '08:45' }]), undefined);
  assert.equal(momentOf(`${day}T07:30`), '2026-11-30T23:30:00.000Z');
  assert.equal(localOf('2026-11-30T23:30:00.000Z'), `${day}T07:30`);
});
