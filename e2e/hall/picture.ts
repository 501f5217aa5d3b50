import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Visitor } from './visitor.ts';

const output = fileURLToPath(new URL('../output', import.meta.url));

/**
 * Keeps a picture of the whole page in e2e/output, for people to look at. The window is made as high as the page for
 * it: what stands at the window's lower edge would else lie across the middle.
 */
export async function keepPicture({ device, page, stage }: Visitor, screen: string): Promise<void> {
  const { viewport } = device.context;
  const height = await page.evaluate<number>('document.documentElement.scrollHeight');
  await page.setViewportSize({ width: viewport.width, height: Math.max(height, viewport.height) });
  await page.screenshot({
    path: path.join(output, `${stage.journey}-${device.name}`, `${screen}.png`),
    scale: 'css',
  });
  await page.setViewportSize(viewport);
}
