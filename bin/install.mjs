import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { takeInstallLock } from './install-lock.mjs';
import { installedSoFar, isInstalled, markInstalled } from './installed.mjs';
import { environmentForNpm, npmCommand } from './npm.mjs';
import { ensurePinnedNode } from './pinned-node.mjs';
import { passOnSignals } from './run.mjs';
import { CannotLaunch, say } from './say.mjs';

/**
 * Brings node_modules to what package-lock.json says and the pinned Node with it, if they are not there yet.
 * @param {string} root
 */
export async function ensureInstalled(root) {
  if (isInstalled(root)) return ensurePinnedNode(root);
  const lock = await lockFor(root);
  try {
    if (!isInstalled(root)) {
      say('正在安装依赖，第一次约需一两分钟 … / installing packages, a minute or two the first time …');
      await install(root, lock.addHolder);
      markInstalled(root);
    }
    ensurePinnedNode(root);
    handToOwner(root);
    say('依赖已就绪。/ packages are in place.');
  } finally {
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
  const exact = await npm(root, ['ci'], addHolder);
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
  return await npm(root, ['install', '--no-save'], addHolder);
}

/**
 * Runs npm with a progress line of our own (npm's spinner does not say how far it is).
 * @param {string} root
 * @param {string[]} args
 * @param {(pid: number) => void} addHolder
 * @returns {Promise<{ code: number, errors: string }>}
 */
function npm(root, args, addHolder) {
  const [command = 'npm', ...first] = npmCommand();
  const quiet = ['--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];
  // NODE_ENV=production or a .npmrc must not leave out what `npm start` builds the pages with.
  const whole = [
    '--include=dev',
    '--include=optional',
    '--fetch-retry-mintimeout=2000',
    '--fetch-retry-maxtimeout=9000',
  ];
  // As root with umask 077 nobody else could read what was installed.
  const umask = process.umask(0o022);
  const child = spawn(command, [...first, ...args, ...whole, ...quiet], {
    cwd: root,
    detached: true,
    env: environmentForNpm(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  process.umask(umask);
  // To the whole group: npm does not tell the install scripts it started.
  const stopPassingOn = passOnSignals((signal) => process.kill(-(/** @type {number} */ (child.pid)), signal));
  const stopProgress = showProgress(root);
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    errors += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('spawn', () => addHolder(/** @type {number} */ (child.pid)));
    child.once('error', (error) =>
      reject(new CannotLaunch(`找不到 npm，请先安装 Node.js 与 npm。/ npm was not found: ${error.message}`)),
    );
    child.once('close', (code, signal) => {
      stopProgress();
      stopPassingOn();
      if (signal || Number(code) > 128)
        reject(
          new CannotLaunch('安装被中断，下次启动会重新安装。/ interrupted; the next start installs again.'),
        );
      else resolve({ code: code ?? 1, errors });
    });
  });
}

/**
 * @param {string} root
 * @returns {() => void} stops it
 */
function showProgress(root) {
  const terminal = process.stderr.isTTY === true;
  const line = () => {
    const { present, all } = installedSoFar(root);
    return `  ${present}/${all} 个软件包 / packages`;
  };
  const timer = setInterval(
    () => (terminal ? process.stderr.write(`\r${line()}`) : say(line())),
    terminal ? 500 : 10_000,
  );
  return () => {
    clearInterval(timer);
    if (terminal) say(`\r${line()}`);
  };
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

/**
 * What went wrong, in words that say what to do next; npm's own words follow for those who know them.
 * @param {string} errors
 */
function explain(errors) {
  const known = [
    {
      sign: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENETUNREACH|EHOSTUNREACH/,
      say: [
        '连不上 npm 仓库。请检查网络或代理；也可以换用镜像：npm config set registry <镜像地址>，然后再试。',
        'The npm registry cannot be reached. Check network and proxy, or set a mirror (npm config set registry <url>).',
      ],
    },
    {
      sign: /ENOSPC/,
      say: ['磁盘空间不足，安装约需 1 GB。', 'The disk is full; the install needs about 1 GB.'],
    },
    {
      sign: /EACCES|EPERM|EROFS/,
      say: [
        '没有写入此目录的权限。请用目录的所有者运行，或先更正 node_modules 的所有者。',
        'This folder may not be written. Run as its owner, or correct the owner of node_modules first.',
      ],
    },
  ];
  const text = known.find(({ sign }) => sign.test(errors))?.say ?? [
    '安装依赖失败。',
    'Installing packages failed.',
  ];
  return [...text, '', errors.trim().split('\n').slice(0, 30).join('\n')].join('\n');
}
