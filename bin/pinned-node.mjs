import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { environmentForNpm } from './npm.mjs';
import { CannotLaunch, say } from './say.mjs';

/**
 * The Node version that this checkout runs under, whatever the system's is.
 * @param {string} root
 * @returns {string}
 */
export function pinnedVersion(root) {
  return JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).dependencies.node;
}

/** @param {string} root */
export function pinnedNode(root) {
  return path.join(root, 'node_modules/node/bin/node');
}

/**
 * Sees to it that the binary of the npm package `node` is there and of the pinned version. Its install script
 * fetches it, so after `npm ci --ignore-scripts` there is none and `npx node` silently is the system's Node.
 * @param {string} root
 */
export function ensurePinnedNode(root) {
  const version = pinnedVersion(root);
  if (versionOf(pinnedNode(root)) === version) return;
  say(`正在安装 Node ${version} … / installing Node ${version} …`);
  fetchBinary(path.join(root, 'node_modules/node'));
  const found = versionOf(pinnedNode(root));
  if (found === version) return;
  throw new CannotLaunch(
    [
      `没有得到 Node ${version}（现有：${found ?? '无'}）。请检查到 npm 仓库的网络后重试，或运行 npm rebuild node。`,
      `Node ${version} is not there (found: ${found ?? 'none'}). Check the way to the npm registry and try again,`,
      `or run "npm rebuild node". Linux with musl (Alpine) is not supported: its Node binaries are not on npm.`,
    ].join('\n'),
  );
}

/**
 * @param {string} binary
 * @returns {string | undefined} undefined when it is not there or cannot run here (another platform, a cut file)
 */
function versionOf(binary) {
  if (!existsSync(binary)) return undefined;
  const asked = spawnSync(binary, ['-p', 'process.versions.node'], { encoding: 'utf8' });
  return asked.status === 0 ? asked.stdout.trim() : undefined;
}

/**
 * The install script that npm would have run for the package, run by hand: with --ignore-scripts in a .npmrc
 * `npm rebuild node` would leave it out again.
 * @param {string} folder
 */
function fetchBinary(folder) {
  const umask = process.umask(0o022);
  spawnSync(process.execPath, ['installArchSpecificPackage.js'], {
    cwd: folder,
    env: environmentForNpm(),
    stdio: ['ignore', 2, 2],
  });
  process.umask(umask);
}
