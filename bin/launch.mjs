#!/usr/bin/env node
/**
 * Behind `npm start`, `npm test` and the other npm scripts: installs what is missing, then runs the task under the
 * pinned Node. Plain JavaScript without a dependency, for it must work under the system's Node 20 in a fresh clone.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './install.mjs';
import { pinnedNode } from './pinned-node.mjs';
import { runToEnd } from './run.mjs';
import { CannotLaunch, say } from './say.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const steps = ['check', 'test:pure', 'test:database', 'site:check', 'e2e'];

/**
 * The program behind a task and its first arguments; undefined for a task there is not.
 * @param {string} task
 */
function programOf(task) {
  if (task === 'start' || task === 'bench') return ['apps/server/src/main.ts', task];
  if (task === 'test') return ['bin/test.ts'];
  if (steps.includes(task)) return ['bin/test.ts', task];
  return undefined;
}

/**
 * @param {string} task
 * @param {string[]} args
 */
async function launch(task, args) {
  const program = programOf(task);
  if (!program && task !== 'install') {
    say(`node bin/launch.mjs install | start | test | bench | ${steps.join(' | ')}`);
    return 2;
  }
  try {
    await ensureInstalled(root);
  } catch (error) {
    if (!(error instanceof CannotLaunch)) throw error;
    say(error.message);
    return 1;
  }
  if (!program) return 0;
  const [file = '', ...first] = program;
  return await runToEnd(pinnedNode(root), [path.join(root, file), ...first, ...args], { cwd: root });
}

if (Number.parseInt(process.versions.node, 10) < 20) {
  say(`需要 Node.js 20 或更新版本（现为 ${process.versions.node}）。/ Node.js 20 or newer is needed.`);
  process.exitCode = 1;
} else {
  const [task = '', ...args] = process.argv.slice(2);
  process.exitCode = await launch(task, args);
}
