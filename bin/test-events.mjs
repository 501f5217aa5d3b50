/**
 * The reporter inside each test file's process: tells bin/run-test-file.ts, line by line on file descriptor 3, how
 * each test ended. (stdout belongs to the code under test.)
 */
import { AssertionError } from 'node:assert';
import { writeSync } from 'node:fs';
import { inspect } from 'node:util';

/**
 * @typedef {{ outcome: 'passed' | 'failed' | 'skipped', name: string, error?: string }} TestEnd
 * @param {AsyncIterable<import('node:test/reporters').TestEvent>} events
 */
// biome-ignore lint/correctness/useYield: node:test wants a generator; what it yields would go to stdout.
export default async function* testEvents(events) {
  /** @type {string[]} the names from the outermost suite to the test that started last */
  const path = [];
  for await (const event of events) {
    if (event.type === 'test:start') path[event.data.nesting] = event.data.name;
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const { details, name, nesting } = event.data;
    if (details.type === 'suite' && event.type === 'test:pass') continue;
    const end = endOf(event, [...path.slice(0, nesting), name].join(' › '));
    if (end) writeSync(3, `${JSON.stringify(end)}\n`);
  }
}

/**
 * @param {Extract<import('node:test/reporters').TestEvent, { type: 'test:pass' | 'test:fail' }>} event
 * @param {string} name
 * @returns {TestEnd | undefined}
 */
function endOf(event, name) {
  const { skip, todo } = event.data;
  if (skip !== undefined || todo !== undefined) return { outcome: 'skipped', name };
  if (event.type === 'test:pass') return { outcome: 'passed', name };
  const { error, type } = event.data.details;
  const because = /** @type {Error & { failureType?: string }} */ (error);
  // A suite fails with its tests, which have told it; alone it fails by its own hooks.
  if (type === 'suite' && because.failureType === 'subtestsFailed') return undefined;
  return { outcome: 'failed', name, error: told(because.cause ?? because) };
}

/**
 * An assertion's message says all that its properties say again; of the stack, Node's own part helps nobody.
 * @param {unknown} error
 */
function told(error) {
  const whole =
    error instanceof AssertionError ? (error.stack ?? error.message) : inspect(error, { depth: 6 });
  return whole.replaceAll(/^\s+at .*\(?node:internal\/.*\n?/gm, '').trimEnd();
}
