import { queryOptions } from '@tanstack/react-query';
import type { PayAnswer, Payment } from '@yizhan/contract';
import { api } from '../../api/index.ts';

/** Of a person of the school, or of a guest, who has a door of his own. */
export type Side = 'mine' | 'guest';
const pathOf = (side: Side): string => (side === 'guest' ? '/guest/payments' : '/payments/mine');

export const toPayQuery = queryOptions({
  queryKey: ['payments', 'mine'],
  queryFn: async ({ signal }) => (await api.get<{ items: Payment[] }>(pathOf('mine'), signal)).items,
});

/** Looked at often for as long as it is open: somebody may be paying on another device. */
export const paymentQuery = (id: string, side: Side = 'mine') =>
  queryOptions({
    queryKey: ['payments', side, id],
    queryFn: ({ signal }) => api.get<Payment>(`${pathOf(side)}/${encodeURIComponent(id)}`, signal),
    refetchInterval: ({ state }) => (state.data?.state === 'open' ? 2000 : false),
  });

export const startPaying = (id: string, way: 'qr' | 'redirect', side: Side = 'mine'): Promise<PayAnswer> =>
  api.send<PayAnswer>('POST', `${pathOf(side)}/${encodeURIComponent(id)}/pay`, {
    body: { way },
    key: `pay-${way}-${id}`,
  });

export const receiptOf = (id: string, side: Side = 'mine'): string =>
  `/api/v1/${side === 'guest' ? 'guest/' : ''}payments/${encodeURIComponent(id)}/receipt`;

export const yuan = (cents: number): string => (cents / 100).toFixed(2);
