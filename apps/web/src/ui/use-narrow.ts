import { useSyncExternalStore } from 'react';

/** Widths at which a page changes its build; the style sheets use the same bounds. */
function width(query: string): () => boolean {
  const list = typeof matchMedia === 'function' ? matchMedia(query) : undefined;
  const subscribe = (changed: () => void) => {
    list?.addEventListener('change', changed);
    return () => list?.removeEventListener('change', changed);
  };
  return () => useSyncExternalStore(subscribe, () => list?.matches ?? false);
}

/** Phone width. */
export const useNarrow = width('(max-width: 767px)');

/** Room for a second column. */
export const useWide = width('(min-width: 1080px)');
