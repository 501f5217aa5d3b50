/**
 * One password hash takes 32 MB and a fifth of a second of one of the four threads that also read files and
 * resolve names. A few at a time, so that a rush of sign-ins slows sign-ins, not the server.
 */
import { Refused } from '@yizhan/contract';

const atOnce = 2;
/** About 20 s of waiting: who comes later would have given up. */
const mostWaiting = 200;

let running = 0;
const waiting: (() => void)[] = [];

/** Runs `hash` when it is its turn; refuses when too many wait already. */
export async function inTurn<Result>(hash: () => Promise<Result>): Promise<Result> {
  if (running < atOnce) running += 1;
  else {
    if (waiting.length >= mostWaiting) throw new Refused('server/unavailable');
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  try {
    return await hash();
  } finally {
    const next = waiting.shift();
    // The place is handed on, not given back: `running` stays, or a newcomer could take it first.
    if (next) next();
    else running -= 1;
  }
}
