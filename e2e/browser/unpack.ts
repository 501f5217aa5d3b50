/** Run by packaged-browser.ts: unpacks the packaged Chromium into this process's temporary folder. */
import Chromium from '@sparticuz/chromium';

await Chromium.executablePath();
