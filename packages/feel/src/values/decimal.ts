/**
 * Arithmetic as FEEL has it, on decimal numbers: `0.1 + 0.2` is 0.3. A JavaScript number stands for the shortest
 * decimal that is written like it; each operation is done exactly on those decimals and its result is rounded to
 * the nearest number, so about 16 digits hold (the standard has 34). Whole numbers take the short way.
 */

interface Decimal {
  readonly digits: bigint;
  /** Of ten. */
  readonly exponent: number;
}

/** More digits than a number holds, so that rounding twice does no harm. */
const quotientDigits = 40;

export function add(a: number, b: number): number {
  const sum = a + b;
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(sum)) return sum;
  if (!Number.isFinite(sum)) return sum;
  const [left, right, exponent] = aligned(decimalOf(a), decimalOf(b));
  return numberOf({ digits: left + right, exponent });
}

export function multiply(a: number, b: number): number {
  const product = a * b;
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(product)) return product;
  if (!Number.isFinite(product)) return product;
  const [left, right] = [decimalOf(a), decimalOf(b)];
  return numberOf({ digits: left.digits * right.digits, exponent: left.exponent + right.exponent });
}

/** `b` is not zero. */
export function divide(a: number, b: number): number {
  const quotient = a / b;
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(quotient)) return quotient;
  if (!Number.isFinite(quotient)) return quotient;
  const [left, right] = [decimalOf(a), decimalOf(b)];
  return numberOf({
    digits: (left.digits * 10n ** BigInt(quotientDigits)) / right.digits,
    exponent: left.exponent - right.exponent - quotientDigits,
  });
}

/** `b` is not zero. The result has the sign of `b`, as the standard defines it: `a - b * floor(a / b)`. */
export function modulo(a: number, b: number): number {
  const [left, right, exponent] = aligned(decimalOf(a), decimalOf(b));
  return numberOf({ digits: ((left % right) + right) % right, exponent });
}

/** Exact for small whole exponents (`1.1 ** 2` is 1.21). */
export function power(base: number, exponent: number): number {
  const result = base ** exponent;
  if (!Number.isInteger(exponent) || exponent < 0 || exponent > 30) return result;
  if (!Number.isFinite(result) || Number.isSafeInteger(result)) return result;
  const { digits, exponent: places } = decimalOf(base);
  return numberOf({ digits: digits ** BigInt(exponent), exponent: places * exponent });
}

export type Rounding = 'floor' | 'ceiling' | 'up' | 'down' | 'half up' | 'half down' | 'half even';

/** `scale` is how many places after the point stay; a negative one rounds to tens, hundreds and so on. */
export function round(number: number, scale: number, rounding: Rounding): number {
  const { digits, exponent } = decimalOf(number);
  const dropped = -scale - exponent;
  if (dropped <= 0) return number;
  // Past all digits it no longer matters how far.
  const unit = 10n ** BigInt(Math.min(dropped, 400));
  const whole = digits / unit;
  const rest = digits % unit;
  const step = rest < 0n || (rest === 0n && digits < 0n) ? -1n : 1n;
  const rounded = rest === 0n || !isRoundedAway(rounding, whole, rest, unit) ? whole : whole + step;
  return rounded === 0n ? 0 : numberOf({ digits: rounded, exponent: -scale });
}

/** Whether a remainder moves the number away from zero. */
function isRoundedAway(rounding: Rounding, whole: bigint, rest: bigint, unit: bigint): boolean {
  const twice = (rest < 0n ? -rest : rest) * 2n;
  switch (rounding) {
    case 'up':
      return true;
    case 'down':
      return false;
    case 'floor':
      return rest < 0n;
    case 'ceiling':
      return rest > 0n;
    case 'half up':
      return twice >= unit;
    case 'half down':
      return twice > unit;
    case 'half even':
      return twice > unit || (twice === unit && whole % 2n !== 0n);
  }
}

/** `number` is finite. */
function decimalOf(number: number): Decimal {
  const [mantissa = '0', power = '0'] = String(number).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}

function numberOf({ digits, exponent }: Decimal): number {
  return Number(`${digits}e${exponent}`);
}

function aligned(a: Decimal, b: Decimal): [bigint, bigint, number] {
  const exponent = Math.min(a.exponent, b.exponent);
  const shifted = (decimal: Decimal) => decimal.digits * 10n ** BigInt(decimal.exponent - exponent);
  return [shifted(a), shifted(b), exponent];
}
