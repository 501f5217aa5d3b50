import { useSyncExternalStore } from 'react';

/** What a page changes its build for; the style sheets use the same bounds. */
function matches(query: string): () => boolean {
  const list = typeof matchMedia === 'function' ? matchMedia(query) : undefined;
  const subscribe = (changed: () => void) => {
    list?.addEventListener('change', changed);
    return () => list?.removeEventListener('change', changed);
  };
  return () => useSyncExternalStore(subscribe, () => list?.matches ?? false);
}

/** Phone width. */
export const useNarrow = matches('(max-width: 767px)');

/** A finger: no keyboard should slide over a calendar that is picked from. */
export const useTouch = matches('(pointer: coarse)');

/** Room for a second column. */
export const useWide = matches('(min-width: 1080px)');
