import { access, constants, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Visitor } from './visitor.ts';

const output = fileURLToPath(new URL('../output', import.meta.url));

/**
 * Keeps a picture of the whole page in e2e/output, for people to look at. The window is made as high as the page for
 * it: what stands at the window's lower edge would else lie across the middle.
 */
export async function keepPicture({ device, page, stage }: Visitor, screen: string): Promise<void> {
  const folder = path.join(output, `${stage.journey}-${device.name}`);
  if (!(await mayWrite(folder))) return;
  const { viewport } = device.context;
  const height = await page.evaluate<number>('document.documentElement.scrollHeight');
  await page.setViewportSize({ width: viewport.width, height: Math.max(height, viewport.height) });
  await page.screenshot({ path: path.join(folder, `${screen}.png`), scale: 'css' });
  await page.setViewportSize(viewport);
}

/** In a checkout of somebody else's the journeys go without pictures. */
async function mayWrite(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
