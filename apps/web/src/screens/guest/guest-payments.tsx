import { useQuery } from '@tanstack/react-query';
import type { Payment } from '@yizhan/contract';
import { api } from '../../api/index.ts';
import { PaymentCard } from '../pay/payment-card.tsx';

/** What an application of a guest costs, with the way to pay it and the receipts; looked at while something may come. */
export function GuestPayments({ application, waits }: { application: string; waits: boolean }) {
  const { data } = useQuery({
    queryKey: ['guest', 'payments'],
    queryFn: ({ signal }) => api.get<{ items: Payment[] }>('/guest/payments', signal),
    refetchInterval: waits ? 2000 : false,
  });
  const own = data?.items.filter((payment) => payment.application.id === application) ?? [];
  return own.map((payment) => <PaymentCard key={payment.id} payment={payment} side="guest" />);
}
