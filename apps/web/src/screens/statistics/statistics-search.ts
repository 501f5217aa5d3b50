export interface StatisticsSearch {
  service?: string | undefined;
  /** The usual is this month. */
  period?: 'week' | 'term' | 'year' | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

const periods = ['week', 'term', 'year'] as const;
const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);

export const statisticsSearch = (search: Record<string, unknown>): StatisticsSearch => {
  const period = periods.find((one) => one === search.period);
  return {
    ...(typeof search.service === 'string' && search.service !== '' && { service: search.service }),
    ...(period !== undefined && { period }),
    ...(isDay(search.from) && { from: search.from }),
    ...(isDay(search.to) && { to: search.to }),
  };
};
