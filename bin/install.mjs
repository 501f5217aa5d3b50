import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { takeInstallLock } from './install-lock.mjs';
import { isInstalled, markInstalled } from './installed.mjs';
import { explain, runNpm } from './npm.mjs';
import { fetchPinnedNode, hasPinnedNode } from './pinned-node.mjs';
import { CannotLaunch, say } from './say.mjs';

/**
 * Brings node_modules to what package-lock.json says and the pinned Node with it, if they are not there yet.
 * @param {string} root
 */
export async function ensureInstalled(root) {
  if (isInstalled(root) && hasPinnedNode(root)) return;
  const lock = await lockFor(root);
  // As root with umask 077 nobody else could read what is installed.
  const umask = process.umask(0o022);
  try {
    if (!isInstalled(root)) {
      say('正在安装依赖，第一次约需一两分钟 … / installing packages, a minute or two the first time …');
      await install(root, lock.addHolder);
      markInstalled(root);
    }
    if (!hasPinnedNode(root)) fetchPinnedNode(root);
    handToOwner(root);
    say('依赖已就绪。/ packages are in place.');
  } finally {
    process.umask(umask);
    lock.release();
  }
}

/** @param {string} root */
async function lockFor(root) {
  try {
    return await takeInstallLock(path.join(root, 'bin/.install-lock'), (pid) =>
      say(
        `另一个进程（${pid}）正在安装，等它完成 … / another process (${pid}) is installing, waiting for it …`,
      ),
    );
  } catch (error) {
    throw new CannotLaunch(explain(String(error)), { cause: error });
  }
}

/**
 * @param {string} root
 * @param {(pid: number) => void} addHolder
 */
async function install(root, addHolder) {
  const exact = await runNpm(root, ['ci'], addHolder);
  if (exact.code === 0) return;
  const outOfStep = exact.errors.includes(
    'package.json and package-lock.json or npm-shrinkwrap.json are in sync',
  );
  const ended = outOfStep ? await installLoosely(root, addHolder) : exact;
  if (ended.code !== 0) throw new CannotLaunch(explain(ended.errors));
}

/**
 * A lock file made on a registry that lacks some platforms' packages is refused by `npm ci`. bin/lock.test.ts keeps
 * such a one out of the repository; this lets people work meanwhile. Unlike `npm ci` this does not wipe the folder,
 * and would take a half unpacked package in it for a whole one.
 * @param {string} root
 * @param {(pid: number) => void} addHolder
 */
async function installLoosely(root, addHolder) {
  say(
    'package-lock.json 与 package.json 不一致，按 package.json 安装 … / out of step, installing by package.json …',
  );
  rmSync(path.join(root, 'node_modules'), { recursive: true, force: true });
  return await runNpm(root, ['install', '--no-save'], addHolder);
}

/**
 * Root installing in somebody's clone leaves the packages to that person: otherwise the next install, by them,
 * could not replace them.
 * @param {string} root
 */
function handToOwner(root) {
  const { uid, gid } = statSync(root);
  if (process.getuid?.() !== 0 || uid === 0) return;
  const folders = ['', ...['packages', 'apps'].flatMap((group) => foldersIn(root, group))]
    .map((folder) => path.join(root, folder, 'node_modules'))
    .filter(existsSync);
  spawnSync('chown', ['-R', '-h', `${uid}:${gid}`, ...folders], { stdio: ['ignore', 2, 2] });
}

/**
 * @param {string} root
 * @param {string} group
 */
function foldersIn(root, group) {
  return readdirSync(path.join(root, group)).map((name) => path.join(group, name));
}
