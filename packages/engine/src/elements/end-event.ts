import type { Run } from '../run.ts';
import type { Token } from '../state.ts';

/** None end event: consumes the token; other paths go on. */
export function arriveAtEnd(run: Run, token: Token): void {
  run.leave(token, []);
}
