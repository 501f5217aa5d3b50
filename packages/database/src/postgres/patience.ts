import { PostgresFailed } from './failure.ts';

/** How often and how long to try again, and when to give up with what the server said. */
export class Patience {
  readonly #log: (line: string) => void;
  readonly #since = Date.now();
  #failures = 0;
  #told = 0;

  constructor(log: (line: string) => void) {
    this.#log = log;
  }

  /** Recovery after a crash may take minutes, and is shown; a server that is ready must let us in soon. */
  waitForServer(status: string): void {
    const waited = Math.floor((Date.now() - this.#since) / 1000);
    if (waited > (status === 'ready' ? 30 : 900)) {
      throw new PostgresFailed(
        `the database is ${status || 'there'}, but did not open within ${waited} seconds`,
      );
    }
    if (waited >= this.#told + 5) {
      this.#told = waited;
      this.#log(`waiting for the database (${status || 'starting'}, ${waited} s)`);
    }
  }

  /** A port taken in the last moment, a rival's lock file and backends of a killed server pass; the rest stays. */
  judge(said: string): void {
    this.#failures += 1;
    const passes = /Address already in use|postmaster\.pid|pre-existing shared memory block/.test(said);
    if (!passes || this.#failures > 40) throw new Error(said);
  }
}
