import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ProblemError } from '../../api/problem-error.ts';
import { type DraftPlace, draftSaver, type SaveState } from './draft-saver.ts';

interface Save {
  data: unknown;
  place: DraftPlace | undefined;
  answer(place: DraftPlace): Promise<void>;
  fail(error: Error): Promise<void>;
}

function aSaver(start?: DraftPlace) {
  const saves: Save[] = [];
  const states: SaveState[] = [];
  let timer: { milliseconds: number; act: () => void } | undefined;
  let text = '';
  const settleAll = () => new Promise<void>((resolve) => setImmediate(resolve));
  const saver = draftSaver(
    {
      snapshot: () => ({ text }),
      save: (data, place) =>
        new Promise((resolve, reject) => {
          saves.push({
            data,
            place,
            answer: (next) => {
              resolve(next);
              return settleAll();
            },
            fail: (error) => {
              reject(error);
              return settleAll();
            },
          });
        }),
      after: (milliseconds, act) => {
        const mine = { milliseconds, act };
        timer = mine;
        return () => {
          if (timer === mine) timer = undefined;
        };
      },
      now: () => new Date('2026-11-24T04:03:00Z'),
      show: (state) => states.push(state),
    },
    start,
  );
  return {
    saver,
    saves,
    type: (words: string) => {
      text = words;
      saver.change();
    },
    pass: () => {
      const due = timer;
      timer = undefined;
      due?.act();
      return settleAll();
    },
    waits: () => timer?.milliseconds,
    state: () => states.at(-1)?.is,
    shown: () => states.map(({ is }) => is),
  };
}

const conflict = new ProblemError({
  status: 409,
  code: 'application/draft-conflict',
  detail: '',
  parameters: { at: '2026-11-24T04:00:00Z' },
});

describe('saving by itself', () => {
  test('several changes become one save with what stands there last', async () => {
    const page = aSaver();
    page.type('a');
    page.type('ab');
    assert.equal(page.state(), 'unsaved');
    await page.pass();
    assert.deepEqual(
      page.saves.map(({ data }) => data),
      [{ text: 'ab' }],
    );
    await page.saves[0]?.answer({ id: 'd1', revision: 1 });
    assert.deepEqual(page.shown(), ['unsaved', 'unsaved', 'saving', 'saved']);
    assert.equal(page.waits(), undefined);
  });

  test('the first save makes the draft, the next one changes it with the revision seen last', async () => {
    const page = aSaver();
    page.type('a');
    await page.pass();
    await page.saves[0]?.answer({ id: 'd1', revision: 1 });
    page.type('b');
    await page.pass();
    assert.equal(page.saves[0]?.place, undefined);
    assert.deepEqual(page.saves[1]?.place, { id: 'd1', revision: 1 });
  });

  test('a change during a save is saved after it, never beside it', async () => {
    const page = aSaver({ id: 'd1', revision: 4 });
    page.type('a');
    await page.pass();
    page.type('ab');
    await page.pass(); // the timer fires while the save is still under way
    assert.equal(page.saves.length, 1);
    await page.saves[0]?.answer({ id: 'd1', revision: 5 });
    assert.equal(page.state(), 'saving');
    await page.pass();
    assert.deepEqual(page.saves[1]?.place, { id: 'd1', revision: 5 });
    assert.deepEqual(page.saves[1]?.data, { text: 'ab' });
  });

  test('a failed save is told and tried again later, or at the next change', async () => {
    const page = aSaver();
    page.type('a');
    await page.pass();
    await page.saves[0]?.fail(new ProblemError({ status: 0, code: 'client/offline', detail: '' }));
    assert.equal(page.state(), 'failed');
    assert.equal(page.waits(), 10_000);
    await page.pass();
    await page.saves[1]?.answer({ id: 'd1', revision: 1 });
    assert.equal(page.state(), 'saved');
  });
});

describe('a draft that was changed elsewhere', () => {
  async function inConflict() {
    const page = aSaver({ id: 'd1', revision: 4 });
    page.type('mine');
    await page.pass();
    await page.saves[0]?.fail(conflict);
    return page;
  }

  test('nothing is saved any more until the person has chosen', async () => {
    const page = await inConflict();
    assert.equal(page.state(), 'conflict');
    page.type('mine too');
    assert.equal(page.waits(), undefined);
    await page.saver.flush();
    assert.equal(page.saves.length, 1);
  });

  test('keeping mine saves it over the other version', async () => {
    const page = await inConflict();
    const kept = page.saver.keepMine(7);
    assert.deepEqual(page.saves[1]?.place, { id: 'd1', revision: 7 });
    await page.saves[1]?.answer({ id: 'd1', revision: 8 });
    await kept;
    assert.equal(page.state(), 'saved');
  });

  test('taking theirs saves nothing and goes on from their revision', async () => {
    const page = await inConflict();
    page.saver.takeTheirs(7);
    assert.equal(page.state(), 'saved');
    await page.saver.flush();
    assert.equal(page.saves.length, 1);
    page.type('more');
    await page.pass();
    assert.deepEqual(page.saves[1]?.place, { id: 'd1', revision: 7 });
  });
});

describe('leaving and submitting', () => {
  test('a flush saves at once what is not saved yet', async () => {
    const page = aSaver();
    page.type('a');
    const flushed = page.saver.flush({ keepalive: true });
    await page.pass();
    await page.saves[0]?.answer({ id: 'd1', revision: 1 });
    await flushed;
    assert.equal(page.saves.length, 1);
  });

  test('an untouched form is never saved', async () => {
    const page = aSaver();
    await page.saver.flush();
    assert.equal(page.saves.length, 0);
    assert.equal(await page.saver.settle(), undefined);
  });

  test('settling waits for the save under way, so that a submission knows its draft', async () => {
    const page = aSaver();
    page.type('a');
    await page.pass();
    const place = page.saver.settle();
    await page.saves[0]?.answer({ id: 'd1', revision: 1 });
    assert.deepEqual(await place, { id: 'd1', revision: 1 });
    assert.equal(page.waits(), undefined);
  });

  test('after stopping nothing is saved', async () => {
    const page = aSaver();
    page.type('a');
    page.saver.stop();
    await page.pass();
    page.type('b');
    await page.saver.flush();
    assert.equal(page.saves.length, 0);
  });
});
