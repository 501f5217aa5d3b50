import { barriers } from './accessibility.ts';
import { layoutShifts } from './layout-shift.ts';
import { keepPicture } from './picture.ts';
import { hides, type Visitor } from './visitor.ts';

/** What Google calls good; a jump of the whole page is 0.3 and more. */
const calm = 0.1;

/**
 * Looks at a screen as it stands: nobody is kept out of it, nothing sticks out at the side. What is found is noted and
 * fails the test at its end, so that one run tells all. Keeps a picture of the screen in e2e/output.
 */
export async function lookAt(visitor: Visitor, screen: string): Promise<void> {
  const { page, watch } = visitor;
  await settled(visitor);
  await keepPicture(visitor, screen);
  for (const barrier of await barriers(page)) watch.note(barrier);
  const { whole, seen } = await page.evaluate<{ whole: number; seen: number }>(
    '({ whole: document.documentElement.scrollWidth, seen: document.documentElement.clientWidth })',
  );
  if (whole > seen) watch.note(`${screen} scrolls sideways: it is ${whole} px wide, ${seen} px are seen`);
}

/** Whether the screen came to its final look without jumping about; asked of a page that was just loaded. */
export async function cameCalmly(visitor: Visitor, screen: string): Promise<void> {
  await settled(visitor);
  const shifts = await layoutShifts(visitor.page);
  const sum = shifts.reduce((total, { value }) => total + value, 0);
  if (sum >= calm) visitor.watch.note(`${screen} jumped by ${sum.toFixed(3)}: ${JSON.stringify(shifts)}`);
}

/** Everything has loaded that was on its way, and nothing moves or fades any more. */
async function settled({ page, watch }: Visitor): Promise<void> {
  await watch.quiet();
  await hides(page.getByRole('status', { name: '正在加载…' }).first());
  await page.evaluate(stillness);
}

/** What turns for ever (a spinner) is not waited for. */
const stillness = `Promise.allSettled(
  document.getAnimations().flatMap((one) => one.effect?.getComputedTiming().endTime < 5000 ? one.finished : []),
)`;
