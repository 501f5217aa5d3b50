import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { environmentForNpm, runningNode } from './npm.mjs';
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
 * Whether the binary of the npm package `node` is there, runs here and is of the pinned version. The package's install
 * script fetches it, so after `npm ci --ignore-scripts` there is none, and `npx node` silently is the system's Node.
 * @param {string} root
 */
export function hasPinnedNode(root) {
  return versionOf(pinnedNode(root)) === pinnedVersion(root);
}

/**
 * Runs the install script that npm would have run for the package, by hand: with ignore-scripts in a .npmrc
 * `npm rebuild node` would leave it out again.
 * @param {string} root
 */
export function fetchPinnedNode(root) {
  const version = pinnedVersion(root);
  say(`正在安装 Node ${version} … / installing Node ${version} …`);
  spawnSync(runningNode(), ['installArchSpecificPackage.js'], {
    cwd: path.join(root, 'node_modules/node'),
    env: environmentForNpm(),
    stdio: ['ignore', 2, 2],
  });
  if (hasPinnedNode(root)) return;
  throw new CannotLaunch(
    [
      `没有得到 Node ${version}（现有：${versionOf(pinnedNode(root)) ?? '无'}）。请检查到 npm 仓库的网络后重试。`,
      `Node ${version} is not there. Check the way to the npm registry and try again. (Linux with musl, as Alpine,`,
      'cannot be served: npm has no Node for it.)',
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
