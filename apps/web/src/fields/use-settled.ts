import { useEffect, useState } from 'react';

/** What was typed, once it has stood still for a moment. */
export function useSettled(words: string): string {
  const [settled, setSettled] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(words), 250);
    return () => clearTimeout(timer);
  }, [words]);
  return settled;
}
