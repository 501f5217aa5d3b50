/**
 * 大写金额, after 《支付结算办法》 附件一 "正确填写票据和结算凭证的基本规定". Where the rules leave two forms open, the
 * one that their examples give first is taken:
 *  - 到"元"为止的写"整"，到"角"或"分"为止的不写: 1,409.50 壹仟肆佰零玖元伍角.
 *  - 数字中间有"0"写"零"，连续几个"0"只写一个: 6,007.14 陆仟零柒元壹角肆分.
 *  - 元位是"0"而角位不是: 元后写"零": 1,680.32 壹仟陆佰捌拾元零叁角贰分.
 *  - 角位是"0"而分位不是: 元后写"零": 16,409.02 壹万陆仟肆佰零玖元零贰分.
 */

const digits = '零壹贰叁肆伍陆柒捌玖';
const places = ['', '拾', '佰', '仟'];

/** @throws RangeError when it is no whole number of cents that a double holds exactly */
export function capitalMoney(cents: number): string {
  if (!Number.isSafeInteger(cents)) throw new RangeError(`no whole number of cents: ${cents}`);
  if (cents < 0) return `负${capitalMoney(-cents)}`;
  if (cents === 0) return '零元整';

  const yuan = Math.floor(cents / 100);
  const tenths = Math.floor(cents / 10) % 10;
  const hundredths = cents % 10;
  const head = yuan > 0 ? `${capitalNumber(yuan)}元` : '';
  if (tenths === 0 && hundredths === 0) return `${head}整`;

  const gap = yuan > 0 && (tenths === 0 || yuan % 10 === 0) ? '零' : '';
  const tail = (tenths > 0 ? `${digits[tenths]}角` : '') + (hundredths > 0 ? `${digits[hundredths]}分` : '');
  return head + gap + tail;
}

/** Above ten thousand and above a hundred million the number is read in parts: (…)亿(…)万(…). */
function capitalNumber(number: number): string {
  if (number >= 100_000_000) return join(number, 100_000_000, '亿');
  if (number >= 10_000) return join(number, 10_000, '万');
  let text = '';
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(number / 10 ** place) % 10;
    if (digit > 0) text += digits[digit] + (places[place] ?? '');
    else if (text !== '' && !text.endsWith('零') && number % 10 ** place > 0) text += '零';
  }
  return text;
}

function join(number: number, unit: number, name: string): string {
  const high = capitalNumber(Math.floor(number / unit)) + name;
  const low = number % unit;
  if (low === 0) return high;
  return high + (low < unit / 10 ? '零' : '') + capitalNumber(low);
}
