import type { Visitor } from './visitor.ts';

/** What somebody hears of where the focus is: the name of the control. */
const focused = `(() => {
  const at = document.activeElement;
  const labels = at.labels ? [...at.labels].map((label) => label.innerText) : [];
  return [at.getAttribute('aria-label'), ...labels, at.innerText].find(Boolean) ?? '';
})()`;

/** Goes on with the Tab key until the focus is on what is called so. */
export async function tabTo({ page }: Visitor, name: string): Promise<void> {
  const passed: string[] = [];
  for (let steps = 0; steps < 60; steps += 1) {
    await page.keyboard.press('Tab');
    const here = (await page.evaluate<string>(focused)).replaceAll(/[*\n]/g, ' ').trim();
    if (here.startsWith(name)) return;
    passed.push(here);
  }
  throw new Error(`the Tab key does not lead to "${name}", only to: ${passed.join(' | ')}`);
}
