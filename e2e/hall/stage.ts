import assert from 'node:assert/strict';
import { after, afterEach, before } from 'node:test';
import type { Cookie } from 'playwright-core';
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
  /** By number: who has signed in once comes back with that session. */
  readonly sessions: Map<string, readonly Cookie[]>;
}

/** Sets the stage before the tests of a file and clears it away after them, even when only half of it could be set. */
export function stageFor(
  journey: string,
  more?: string,
  settings: () => Promise<Readonly<Record<string, string>>> = async () => ({}),
): () => Stage {
  let campus: Campus | undefined;
  let browser: TestBrowser | undefined;
  let stage: Stage | undefined;
  before(async () => {
    const starts = [
      settings()
        .then((given) => startCampus(more, given))
        .then((started) => {
          campus = started;
        }),
      startBrowser().then((started) => {
        browser = started;
      }),
    ];
    await Promise.allSettled(starts);
    await Promise.all(starts);
    if (!campus || !browser) return;
    stage = { journey, campus, browser: browser.browser, faults: new Set(), sessions: new Map() };
  });
  afterEach(() => {
    const faults = [...(stage?.faults ?? [])];
    stage?.faults.clear();
    assert.deepEqual(faults, [], 'met on the way');
  });
  after(async () => {
    await browser?.close();
    await campus?.stop();
  });
  return () => {
    if (stage === undefined) throw new Error('the stage is not set');
    return stage;
  };
}
