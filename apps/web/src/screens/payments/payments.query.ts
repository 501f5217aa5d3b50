import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type {
  PaymentDetail,
  PaymentPage,
  ReconciliationDetail,
  ReconciliationPage,
  TransferPage,
} from '@yizhan/contract';
import { api } from '../../api/index.ts';
import { searchOf } from '../../api/search-of.ts';

export const states = ['open', 'paid', 'closed', 'refunded', 'attention'] as const;
export type State = (typeof states)[number];

export interface Filter {
  readonly state?: State | undefined;
  readonly service?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly q?: string | undefined;
}

const nextOf = ({ next }: { readonly next?: string }): string | undefined => next;
const cursorIn = (cursor: string): string => (cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`);

export const paymentsQuery = (filter: Filter) =>
  infiniteQueryOptions({
    queryKey: ['payments', 'all', filter],
    queryFn: ({ signal, pageParam }) =>
      api.get<PaymentPage>(`/payments?${searchOf(filter)}&limit=20${cursorIn(pageParam)}`, signal),
    initialPageParam: '',
    getNextPageParam: nextOf,
  });

export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: ['payments', 'order', id],
    queryFn: ({ signal }) => api.get<PaymentDetail>(`/payments/${encodeURIComponent(id)}`, signal),
  });

export const daysQuery = infiniteQueryOptions({
  queryKey: ['payments', 'days'],
  queryFn: ({ signal, pageParam }) =>
    api.get<ReconciliationPage>(`/payments/reconciliations?limit=20${cursorIn(pageParam)}`, signal),
  initialPageParam: '',
  getNextPageParam: nextOf,
});

export const dayQuery = (day: string) =>
  queryOptions({
    queryKey: ['payments', 'day', day],
    queryFn: ({ signal }) => api.get<ReconciliationDetail>(`/payments/reconciliations/${day}`, signal),
  });

export const transfersQuery = infiniteQueryOptions({
  queryKey: ['payments', 'transfers'],
  queryFn: ({ signal, pageParam }) =>
    api.get<TransferPage>(`/payments/transfers?limit=20${cursorIn(pageParam)}`, signal),
  initialPageParam: '',
  getNextPageParam: nextOf,
});
