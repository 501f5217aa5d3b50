/** What the address of a new application may say: a draft to go on with, an earlier one to begin with, a place to book. */
export interface ApplySearch {
  draft?: string;
  from?: string;
  resource?: string;
  start?: string;
  end?: string;
  /** 节次, like `3-4`. */
  sections?: string;
}

const keys = ['draft', 'from', 'resource', 'start', 'end', 'sections'] as const;

export function applySearch(search: Record<string, unknown>): ApplySearch {
  const known: ApplySearch = {};
  for (const key of keys) {
    const value = search[key];
    if (typeof value === 'string') known[key] = value;
    // The router reads a lone section as a number.
    if (key === 'sections' && typeof value === 'number') known[key] = String(value);
  }
  return known;
}
