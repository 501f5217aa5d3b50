import type { ServiceSummary } from '@yizhan/contract';

/** Where a service is gone to: to its guide, or where there is nothing to apply for, straight to what it answers. */
export const doorOf = ({ kind }: Pick<ServiceSummary, 'kind'>) =>
  kind === 'query' ? ('/services/$id/query' as const) : ('/services/$id' as const);
