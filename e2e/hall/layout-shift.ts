import type { Page } from 'playwright-core';

/** Runs in each page before its own scripts: adds up what moved without the person having done anything. */
export const measureShifts = `
  window.layoutShifts = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      if (hadRecentInput) continue;
      const moved = sources.map(({ node }) => node?.className || node?.nodeName || '?');
      window.layoutShifts.push({ value, moved });
    }
  }).observe({ type: 'layout-shift', buffered: true });
`;

interface Shift {
  readonly value: number;
  readonly moved: readonly string[];
}

/** All layout shifts since the page was loaded. */
export const layoutShifts = (page: Page): Promise<readonly Shift[]> => page.evaluate('window.layoutShifts');
