import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What TypeScript becomes is kept from run to run, a third of a second for every process; ours starts hundreds in tests. */
const compiled = fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url));
const stopWithLauncher = new URL('stop-with-launcher.mjs', import.meta.url).href;

/** npm passes on a Ctrl-C that the terminal has given us already; a person's second one comes later than this. */
const sameSignalWithin = 500;

/**
 * Runs a Node program to its end and answers with its exit code. It gets a process group of its own: otherwise one
 * Ctrl-C would reach it up to three times (from the terminal, from npm, from here), and a second SIGINT commonly
 * means "stop at once". It ends with us, however we end (see stop-with-launcher.mjs).
 * @param {string} node
 * @param {string[]} args
 * @param {{ cwd?: string }} [options]
 * @returns {Promise<number>}
 */
export function runToEnd(node, args, options = {}) {
  const child = spawn(node, ['--import', stopWithLauncher, ...args], {
    cwd: options.cwd ?? process.cwd(),
    detached: true,
    env: { NODE_COMPILE_CACHE: compiled, ...process.env },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  const stopPassingOn = passOnSignals((signal) => child.kill(signal));
  const stopWatching = watchNpm(() => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      stopPassingOn();
      stopWatching();
      if (signal) process.kill(process.pid, signal);
      resolve(code ?? 1);
    });
  });
}

/**
 * Hands SIGINT and SIGTERM on, once for each time somebody meant it.
 * @param {(signal: NodeJS.Signals) => void} send
 * @returns {() => void} stops doing so
 */
export function passOnSignals(send) {
  /** @type {Map<NodeJS.Signals, number>} */
  const last = new Map();
  /** @param {NodeJS.Signals} signal */
  const passOn = (signal) => {
    const now = Date.now();
    if (now - (last.get(signal) ?? 0) < sameSignalWithin) return;
    last.set(signal, now);
    send(signal);
  };
  process.on('SIGINT', passOn);
  process.on('SIGTERM', passOn);
  return () => {
    process.off('SIGINT', passOn);
    process.off('SIGTERM', passOn);
  };
}

/**
 * `kill` on the npm of an `npm start` ends npm and the shell between us, and nothing reaches us. We see it by our
 * ancestors having changed.
 * @param {() => void} whenGone
 * @returns {() => void} stops watching
 */
function watchNpm(whenGone) {
  if (!process.env.npm_lifecycle_event) return () => undefined;
  const before = ancestors();
  const timer = setInterval(() => {
    if (ancestors() === before) return;
    clearInterval(timer);
    whenGone();
  }, 1000);
  return () => clearInterval(timer);
}

/** Our parent, and where /proc tells it the parent's parent (Debian's sh stays between npm and us). */
function ancestors() {
  const parent = process.ppid;
  try {
    return `${parent} ${readFileSync(`/proc/${parent}/status`, 'utf8').match(/^PPid:\s*(\d+)/m)?.[1]}`;
  } catch {
    return `${parent}`;
  }
}
