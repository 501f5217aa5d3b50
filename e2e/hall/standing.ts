import assert from 'node:assert/strict';
import { shows, type Visitor } from './visitor.ts';

/** An application's page names who holds it now, each with the phone of the office to call. */
export async function isHeldBy({ page }: Visitor, ...names: readonly string[]): Promise<void> {
  const holders = page.getByRole('region', { name: '现在由谁办理' });
  for (const name of names) {
    const person = holders.getByRole('listitem').filter({ hasText: name }).last();
    await shows(person.getByRole('link', { name: /^致电 \d+$/ }));
  }
}

/** What has been done so far, in order: each line of the timeline must hold all of these words. */
export async function tellsWhatHappened(
  { page }: Visitor,
  lines: readonly (readonly string[])[],
): Promise<void> {
  const timeline = page.getByRole('region', { name: '办理过程' });
  await shows(timeline.getByRole('listitem').last());
  // Rounds that ended with 退回 are folded.
  for (const round of await timeline.locator('details:not([open]) > summary').all()) await round.click();
  await shows(timeline.getByRole('listitem').nth(lines.length - 1));
  const told = await timeline.getByRole('listitem').allInnerTexts();
  for (const [index, words] of lines.entries()) {
    const line = told[index] ?? '';
    const missing = words.filter((word) => !line.includes(word));
    assert.deepEqual(missing, [], `line ${index + 1} of the timeline says: ${line}`);
  }
}

/** The newest message about it stands in the list of messages. */
export async function wasTold({ page }: Visitor, ...words: readonly string[]): Promise<void> {
  await page.goto('/messages');
  let message = page.getByRole('main').getByRole('listitem');
  for (const word of words) message = message.filter({ hasText: word });
  await shows(message.first());
}
