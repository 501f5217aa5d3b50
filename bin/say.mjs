/**
 * What the workshop tells the person at the terminal goes to stderr, so that `npx yizhan … --json` keeps its
 * stdout for the answer alone.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** A failure that the person can mend: told in its own words, without a stack. */
export class CannotLaunch extends Error {}
