/** Money (金额) is typed in yuan and kept in whole cents (分). */

/** What may stand in the input while somebody types: full-width digits are narrowed, anything else is dropped. */
export function typedYuan(text: string): string {
  const narrow = text
    .normalize('NFKC')
    .replaceAll('。', '.')
    .replace(/[^\d.-]/g, '');
  const sign = narrow.startsWith('-') ? '-' : '';
  const [whole = '', ...rest] = narrow.replaceAll('-', '').split('.');
  const point = narrow.includes('.') ? `.${rest.join('').slice(0, 2)}` : '';
  // 1000 亿元 is the most that a form takes (11 digits and a few to see that it is too much).
  return sign + whole.slice(0, 13) + point;
}

/** Cents of "1,234.5"; undefined while there is no number yet. Counted in digits: 1.005 * 100 is not 100.5. */
export function parseYuan(text: string): number | undefined {
  const match = /^(-?)(\d*)(?:\.(\d{0,2}))?$/.exec(typedYuan(text));
  const whole = match?.[2] ?? '';
  const fraction = match?.[3] ?? '';
  if (!match || (whole === '' && fraction === '')) return undefined;
  const cents = Number(whole || '0') * 100 + Number(fraction.padEnd(2, '0'));
  return match[1] && cents !== 0 ? -cents : cents;
}

/** "1234.5", for typing on; `showYuan` of the forms room writes it out. */
export const plainYuan = (cents: number): string => String(cents / 100);
