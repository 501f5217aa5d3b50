import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { startBrowser, type TestBrowser } from '../browser/start-browser.ts';
import { barriers } from './accessibility.ts';
import { layoutShifts, measureShifts } from './layout-shift.ts';
import { watchPage } from './page-watch.ts';

/** Pages with one flaw each: what watches over the journeys is itself watched here. */
const pages: Readonly<Record<string, string>> = {
  '/fine': '<h1>好</h1>',
  '/console': '<script src="/error.js"></script>',
  '/exception': '<script src="/throw.js"></script>',
  '/policy': '<p id="at">.</p><script>document.title = "inline"</script>',
  '/missing': '<img alt="" src="/nothing.png">',
  '/nameless': '<button></button>',
  '/jumping': '<p id="at"></p><p>下面的文字</p><script src="/jump.js"></script>',
};
const scripts: Readonly<Record<string, string>> = {
  '/error.js': 'console.error("broken")',
  '/throw.js': 'throw new Error("thrown")',
  '/jump.js': 'setTimeout(() => { document.getElementById("at").style.height = "500px"; }, 300)',
};

let server: Server;
let browser: TestBrowser;

before(async () => {
  server = createServer(({ url = '' }, answer) => {
    const script = scripts[url];
    const body = pages[url];
    answer.setHeader('content-security-policy', "default-src 'self'; img-src 'self' data:");
    answer.setHeader('content-type', script === undefined ? 'text/html; charset=utf-8' : 'text/javascript');
    answer.statusCode = script === undefined && body === undefined ? 404 : 200;
    const head = '<!doctype html><html lang="zh"><title>页</title><link rel="icon" href="data:,"><main>';
    answer.end(script ?? `${head}${body ?? ''}</main>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await startBrowser();
});
after(async () => {
  await browser.close();
  server.close();
});

async function faultsOn(path: string, look?: (page: Page) => Promise<unknown>): Promise<readonly string[]> {
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  const page = await browser.browser.newPage();
  await page.addInitScript(measureShifts);
  const watch = watchPage(page);
  await page.goto(`http://127.0.0.1:${address.port}${path}`);
  await watch.quiet();
  await look?.(page);
  await page.close();
  return watch.faults();
}

test('a page without flaws has no faults', async () => {
  assert.deepEqual(await faultsOn('/fine'), []);
});

test('an error on the console is noted', async () => {
  assert.deepEqual(await faultsOn('/console'), ['console: broken']);
});

test('an exception is noted', async () => {
  assert.match((await faultsOn('/exception')).join(), /^exception: Error: thrown/);
});

test('a violation of the content security policy is noted', async () => {
  assert.match(
    (await faultsOn('/policy')).join(),
    /^console: Executing inline script violates .*Content Security Policy/,
  );
});

test('an answer that refuses is noted', async () => {
  assert.deepEqual(await faultsOn('/missing'), ['answer: GET /nothing.png 404']);
});

test('a button without a name keeps somebody out', async () => {
  await faultsOn('/nameless', async (page) => {
    assert.match((await barriers(page)).join(), /button-name/);
  });
});

test('a page that jumps is measured', async () => {
  await faultsOn('/jumping', async (page) => {
    await page.waitForTimeout(800);
    const sum = (await layoutShifts(page)).reduce((total, { value }) => total + value, 0);
    assert.ok(sum > 0.02, `${sum}`);
  });
});
