/**
 * What becomes of money that comes in. Whatever the order of notifications, answers, repetitions and time-outs: of one order one
 * payment settles it, and every other goes back.
 */
import type { Success } from '../platform.ts';

export type OrderStatus = 'open' | 'paid' | 'closed';

/** The first that is right settles; the others are given back, whole. */
export type Verdict = 'settles' | 'doubled' | 'late' | 'wrong-amount';

export interface Ledger {
  readonly amount: number;
  readonly status: OrderStatus;
  readonly payments: readonly {
    readonly channelNumber: string;
    readonly amount: number;
    readonly verdict: Verdict;
  }[];
}

/** Undefined: it is known, and changes nothing. */
export function verdictOn(
  { amount, status, payments }: Ledger,
  success: Pick<Success, 'channelNumber' | 'amount'>,
): Verdict | undefined {
  if (payments.some(({ channelNumber }) => channelNumber === success.channelNumber)) return undefined;
  if (success.amount !== amount) return 'wrong-amount';
  switch (status) {
    case 'open':
      return 'settles';
    case 'paid':
      return 'doubled';
    case 'closed':
      return 'late';
  }
}
