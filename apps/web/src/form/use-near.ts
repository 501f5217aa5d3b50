import { type RefObject, useEffect, useState } from 'react';

/**
 * Whether an element is, or once was, near the part of the page that one sees. Two hundred rows of controls cost a
 * second to draw; as plain text they cost next to nothing until one comes near.
 */
export function useNear(ref: RefObject<HTMLElement | null>, atOnce: boolean): boolean {
  const [near, setNear] = useState(atOnce);
  useEffect(() => {
    const element = ref.current;
    if (near || !element) return;
    const watch = (watched.get(element.ownerDocument) ?? watcherOf(element.ownerDocument)).watch;
    return watch(element, () => setNear(true));
  }, [near, ref]);
  return near || atOnce;
}

interface Watcher {
  watch(element: Element, come: () => void): () => void;
}

/** One observer for all rows of the page. */
const watched = new WeakMap<Document, Watcher>();

function watcherOf(document: Document): Watcher {
  const waiting = new Map<Element, () => void>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) if (isIntersecting) waiting.get(target)?.();
    },
    { rootMargin: '600px' },
  );
  const watcher: Watcher = {
    watch(element, come) {
      waiting.set(element, come);
      observer.observe(element);
      return () => {
        waiting.delete(element);
        observer.unobserve(element);
      };
    },
  };
  watched.set(document, watcher);
  return watcher;
}
