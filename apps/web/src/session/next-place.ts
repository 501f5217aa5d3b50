/**
 * Where to go after signing in: only a path of this hall. Everything a browser would read as another site
 * (`//evil`, `/\evil`, `https:evil`, control characters that it strips) leads home instead.
 */
export function nextPlace(next: unknown): string {
  if (typeof next !== 'string' || !next.startsWith('/')) return '/';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop tabs and newlines inside an address
  if (/^\/[/\\]|[\u0000-\u001f\\]/.test(next)) return '/';
  const url = urlOf(next);
  if (url?.origin !== base || url.pathname.startsWith('//') || url.pathname === '/sign-in') return '/';
  return url.pathname + url.search + url.hash;
}

const base = 'https://hall.invalid';

function urlOf(next: string): URL | undefined {
  try {
    return new URL(next, base);
  } catch {
    return undefined;
  }
}
