/** A subcommand of `yizhan`. */
export interface Command {
  readonly summary: string;
  /** How it is called, one line each. */
  readonly usage: readonly string[];
  /** @returns the exit code: 0 fine, 1 refused */
  run(args: readonly string[]): Promise<number>;
}

/** The command was called wrongly; exit 2 with this one line. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}
