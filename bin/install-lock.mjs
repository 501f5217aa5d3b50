import { spawnSync } from 'node:child_process';
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * One install at a time. The lock is a file that names its holders by pid and time of start: a pid alone is soon
 * somebody else's, above all in a container, where after a restart the low numbers come again. npm is a holder
 * beside the launcher, for it goes on installing when the launcher is killed.
 *
 * @typedef {{ pid: number, started: string }} Holder
 */

/**
 * Waits for the lock and takes it.
 * @param {string} file
 * @param {(pid: number) => void} whenWaiting called once, when somebody else holds it
 * @returns {Promise<{ addHolder(pid: number): void, release(): void }>}
 */
export async function takeInstallLock(file, whenWaiting) {
  const own = holder(process.pid);
  let told = false;
  while (!placed(file, [own])) {
    const living = holders(file).filter(isAlive)[0];
    if (!living) clearStale(file);
    else if (!told) {
      told = true;
      whenWaiting(living.pid);
    }
    await pause(300);
  }
  return {
    addHolder: (pid) => replace(file, [own, holder(pid)]),
    release: () => rmSync(file, { force: true }),
  };
}

/**
 * Puts the file in place with its content, or not at all: with open and write another would read an empty one.
 * @param {string} file
 * @param {Holder[]} by
 */
function placed(file, by) {
  const draft = drafted(file, by);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * @param {string} file
 * @param {Holder[]} by
 */
function replace(file, by) {
  renameSync(drafted(file, by), file);
}

/**
 * @param {string} file
 * @param {Holder[]} by
 */
function drafted(file, by) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(by));
  return draft;
}

/**
 * Removes a lock whose holders are dead. Of several who see that, one at a time may look again and remove:
 * 1. A and B find the lock stale. 2. A removes it and places its own. 3. B, still believing 1, would remove A's.
 * @param {string} file
 */
function clearStale(file) {
  const gate = `${file}.clearing`;
  try {
    mkdirSync(gate);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    removeForgottenGate(gate);
    return;
  }
  try {
    if (!holders(file).some(isAlive)) rmSync(file, { force: true });
  } finally {
    rmdirSync(gate);
  }
}

/**
 * The gate is held for a blink; one that is seconds old belongs to somebody killed in that blink.
 * @param {string} gate
 */
function removeForgottenGate(gate) {
  try {
    if (Date.now() - statSync(gate).mtimeMs > 5000) rmdirSync(gate);
  } catch {
    // Gone meanwhile.
  }
}

/**
 * @param {string} file
 * @returns {Holder[]}
 */
function holders(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return [];
  }
}

/** @param {number} pid */
function holder(pid) {
  return { pid, started: startOf(pid) ?? '' };
}

/** @param {Holder} one */
function isAlive(one) {
  return startOf(one.pid) === one.started;
}

/**
 * When a process began, in whatever unit the system tells; undefined when there is none of that number.
 * @param {number} pid
 */
function startOf(pid) {
  if (process.platform !== 'linux') {
    const asked = spawnSync('ps', ['-o', 'lstart=', '-p', `${pid}`], { encoding: 'utf8' });
    return asked.stdout?.trim() || undefined;
  }
  try {
    const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    // Field 3 is the state (a zombie does nothing any more), field 22 the start in ticks since boot.
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return afterName[0] === 'Z' ? undefined : `${boot} ${afterName[19]}`;
  } catch {
    return undefined;
  }
}
