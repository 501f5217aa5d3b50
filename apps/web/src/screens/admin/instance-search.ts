/** What the list of instances is filtered by, as it stands in the address. */
export interface InstanceSearch {
  service?: string | undefined;
  status?: (typeof statuses)[number] | undefined;
  q?: string | undefined;
  /** Not moved for so many days. */
  days?: number | undefined;
  incident?: true | undefined;
  suspended?: true | undefined;
}

export const statuses = [
  'running',
  'returned',
  'withdrawn',
  'approved',
  'rejected',
  'cancelled',
  'terminated',
] as const;

const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** Whatever stands in the address, what is none of these is left out. */
export function instanceSearch(search: Readonly<Record<string, unknown>>): InstanceSearch {
  const { days } = search;
  const q = typeof search.q === 'number' ? String(search.q) : textIn(search.q);
  const service = textIn(search.service);
  const status = statuses.find((one) => one === search.status);
  return {
    ...(service && { service }),
    ...(status && { status }),
    ...(q && { q }),
    ...(typeof days === 'number' && days > 0 && days <= 365 && { days: Math.floor(days) }),
    ...(search.incident === true && { incident: true as const }),
    ...(search.suspended === true && { suspended: true as const }),
  };
}
