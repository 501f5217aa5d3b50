import { spawn } from 'node:child_process';
import path from 'node:path';

export interface CommandResult {
  readonly passed: boolean;
  readonly output: string;
}

/** Runs a tool of node_modules/.bin under the Node that runs us, whichever its first line would find. */
export function runTool(root: string, tool: string, args: readonly string[]): Promise<CommandResult> {
  return runNode(root, [path.join(root, 'node_modules/.bin', tool), ...args]);
}

export function runNode(root: string, args: readonly string[]): Promise<CommandResult> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, NODE_TEST_CONTEXT: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(String(chunk)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ passed: code === 0, output: output.join('') }));
  });
}
