/** What the list of timers and jobs is filtered by, as it stands in the address. */
export interface PendingSearch {
  kind?: (typeof kinds)[number] | undefined;
  service?: string | undefined;
  overdue?: true | undefined;
}

export const kinds = ['timer', 'deadline', 'job'] as const;

export function pendingSearch(search: Readonly<Record<string, unknown>>): PendingSearch {
  const kind = kinds.find((one) => one === search.kind);
  return {
    ...(kind && { kind }),
    ...(typeof search.service === 'string' && search.service !== '' && { service: search.service }),
    ...(search.overdue === true && { overdue: true as const }),
  };
}
