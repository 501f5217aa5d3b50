import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type BillLine, NoBill, readBill } from './bill.ts';
import { compare, type OurLine } from './compare.ts';

const paid = (channelNumber: string, number: string, amount: number): BillLine => ({
  what: 'payment',
  channelNumber,
  number,
  amount,
});
const here = (channelNumber: string, number: string, amount: number, isOfDay = true): OurLine => ({
  ...paid(channelNumber, number, amount),
  isOfDay,
});

describe('a reconciliation', () => {
  test('finds nothing where both say the same', () => {
    assert.deepEqual(compare([here('a', '1', 100)], [paid('a', '1Q', 100)]), []);
  });

  test('tells what is missing here, missing there, of another sum, and doubled', () => {
    const ours = [here('a', '1', 100), here('b', '2', 200), here('c', '3', 300), here('d', '4', 400)];
    const theirs = [
      paid('a', '1Q', 100),
      paid('b', '2Q', 199),
      paid('d', '4Q', 400),
      paid('e', '4M', 400),
      paid('f', '6Q', 600),
    ];
    const told = compare(ours, theirs).map(({ kind, channelNumber, ours: our, theirs: their }) => [
      kind,
      channelNumber,
      our,
      their,
    ]);
    assert.deepEqual(told, [
      ['amount-differs', 'b', 200, 199],
      ['missing-here', 'e', null, 400],
      ['missing-here', 'f', null, 600],
      ['doubled', 'e', null, 400],
      ['missing-there', 'c', 300, null],
    ]);
  });

  test('knows what the platform counts to another day', () => {
    assert.deepEqual(compare([here('a', '1', 100, false)], [paid('a', '1Q', 100)]), []);
    assert.deepEqual(compare([here('a', '1', 100, false)], []), []);
  });

  test('holds refunds by our number', () => {
    const refund = { what: 'refund', channelNumber: 'r', number: 'T1', amount: 50 } as const;
    assert.deepEqual(compare([{ ...refund, channelNumber: 'a', isOfDay: true }], [refund]), []);
  });
});

describe('a bill', () => {
  const heads = '交易时间,微信订单号,商户订单号,交易状态,应结订单金额,微信退款单号,商户退款单号,退款金额';
  test('is read with its marks, in cents, up to the summary', () => {
    const file = `\uFEFF${heads}\r\n\`2026,\`42,\`1Q,\`SUCCESS,\`12.30,\`,\`,\`0.00\r\n\`2026,\`42,\`1Q,\`REFUND,\`0.00,\`50,\`T1,\`0.05\r\n总交易单数,x\r\n\`2,\`3\r\n`;
    assert.deepEqual(readBill(file), [
      { what: 'payment', channelNumber: '42', number: '1Q', amount: 1230 },
      { what: 'refund', channelNumber: '50', number: 'T1', amount: 5 },
    ]);
    assert.deepEqual(readBill(''), []);
  });

  test('that is none is refused, and says where', () => {
    assert.throws(() => readBill('a,b\n1,2'), NoBill);
    assert.throws(() => readBill(`${heads}\n1,2`), /第 2 行/);
    assert.throws(() => readBill(`${heads}\n2026,42,1Q,SUCCESS,1e3,,,0`), /第 2 行/);
  });
});
