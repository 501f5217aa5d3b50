import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { showInstallProgress } from './install-progress.mjs';
import { passOnSignals } from './run.mjs';
import { CannotLaunch } from './say.mjs';

/**
 * The npm that belongs to the running Node: the one that started us, else the one installed beside it, else what
 * PATH finds. `yarn start` and `pnpm start` name themselves in npm_execpath too, therefore the look at its name.
 * @returns {string[]} the command and its first arguments
 */
function npmCommand() {
  const started = process.env.npm_execpath;
  if (started && path.basename(started) === 'npm-cli.js' && existsSync(started))
    return [runningNode(), started];
  const beside = path.join(path.dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js');
  return existsSync(beside) ? [runningNode(), beside] : ['npm'];
}

/** The Node that runs us; when that was the pinned one, an install has wiped it away, and PATH finds another. */
export function runningNode() {
  return existsSync(process.execPath) ? process.execPath : 'node';
}

/**
 * The environment for an npm inside an `npm start`: settings the person gave (registry, proxy) stay, what npm says
 * about the outer run goes. With npm_config_local_prefix of the outer one an install meant for
 * node_modules/node would happen in the root.
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentForNpm() {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^npm_(package|lifecycle)_|^npm_(command|execpath|node_execpath)$|^npm_config_(local_)?prefix$/.test(
          name,
        ),
    ),
  );
}

/**
 * Installs with npm, quietly, under a progress line of our own: npm's does not say how far it is.
 * @param {string} root
 * @param {string[]} args
 * @param {(pid: number) => void} whenRunning
 * @returns {Promise<{ code: number, errors: string }>}
 */
export async function runNpm(root, args, whenRunning) {
  const [command = 'npm', ...first] = npmCommand();
  const quiet = ['--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];
  // NODE_ENV=production or a .npmrc must not leave out what `npm start` builds the pages with.
  const whole = ['--include=dev', '--include=optional'];
  const patience = ['--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=9000'];
  const child = spawn(command, [...first, ...args, ...whole, ...patience, ...quiet], {
    cwd: root,
    detached: true,
    env: environmentForNpm(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  child.once('spawn', () => whenRunning(/** @type {number} */ (child.pid)));
  const stopPassingOn = passOnSignals(() => killGroup(child));
  const stopProgress = showInstallProgress(root);
  try {
    return await endOf(child);
  } finally {
    stopProgress();
    stopPassingOn();
  }
}

/**
 * npm, asked to stop, would first undo what it did, which takes as long as going on; and it does not tell the install
 * scripts it started. The next start begins anew in any case.
 * @param {import('node:child_process').ChildProcess} child
 */
function killGroup(child) {
  if (child.pid && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGKILL');
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<{ code: number, errors: string }>}
 */
function endOf(child) {
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk) => {
    errors += chunk;
  });
  const interrupted = '安装被中断，下次启动会重新安装。/ interrupted; the next start installs again.';
  return new Promise((resolve, reject) => {
    child.once('error', (error) =>
      reject(new CannotLaunch(`找不到 npm，请先安装 Node.js 与 npm。/ npm was not found: ${error.message}`)),
    );
    child.once('close', (code, signal) =>
      signal ? reject(new CannotLaunch(interrupted)) : resolve({ code: code ?? 1, errors }),
    );
  });
}

/**
 * What went wrong, in words that say what to do next; npm's own words follow for those who know them.
 * @param {string} errors
 */
export function explain(errors) {
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
