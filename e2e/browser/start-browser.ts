/**
 * A headless Chromium for tests: the one of the machine, else the packaged one (E2E_BROWSER=packaged or =machine asks
 * for one of them). Nothing of it outlives `close`: profile, font cache and all lie in one temporary folder.
 */
import { type Browser, chromium } from 'playwright-core';
import { remove, temporaryFolder } from '../temporary-folder.ts';
import { chineseFonts } from './fonts.ts';
import { machineBrowser } from './machine-browser.ts';
import { packagedBrowser } from './packaged-browser.ts';

export interface TestBrowser {
  readonly browser: Browser;
  close(): Promise<void>;
}

const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

export async function startBrowser(environment: NodeJS.ProcessEnv = process.env): Promise<TestBrowser> {
  const temporary = await temporaryFolder();
  try {
    const browser = await launch(await chooseBrowser(environment, temporary), temporary, environment);
    return {
      browser,
      async close() {
        await browser.close();
        await remove(temporary);
      },
    };
  } catch (error) {
    await remove(temporary);
    throw error;
  }
}

interface Chosen {
  readonly executable: string;
  readonly libraries?: string;
}

async function chooseBrowser(environment: NodeJS.ProcessEnv, temporary: string): Promise<Chosen> {
  const wish = environment.E2E_BROWSER;
  const executable = wish === 'packaged' ? undefined : machineBrowser(environment);
  if (executable !== undefined) return { executable };
  if (wish === 'machine')
    throw new Error('There is no Chromium in PATH: install one, or name it in CHROME_PATH.');
  return packagedBrowser(temporary);
}

async function launch(chosen: Chosen, temporary: string, environment: NodeJS.ProcessEnv): Promise<Browser> {
  const env = {
    ...environment,
    TMPDIR: temporary,
    HOME: temporary,
    FONTCONFIG_FILE: await chineseFonts(temporary),
    ...(chosen.libraries !== undefined && { LD_LIBRARY_PATH: chosen.libraries }),
  };
  const start = (sandbox: boolean) =>
    inFolder(temporary, () =>
      chromium.launch({ executablePath: chosen.executable, args: flags, chromiumSandbox: sandbox, env }),
    );
  // Chromium refuses to run as root in its sandbox.
  if (process.getuid?.() === 0) return start(false);
  try {
    return await start(true);
  } catch (error) {
    // Many containers take from an ordinary user what the sandbox is made of. The pages are our own.
    if (!/no usable sandbox/i.test(String(error))) throw error;
    return start(false);
  }
}

/** Playwright makes the profile in the temporary folder of this process. */
async function inFolder<Result>(temporary: string, deed: () => Promise<Result>): Promise<Result> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = temporary;
  try {
    return await deed();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
