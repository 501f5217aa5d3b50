/** An even number at the top of an axis, with which its half is a whole one, too. */
export function niceTop(most: number): number {
  if (most <= 2) return 2;
  const size = 10 ** Math.floor(Math.log10(most));
  const steps = [1, 2, 4, 6, 8, 10].map((step) => step * size);
  const top = steps.find((step) => step >= most) ?? most;
  return top % 2 === 0 ? top : top + 1;
}
