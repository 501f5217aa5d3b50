import type { ColumnField } from '../document.ts';
import { type FieldType, fault, type ValueFault } from './field-type.ts';
import { harmless } from './harmless.ts';

type NumberField = Extract<ColumnField, { type: 'number' }>;
type MoneyField = Extract<ColumnField, { type: 'money' }>;

/** Beyond these a form's number is a mistake, and a double no longer holds six decimals. */
const largest = 1_000_000_000_000;
/** 1000 亿元, in cents. */
const largestMoney = 10_000_000_000_000;

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function outOfRange(
  value: number,
  min: number,
  max: number,
  show: (limit: number) => string,
): ValueFault | undefined {
  if (value < min) return fault('min', `不能小于 ${show(min)}`, `at least ${show(min)}`);
  if (value > max) return fault('max', `最多 ${show(max)}`, `at most ${show(max)}`);
  return undefined;
}

export const number: FieldType<NumberField> = {
  clean: cleanNumber,
  isShaped: isNumber,
  fault(value, field) {
    if (!isNumber(value)) return fault('type', '应当是数字', 'must be a number');
    const decimals = field.decimals ?? 0;
    const outside = outOfRange(value, field.min ?? -largest, field.max ?? largest, String);
    if (outside) return outside;
    if (Number(value.toFixed(decimals)) === value) return undefined;
    return decimals === 0
      ? fault('decimals', '应当是整数', 'must be a whole number')
      : fault('decimals', `最多 ${decimals} 位小数`, `at most ${decimals} decimals`);
  },
  /** Rounded to the field's decimals, so that 0.1 + 0.2 shows and compares as 0.3. */
  computed(result, field) {
    if (!isNumber(result) || Math.abs(result) > largest) return undefined;
    const rounded = Number(result.toFixed(field.decimals ?? 0));
    return rounded === 0 ? 0 : rounded;
  },
};

export const money: FieldType<MoneyField> = {
  clean: cleanNumber,
  isShaped: (value) => Number.isSafeInteger(value),
  fault(value, field) {
    if (!isNumber(value))
      return fault('type', '应当是金额（以分为单位的整数）', 'must be an amount, in whole cents');
    if (!Number.isInteger(value)) return fault('decimals', '最多精确到分', 'must be whole cents');
    return outOfRange(value, field.min ?? -largestMoney, field.max ?? largestMoney, showYuan);
  },
  /** Rounded to whole cents (四舍五入 on the positive side). */
  computed(result) {
    if (!isNumber(result) || Math.abs(result) > largestMoney) return undefined;
    const rounded = Math.round(result);
    return rounded === 0 ? 0 : rounded;
  },
};

export const rating: FieldType<Extract<ColumnField, { type: 'rating' }>> = {
  clean: cleanNumber,
  isShaped: (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 5,
  fault(value, field) {
    if (rating.isShaped(value, field)) return undefined;
    return fault('type', '应当是 1 到 5 的整数', 'must be a whole number from 1 to 5');
  },
};

function cleanNumber(value: unknown): unknown {
  if (typeof value !== 'number') return harmless(value);
  if (!Number.isFinite(value)) return undefined;
  return value === 0 ? 0 : value;
}

/** `1,234.50`, the amount without a currency sign. */
export function showYuan(cents: number): string {
  const digits = Math.abs(Math.trunc(cents)).toString().padStart(3, '0');
  const yuan = digits.slice(0, -2).replace(/\B(?=(?:\d{3})+$)/g, ',');
  return `${cents < 0 ? '-' : ''}${yuan}.${digits.slice(-2)}`;
}
