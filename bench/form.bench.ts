/**
 * How long a key takes in a large form on a slow phone: 390 px wide, the CPU slowed four times, from the key to the
 * picture that answers it. A hundred fields of which thirty depend on the one typed in, and a sub-table of two
 * hundred rows beside them, in the real pages of a real server.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { startBrowser } from '../e2e/browser/start-browser.ts';
import { personNamed } from '../e2e/campus/people.ts';
import { type Campus, startCampus } from '../e2e/campus/start-campus.ts';
import { pc, phone } from '../e2e/hall/devices.ts';
import { median } from './rounds.ts';

interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly bound?: number;
}

const keys = 24;
const service = 'hundred-fields';

/** @public Called by `yizhan bench`. */
export async function run(): Promise<readonly Row[]> {
  const [campus, { browser, close }] = await Promise.all([startCampus('e2e/campus/more'), startBrowser()]);
  const rows: Row[] = [];
  try {
    for (const device of [phone, pc]) {
      const context = await browser.newContext({ ...device.context, baseURL: campus.address });
      context.setDefaultTimeout(60_000);
      const page = await context.newPage();
      await signIn(page, campus);
      await open(page);
      await slow(page);
      const what = `${device.name}, CPU ÷ 4`;
      rows.push(
        await measured(page, `${what}: a key in the field that 30 depend on`, '#field-base'),
        await measured(page, `${what}: a key in a field that none depends on`, '#field-t5'),
      );
      await context.close();
      rows.push(...(await inLongTable(campus, browser, device)));
    }
    return rows;
  } finally {
    await close();
    await campus.stop();
  }
}

/** The same form with two hundred rows, opened as a draft of them. */
async function inLongTable(
  campus: Campus,
  browser: Awaited<ReturnType<typeof startBrowser>>['browser'],
  device: typeof pc,
): Promise<Row[]> {
  const context = await browser.newContext({ ...device.context, baseURL: campus.address });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  await signIn(page, campus);
  const draft = await page.evaluate<string>(longDraft);
  await page.goto(`/applications/${draft}/edit`);
  await page.locator('#field-base').waitFor();
  await slow(page);
  const what = `${device.name}, CPU ÷ 4, 200 rows`;
  // Rows have their controls once they are near the screen.
  await page.locator('#row-items-0').scrollIntoViewIfNeeded();
  if (device.touch) await page.locator('#row-items-0 button[aria-expanded="false"]').click();
  const rows = [
    await measured(page, `${what}: a key in a cell`, '#field-items-0-price'),
    await measured(page, `${what}: a key in a field`, '#field-base'),
  ];
  await context.close();
  return rows;
}

async function signIn(page: Page, campus: Campus): Promise<void> {
  const login = personNamed('米雪晴').number;
  await page.context().request.post('/api/v1/session', { data: { login, password: campus.password } });
  await page.goto('/');
}

async function open(page: Page): Promise<void> {
  await page.goto(`/services/${service}/apply`);
  await page.locator('#field-base').waitFor();
}

async function slow(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.evaluate(watchKeys);
}

async function measured(page: Page, what: string, selector: string): Promise<Row> {
  await page.locator(selector).click();
  await page.evaluate('globalThis.keyTimes = []');
  for (let count = 0; count < keys; count += 1) {
    await page.keyboard.press(count % 2 === 0 ? '7' : 'Backspace');
    await pause(150);
  }
  const times = await page.evaluate<number[]>('globalThis.keyTimes');
  return { what, value: Math.round(median(times.slice(4)) * 10) / 10, unit: 'ms', bound: 48 };
}

/** From the key to the first frame after it has been drawn. */
const watchKeys = `
  globalThis.keyTimes = [];
  document.addEventListener('keydown', ({ timeStamp }) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => globalThis.keyTimes.push(performance.now() - timeStamp);
      channel.port2.postMessage(0);
    });
  }, true);
`;

const longDraft = `(async () => {
  const { csrf } = await (await fetch('/api/v1/me')).json();
  const items = Array.from({ length: 200 }, (_, index) => ({
    name: '物品 ' + index, price: 100 * index, count: index % 7, kind: '办公', day: '2026-03-02',
  }));
  const answer = await fetch('/api/v1/applications', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-csrf-token': csrf, 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ service: '${service}', data: { base: 3, items }, draft: true }),
  });
  return (await answer.json()).id;
})()`;
