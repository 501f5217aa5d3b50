/**
 * Whether a service is found by what somebody typed: every word of the query must occur in one of the terms
 * (name, pinyin, initials, synonyms, owner). The browser filters the list it has with the same rule as the server.
 */
export function matchesQuery(terms: readonly string[], query: string): boolean {
  const words = query
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s'’]+/)
    .filter(Boolean);
  return words.every((word) => terms.some((term) => term.includes(word)));
}
