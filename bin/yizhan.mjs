/**
 * The command `yizhan`: hands over to apps/server under the pinned Node, whichever Node started us. The working
 * folder stays the caller's, for the paths on the command line are meant from there.
 */
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureInstalled } from './install.mjs';
import { pinnedNode, pinnedVersion } from './pinned-node.mjs';
import { runToEnd } from './run.mjs';
import { CannotLaunch, say } from './say.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const main = path.join(root, 'apps/server/src/main.ts');

async function runUnderPinnedNode() {
  try {
    await ensureInstalled(root);
  } catch (error) {
    if (!(error instanceof CannotLaunch)) throw error;
    say(error.message);
    return 1;
  }
  return await runToEnd(pinnedNode(root), [main, ...process.argv.slice(2)]);
}

if (process.versions.node === pinnedVersion(root)) {
  process.argv[1] = main;
  await import(pathToFileURL(main).href);
} else {
  process.exitCode = await runUnderPinnedNode();
}
