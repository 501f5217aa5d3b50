import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Whether node_modules is what package-lock.json says is decided by content, never by times: git sets the times of
 * a checkout as it likes. A complete install leaves a mark in node_modules with the hash of the lock file; `npm ci`
 * wipes the folder before it begins, so an install that was killed has no mark.
 *
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, link?: boolean,
 *   os?: string[], cpu?: string[], bin?: Record<string, string> }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} Lock
 */

const mark = 'node_modules/.yizhan-installed.json';

/**
 * @param {string} root
 * @returns {boolean}
 */
export function isInstalled(root) {
  const marked = readJson(path.join(root, mark));
  if (marked?.lock !== lockHash(root) || marked.platform !== platform()) return isInstalledByHand(root);
  return marked.packages.every((/** @type {string} */ place) => isThere(root, place));
}

/**
 * Leaves the mark after a complete install.
 * @param {string} root
 */
export function markInstalled(root) {
  const packages = placesFor(lockOf(root)).filter((place) => isThere(root, place));
  writeFileSync(
    path.join(root, mark),
    JSON.stringify({ lock: lockHash(root), platform: platform(), packages }),
  );
}

/**
 * How many packages of the lock file stand in node_modules, of how many: for the progress line. Optional ones are
 * not counted, for which of them npm takes depends on more than the lock file.
 * @param {string} root
 */
export function installedSoFar(root) {
  const { packages } = lockOf(root);
  const places = placesFor({ packages }).filter((place) => !packages[place]?.optional);
  return { present: places.filter((place) => isThere(root, place)).length, all: places.length };
}

/**
 * Somebody ran `npm ci` or `npm install` and it ended well: npm then wrote its own copy of the lock file, and it
 * agrees with ours. Installing again would only cost a minute.
 * @param {string} root
 */
function isInstalledByHand(root) {
  const npms = readJson(path.join(root, 'node_modules/.package-lock.json'))?.packages;
  if (!npms) return false;
  const ours = lockOf(root).packages;
  const agrees = Object.entries(ours)
    .filter(([place]) => place !== '')
    .every(([place, locked]) => {
      const found = npms[place];
      if (!found) return locked.optional === true || !place.includes('node_modules/');
      return found.version === locked.version && (!locked.integrity || found.integrity === locked.integrity);
    });
  const places = Object.keys(npms).filter((place) => place.includes('node_modules/'));
  const complete = places.every((place) => fits(npms[place]) && isThere(root, place));
  return agrees && complete && binsOfWorkspacesAreLinked(root);
}

/** @param {string} root */
function binsOfWorkspacesAreLinked(root) {
  return Object.entries(lockOf(root).packages)
    .filter(([place]) => place !== '' && !place.includes('node_modules/'))
    .flatMap(([, workspace]) => Object.keys(workspace.bin ?? {}))
    .every((name) => existsSync(path.join(root, 'node_modules/.bin', name)));
}

/**
 * The places in node_modules that the lock file wants on this platform.
 * @param {Lock} lock
 */
function placesFor(lock) {
  return Object.entries(lock.packages)
    .filter(([place, locked]) => place.includes('node_modules/') && fits(locked))
    .map(([place]) => place);
}

/** @param {LockedPackage} locked */
function fits(locked) {
  return allows(locked.os, process.platform) && allows(locked.cpu, process.arch);
}

/**
 * @param {string[] | undefined} list as in package.json: names, or names to leave out ("!win32")
 * @param {string} name
 */
function allows(list, name) {
  if (!list) return true;
  return list.some((entry) => entry.startsWith('!')) ? !list.includes(`!${name}`) : list.includes(name);
}

/**
 * @param {string} root
 * @param {string} place
 */
function isThere(root, place) {
  return existsSync(path.join(root, place, 'package.json'));
}

/**
 * @param {string} root
 * @returns {Lock}
 */
function lockOf(root) {
  return JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
}

/** @param {string} root */
function lockHash(root) {
  return createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
}

function platform() {
  return `${process.platform}-${process.arch}`;
}

/** @param {string} file */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
