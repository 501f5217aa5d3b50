import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Ledger, verdictOn } from './verdict.ts';

type Event =
  | { readonly what: 'close' }
  | { readonly what: 'success'; readonly channelNumber: string; readonly amount: number };

function follow(ledger: Ledger, event: Event): Ledger {
  if (event.what === 'close') return ledger.status === 'open' ? { ...ledger, status: 'closed' } : ledger;
  const verdict = verdictOn(ledger, event);
  if (verdict === undefined) return ledger;
  return {
    ...ledger,
    status: verdict === 'settles' ? 'paid' : ledger.status,
    payments: [...ledger.payments, { channelNumber: event.channelNumber, amount: event.amount, verdict }],
  };
}

const begun: Ledger = { amount: 500, status: 'open', payments: [] };
/** Of each number of the platform one truth, told any number of times. */
const money = fc.uniqueArray(
  fc.record({
    channelNumber: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
    amount: fc.constantFrom(500, 500, 500, 499, 1),
  }),
  {
    selector: ({ channelNumber }) => channelNumber,
    maxLength: 6,
  },
);
const story = money.chain((truths) =>
  fc.array(
    fc.oneof(
      fc.constant<Event>({ what: 'close' }),
      ...truths.map((truth) => fc.constant<Event>({ what: 'success', ...truth })),
    ),
    { maxLength: 20 },
  ),
);

describe('money that comes in', () => {
  test('settles its order once, and all the rest goes back, however often and in whatever order it is told', () => {
    fc.assert(
      fc.property(story, (events) => {
        const end = events.reduce(follow, begun);
        const settling = end.payments.filter(({ verdict }) => verdict === 'settles');
        const told = new Map(
          events.flatMap((event) =>
            event.what === 'success' ? [[event.channelNumber, event.amount] as const] : [],
          ),
        );
        assert.ok(settling.length <= 1);
        assert.equal(end.status === 'paid', settling.length === 1);
        for (const { amount } of settling) assert.equal(amount, begun.amount);
        const sum = (amounts: readonly number[]) => amounts.reduce((all, amount) => all + amount, 0);
        const kept = sum(settling.map(({ amount }) => amount));
        const back = sum(end.payments.filter((each) => !settling.includes(each)).map(({ amount }) => amount));
        assert.equal(kept + back, sum([...told.values()]), 'nothing is lost and nothing counted twice');
      }),
    );
  });

  test('of the right amount settles whenever it comes before the order is closed', () => {
    fc.assert(
      fc.property(story, (events) => {
        const closed = events.findIndex(({ what }) => what === 'close');
        const right = events.findIndex((event) => event.what === 'success' && event.amount === begun.amount);
        const isInTime = right >= 0 && (closed < 0 || right < closed);
        assert.equal(events.reduce(follow, begun).status === 'paid', isInTime);
      }),
    );
  });

  test('says why it goes back', () => {
    const paid = follow(begun, { what: 'success', channelNumber: 'a', amount: 500 });
    assert.equal(verdictOn(paid, { channelNumber: 'b', amount: 500 }), 'doubled');
    assert.equal(verdictOn(paid, { channelNumber: 'a', amount: 500 }), undefined);
    assert.equal(verdictOn(follow(begun, { what: 'close' }), { channelNumber: 'b', amount: 500 }), 'late');
    assert.equal(verdictOn(begun, { channelNumber: 'b', amount: 501 }), 'wrong-amount');
  });
});
