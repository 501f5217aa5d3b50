import assert from 'node:assert/strict';
import { after, afterEach, before } from 'node:test';
import { startBrowser, type TestBrowser } from '../browser/start-browser.ts';
import { type Campus, startCampus } from '../campus/start-campus.ts';

/** A campus and a browser, for the journeys of one file. */
export interface Stage {
  /** Names the folder of its pictures. */
  readonly journey: string;
  readonly campus: Campus;
  readonly browser: TestBrowser['browser'];
  /** What was amiss on the screens of a journey, though it went on; it fails the test at its end. */
  readonly faults: Set<string>;
}

/** Sets the stage before the tests of a file and clears it away after them. */
export function stageFor(journey: string): () => Stage {
  let stage: Stage | undefined;
  const closings: (() => Promise<void>)[] = [];
  before(async () => {
    const [campus, browser] = await Promise.all([startCampus(), startBrowser()]);
    closings.push(browser.close, campus.stop);
    stage = { journey, campus, browser: browser.browser, faults: new Set() };
  });
  afterEach(() => {
    const faults = [...(stage?.faults ?? [])];
    stage?.faults.clear();
    assert.deepEqual(faults, [], 'met on the way');
  });
  after(async () => {
    for (const close of closings) await close();
  });
  return () => {
    if (stage === undefined) throw new Error('the stage is not set yet');
    return stage;
  };
}
