/** A file on a line that breaks: it waits, goes on by itself, and is the same file in the end. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Device, devices } from '../hall/devices.ts';
import { choose } from '../hall/fill-in.ts';
import { lookAt } from '../hall/look.ts';
import { stageFor } from '../hall/stage.ts';
import { hides, press, shows, visit } from '../hall/visitor.ts';

const pdf = Buffer.concat([
  Buffer.from('%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n'),
  Buffer.alloc(1_800_000, ' '),
]);

describe('上传', () => {
  const stage = stageFor('bad-line');

  for (const device of devices) test(`${device.name}: goes on where it broke off`, () => uploads(device));

  async function uploads(device: Device): Promise<void> {
    await visit(stage(), '褚云帆', device, async (person) => {
      const { page, context, watch } = person;
      await page.goto('/services/staff-leave-and-return/apply');
      await choose(person, '假别', '事假');
      const picker = page.locator('input[type=file][data-field=proof]');
      watch.foresee(/uploads/);
      watch.foresee(/ERR_INTERNET_DISCONNECTED/);
      let parts = 0;
      await page.route('**/api/v1/uploads/**', async (route) => {
        const isPart = route.request().method() === 'PATCH';
        if (isPart) parts += 1;
        if (isPart && parts === 2) await context.setOffline(true);
        await route.continue();
      });
      await picker.setInputFiles({ name: '证明.pdf', mimeType: 'application/pdf', buffer: pdf });
      await shows(page.getByText('网络断了，恢复后自动接着上传'));
      await lookAt(person, '01-waits');
      await context.setOffline(false);
      await shows(page.getByRole('button', { name: '移除 证明.pdf' }));
      await hides(page.getByText('网络断了，恢复后自动接着上传'));
      assert.ok(parts >= 4, `${parts}`);
      await lookAt(person, '02-there');
      await press(person, page.getByRole('button', { name: '移除 证明.pdf' }));
    });
  }
});
