import { setTimeout as pause } from 'node:timers/promises';
import type { Page, Request } from 'playwright-core';

export interface Watch {
  /** What went wrong on the page and nobody had announced. */
  faults(): readonly string[];
  /** Adds what somebody saw who looked at the page. */
  note(fault: string): void;
  /** Announces something that goes wrong on purpose. */
  foresee(pattern: RegExp): void;
  /** Settles when the page has asked for nothing more for a moment. */
  quiet(): Promise<void>;
}

const moment = 120;

/**
 * Listens for what a person would not see and a developer would: errors on the console (violations of the content
 * security policy are among them), exceptions, requests that failed or were refused.
 */
export function watchPage(page: Page): Watch {
  const heard: string[] = [];
  const foreseen: RegExp[] = [];
  const underWay = new Set<Request>();
  let lastEnd = 0;
  const end = (request: Request) => {
    underWay.delete(request);
    lastEnd = Date.now();
  };
  page.on('request', (request) => void underWay.add(request));
  page.on('requestfinished', end);
  page.on('requestfailed', end);
  page.on('console', (message) => {
    if (message.type() !== 'error' || isToldByItsAnswer(message.text())) return;
    heard.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => heard.push(`exception: ${error.stack ?? error.message}`));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // Leaving a page ends what it was asking for.
    if (why !== 'net::ERR_ABORTED')
      heard.push(`request: ${request.method()} ${pathOf(request.url())} ${why}`);
  });
  page.on('response', (response) => {
    if (response.status() < 400) return;
    heard.push(`answer: ${response.request().method()} ${pathOf(response.url())} ${response.status()}`);
  });
  return {
    faults: () => heard.filter((fault) => !foreseen.some((pattern) => pattern.test(fault))),
    note: (fault) => void (heard.includes(fault) || heard.push(fault)),
    foresee: (pattern) => void foreseen.push(pattern),
    async quiet() {
      while (underWay.size > 0 || Date.now() - lastEnd < moment) await pause(moment / 4);
    },
  };
}

const isToldByItsAnswer = (text: string): boolean => text.startsWith('Failed to load resource');

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
