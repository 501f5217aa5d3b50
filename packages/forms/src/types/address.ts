import type { AddressValue, ColumnField } from '../document.ts';
import { type FieldType, fault } from './field-type.ts';
import { cleanText, harmless, isRecord, own } from './harmless.ts';

type AddressField = Extract<ColumnField, { type: 'address' }>;

const longestPlace = 40;
const longestDetail = 200;

/** 省、市、区县 and the rest. Which places there are changes every year; only the shape is judged. */
export const address: FieldType<AddressField> = {
  clean(value) {
    if (!isRecord(value)) return harmless(value);
    const given = own(value, 'region');
    const region = Array.isArray(given)
      ? given
          .slice(0, 5)
          .map((part) => (typeof part === 'string' ? cleanText(part) : (harmless(part) ?? null)))
      : (harmless(given) ?? []);
    const detail = own(value, 'detail');
    const text =
      typeof detail === 'string' ? cleanText(detail).replace(/[\n\t]+/g, ' ') : (harmless(detail) ?? '');
    if (Array.isArray(region) && region.length === 0 && text === '') return undefined;
    return { region, detail: text };
  },
  isShaped: (value) => isAddress(value),
  fault(value) {
    if (!isAddress(value))
      return fault('type', '应当是省市区和详细地址', 'must be a region and an address in it');
    if (value.region.every((part) => part.length <= longestPlace) && value.detail.length <= longestDetail)
      return undefined;
    return fault(
      'length',
      `的详细地址最多 ${longestDetail} 字`,
      `at most ${longestDetail} characters in the address`,
    );
  },
  isIncomplete: (value) => isAddress(value) && (value.region.length === 0 || value.detail === ''),
};

export function isAddress(value: unknown): value is AddressValue {
  return (
    isRecord(value) &&
    typeof value.detail === 'string' &&
    Array.isArray(value.region) &&
    value.region.length <= 4 &&
    value.region.every((part) => typeof part === 'string' && part !== '')
  );
}
