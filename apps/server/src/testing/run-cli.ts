import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { root } from '../config.ts';

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export type Environment = Readonly<Record<string, string>>;

const { PATH, HOME, NODE_COMPILE_CACHE } = process.env;

/** `yizhan` as a process of its own, with an environment of its own. */
export function startCli(args: readonly string[], environment: Environment = {}, input = ''): ChildProcess {
  const child = spawn(process.execPath, [path.join(root, 'apps/server/src/main.ts'), ...args], {
    cwd: root,
    env: { PATH, HOME, NODE_COMPILE_CACHE, ...environment },
    stdio: 'pipe',
  });
  child.stdin.end(input);
  return child;
}

export async function runCli(
  args: readonly string[],
  environment: Environment = {},
  input = '',
): Promise<CliResult> {
  const child = startCli(args, environment, input);
  const [stdout, stderr, code] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    new Promise<number | null>((resolve) => child.once('exit', resolve)),
  ]);
  return { code, stdout, stderr };
}

async function textOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = '';
  for await (const chunk of stream ?? []) text += String(chunk);
  return text;
}
