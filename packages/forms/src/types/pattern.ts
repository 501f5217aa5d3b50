/** Texts with a form of their own: 身份证号, 车牌号, 邮箱, 网址. */
import { dayNumber } from '@yizhan/feel';
import type { ColumnField } from '../document.ts';
import { type FieldType, fault, type ProblemCode } from './field-type.ts';
import { cleanText, harmless } from './harmless.ts';

type PatternField = Extract<ColumnField, { type: 'idcard' | 'plate' | 'email' | 'url' }>;

interface Pattern {
  readonly code: ProblemCode;
  /** What people write or paste, as it is kept. */
  normal(text: string): string;
  isRight(text: string): boolean;
  readonly longest: number;
  readonly wanted: readonly [string, string];
}

export const idCard = textOf({
  code: 'idcard',
  normal: (text) => narrow(text).toUpperCase(),
  isRight: isIdCard,
  longest: 40,
  wanted: [
    '应当是 18 位身份证号，请核对每一位',
    'must be an ID card number of 18 digits; check each of them',
  ],
});

export const plate = textOf({
  code: 'plate',
  normal: (text) =>
    narrow(text)
      .replace(/[·•.\-‐-―−]/g, '')
      .toUpperCase(),
  isRight: (text) => ordinaryPlate.test(text) || smallEnergyPlate.test(text) || largeEnergyPlate.test(text),
  longest: 20,
  wanted: ['应当是车牌号，如 京A12345、京AD12345', 'must be a number plate, like 京A12345 or 京AD12345'],
});

export const email = textOf({
  code: 'email',
  normal: (text) => narrow(text),
  isRight: (text) =>
    /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i.test(text),
  longest: 254,
  wanted: ['应当是邮箱地址，如 name@example.edu.cn', 'must be an e-mail address, like name@example.edu.cn'],
});

/** No scheme but these two: a `javascript:` address runs code when it is opened. */
export const url = textOf({
  code: 'url',
  normal: (text) => (/^[\w-]+(?:\.[\w-]+)+(?:[/?#:]|$)/.test(text) ? `https://${text}` : text),
  isRight: (text) =>
    /^https?:\/\/[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,10}(?::\d{1,5})?(?:[/?#][^\s<>"]*)?$/iu.test(
      text,
    ),
  longest: 2000,
  wanted: [
    '应当是网址，如 https://www.example.edu.cn',
    'must be a web address, like https://www.example.edu.cn',
  ],
});

const provinces = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
/** GA 36: neither I nor O; the last place may name a use. */
const ordinaryPlate = new RegExp(`^[${provinces}][A-HJ-NP-Z][A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳]$`);
/** 新能源: a letter of energy after the place (small cars) or at the end (large ones). */
const smallEnergyPlate = new RegExp(`^[${provinces}][A-HJ-NP-Z][A-HJK][A-HJ-NP-Z0-9][0-9]{4}$`);
const largeEnergyPlate = new RegExp(`^[${provinces}][A-HJ-NP-Z][0-9]{5}[A-HJK]$`);

/** GB 11643: date of birth and check digit. Codes of places change; they are not judged. */
function isIdCard(text: string): boolean {
  const match = /^[1-9]\d{5}((?:18|19|20)\d\d)(\d\d)(\d\d)\d{3}[\dX]$/.exec(text);
  if (!match || dayNumber(`${match[1]}-${match[2]}-${match[3]}`) === undefined) return false;
  const sum = weights.reduce((total, weight, place) => total + weight * Number(text[place]), 0);
  return '10X98765432'[sum % 11] === text[17];
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Half-width, without spaces and joiners. */
function narrow(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u200c\u200d]/g, '');
}

function textOf({ code, normal, isRight, longest, wanted }: Pattern): FieldType<PatternField> {
  return {
    clean(value) {
      if (typeof value !== 'string') return harmless(value);
      const text = cleanText(value);
      if (text === '') return undefined;
      // What is far too long is only measured: normalising grows with the text.
      return text.length > longest * 4 ? text : normal(text);
    },
    isShaped: (value) => typeof value === 'string' && value.length <= longest,
    fault(value) {
      if (typeof value !== 'string') return fault('type', '应当是文字', 'must be a text');
      if (value.length > longest)
        return fault('length', `最多 ${longest} 字`, `at most ${longest} characters`);
      return isRight(value) ? undefined : fault(code, ...wanted);
    },
  };
}
