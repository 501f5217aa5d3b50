import { spawn } from 'node:child_process';
import type { RunAs } from './run-as.ts';

/** Runs a command to its end and answers what it printed; an exit code other than 0 is thrown with it. */
export function run(
  command: string,
  args: readonly string[],
  directory: string,
  user?: RunAs,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...spawnOptions(directory, user),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${command} ended with ${signal ?? code}\n${output}`));
    });
  });
}

/**
 * In a session of its own, so that Ctrl-C in the terminal is not heard; messages in English, for we read them; and
 * without the PG… variables of the person who starts us, which would lead to another server.
 */
export function spawnOptions(directory: string, user: RunAs | undefined) {
  // biome-ignore lint/style/noProcessEnv: handed on to the child, not read for our own settings
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'));
  return {
    cwd: directory,
    detached: true,
    windowsHide: true,
    env: { ...Object.fromEntries(inherited), LC_ALL: 'C' } as NodeJS.ProcessEnv,
    ...(user && { uid: user.uid, gid: user.gid }),
  };
}
