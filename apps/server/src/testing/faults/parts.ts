import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { PartOptions } from './part-options.ts';

/**
 * A place in which a part works until it is killed. Its successor stands by, loaded and idle: it takes over at once, so
 * that the next kill meets a part at work and not one that is still starting.
 */
export interface Slot {
  /** Whether a successor stands by. */
  mayBeKilled(): boolean;
  /** SIGKILL; resolves when it is dead and its successor has been told to begin. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

interface Part {
  readonly child: ChildProcess;
  isLoaded: boolean;
}

export function openSlot(options: PartOptions, compileCache: string): Slot {
  let isStopping = false;
  const load = (): Part => {
    const child = fork(path.join(import.meta.dirname, 'part.ts'), [JSON.stringify(options)], {
      env: { ...process.env, NODE_COMPILE_CACHE: compileCache },
    });
    const part = { child, isLoaded: false };
    child.once('message', () => {
      part.isLoaded = true;
    });
    // One that ends by itself is a fault of its own; its words are on standard error.
    child.once('exit', (code) => {
      if (code !== null && !isStopping)
        throw new Error(`the part ${options.part} ended by itself with ${code}`);
    });
    return part;
  };
  let working = load();
  working.child.send('begin');
  let successor = load();
  return {
    mayBeKilled: () => successor.isLoaded,
    async kill() {
      await end(working);
      working = successor;
      working.child.send('begin');
      successor = load();
    },
    async stop() {
      isStopping = true;
      await Promise.all([working, successor].map(end));
    },
  };
}

async function end({ child }: Part): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const dead = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await dead;
}

/** Kills one slot or another, each in the middle of whatever it does, until so many are dead. */
export async function killAtRandom(slots: readonly Slot[], kills: number): Promise<void> {
  for (let killed = 0; killed < kills; ) {
    await pause(50 + Math.random() * 300);
    const candidates = slots.filter((slot) => slot.mayBeKilled());
    const victim = candidates[Math.floor(Math.random() * candidates.length)];
    if (victim === undefined) continue;
    await victim.kill();
    killed += 1;
  }
}
