/** What may stand in a number input; `decimals` 0 takes no point. */
export function typedNumber(text: string, decimals: number): string {
  const narrow = text
    .normalize('NFKC')
    .replaceAll('。', '.')
    .replace(/[^\d.-]/g, '');
  const sign = narrow.startsWith('-') ? '-' : '';
  const [whole = '', ...rest] = narrow.replaceAll('-', '').split('.');
  const point = decimals > 0 && narrow.includes('.') ? `.${rest.join('').slice(0, decimals)}` : '';
  return sign + whole.slice(0, 15) + point;
}

export function parseNumber(text: string): number | undefined {
  if (!/\d/.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value + 0 : undefined;
}
