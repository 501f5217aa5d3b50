import assert from 'node:assert/strict';
import { test } from 'node:test';
import { machineBrowser } from './machine-browser.ts';
import { startBrowser } from './start-browser.ts';

/** Draws each character on its own and answers with what was drawn; characters without a glyph all look alike. */
const drawn = `[...'砚湖大学办事厅'].map((character) => {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 40;
  const drawing = canvas.getContext('2d');
  drawing.font = '32px sans-serif';
  drawing.fillText(character, 2, 32);
  return canvas.toDataURL();
})`;

const packagedRuns = process.platform === 'linux' && process.arch === 'x64';
const browsers = [
  ...(machineBrowser(process.env) === undefined ? [] : ['machine']),
  ...(packagedRuns ? ['packaged'] : []),
];

for (const which of browsers) {
  test(`the ${which === 'machine' ? 'browser of this machine' : 'packaged browser'} has glyphs for Chinese`, async () => {
    const { browser, close } = await startBrowser({ ...process.env, E2E_BROWSER: which });
    try {
      const page = await browser.newPage();
      await page.setContent('<p>砚湖大学</p>');
      const pictures = await page.evaluate<readonly string[]>(drawn);
      assert.equal(new Set(pictures).size, pictures.length);
    } finally {
      await close();
    }
    assert.equal(browser.isConnected(), false);
  });
}

test('CHROME_PATH that names no program is refused with its name', () => {
  assert.throws(() => machineBrowser({ CHROME_PATH: '/nowhere/chrome' }), /\/nowhere\/chrome/);
});

test('a machine without a browser in PATH has none', () => {
  assert.equal(machineBrowser({ PATH: '/nowhere' }), undefined);
});
