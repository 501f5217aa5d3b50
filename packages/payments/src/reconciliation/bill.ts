/**
 * 对账单: the platform's file of a day (微信支付 tradebill): heads in Chinese, every cell begun with a back-quote so that spreadsheets
 * leave it alone, sums in yuan with two decimals, a summary below.
 */
export interface BillLine {
  readonly what: 'payment' | 'refund';
  /** The platform's number: of a refund its own. */
  readonly channelNumber: string;
  /** Ours, of the order or of the refund. */
  readonly number: string;
  readonly amount: number;
}

export class NoBill extends Error {
  override readonly name = 'NoBill';
}

/** @throws NoBill */
export function readBill(file: string): readonly BillLine[] {
  const rows = file
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((row) => row.trim() !== '')
    .map((row) => row.split(',').map((cell) => cell.trim().replace(/^`/, '')));
  if (rows.length === 0) return [];
  const [heads = [], ...rest] = rows;
  const column = (name: string) => heads.indexOf(name);
  const [state, channel, ours, sum] = ['交易状态', '微信订单号', '商户订单号', '应结订单金额'].map(column);
  if ([state, channel, ours, sum].some((place) => place === undefined || place < 0))
    throw new NoBill('第一行没有“交易状态、微信订单号、商户订单号、应结订单金额”，不是交易账单');
  const [refund, ourRefund, refundSum] = ['微信退款单号', '商户退款单号', '退款金额'].map(column);
  const end = rest.findIndex(([first]) => first === '总交易单数');
  return (end < 0 ? rest : rest.slice(0, end)).map((cells, index): BillLine => {
    const cell = (place: number | undefined): string => (place === undefined ? '' : (cells[place] ?? ''));
    const fail = () => new NoBill(`第 ${index + 2} 行读不懂`);
    if (cells.length !== heads.length) throw fail();
    const isRefund = cell(state) === 'REFUND';
    const line = isRefund
      ? {
          what: 'refund' as const,
          channelNumber: cell(refund),
          number: cell(ourRefund),
          amount: cents(cell(refundSum)),
        }
      : {
          what: 'payment' as const,
          channelNumber: cell(channel),
          number: cell(ours),
          amount: cents(cell(sum)),
        };
    const { amount } = line;
    if (amount === undefined || line.channelNumber === '') throw fail();
    return { ...line, amount };
  });
}

/** `12.34` in cents, without a detour over fractions. */
function cents(yuan: string): number | undefined {
  const [, whole = '', part = ''] = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(yuan) ?? [];
  return whole === '' ? undefined : Number(whole) * 100 + Number(part.padEnd(2, '0'));
}
