import { dayAtSchool } from '../numbers.ts';
import type { Books } from './books.ts';

const heads = [
  '交易时间',
  '公众账号ID',
  '商户号',
  '微信订单号',
  '商户订单号',
  '交易状态',
  '应结订单金额',
  '微信退款单号',
  '商户退款单号',
  '退款金额',
  '商品名称',
];

/** A day's 交易账单 as WeChat Pay writes them; undefined of a day on which nothing was. */
export function billOf({ transactions, refunds, orders }: Books, day: string): string | undefined {
  const yuan = (cents: number) => (cents / 100).toFixed(2);
  const named = (number: string) =>
    (orders.find((order) => order.number === number)?.description ?? '').replaceAll(',', '，');
  const paid = transactions
    .filter(({ at }) => dayAtSchool(at) === day)
    .map(({ id, number, total, at }) => [
      at,
      'sandbox-app',
      'sandbox-merchant',
      id,
      number,
      'SUCCESS',
      yuan(total),
      '',
      '',
      '0.00',
      named(number),
    ]);
  const back = refunds
    .filter(({ at }) => dayAtSchool(at) === day)
    .map(({ id, number, transaction, amount, at }) => {
      const order = transactions.find((each) => each.id === transaction)?.number ?? '';
      return [
        at,
        'sandbox-app',
        'sandbox-merchant',
        transaction,
        order,
        'REFUND',
        '0.00',
        id,
        number,
        yuan(amount),
        named(order),
      ];
    });
  const rows = [...paid, ...back];
  if (rows.length === 0) return undefined;
  const written = rows.map((cells) => cells.map((cell) => `\`${cell}`).join(','));
  return `\uFEFF${[heads.join(','), ...written, '总交易单数,应结订单总金额', `\`${rows.length},\`0`].join('\r\n')}\r\n`;
}
