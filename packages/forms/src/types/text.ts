import type { ColumnField } from '../document.ts';
import { type FieldType, fault } from './field-type.ts';
import { cleanText, harmless } from './harmless.ts';

type TextField = Extract<ColumnField, { type: 'text' | 'textarea' | 'phone' }>;

/** Signs that a text may have when the form says nothing. */
const defaultLength = { text: 500, textarea: 2000, phone: 20 } as const;

function longest(field: TextField): number {
  return field.maxLength ?? defaultLength[field.type];
}

export const text: FieldType<TextField> = {
  clean(value, field) {
    if (typeof value !== 'string') return harmless(value);
    const lines = cleanText(value);
    const cleaned = field.type === 'textarea' ? lines : lines.replace(/[\n\t]+/g, ' ');
    return cleaned === '' ? undefined : cleaned;
  },
  isShaped(value, field) {
    return typeof value === 'string' && value.length <= longest(field);
  },
  fault(value, field) {
    if (typeof value !== 'string') return fault('type', '应当是文字', 'must be a text');
    if (value.length <= longest(field)) return undefined;
    return fault(
      'length',
      `最多 ${longest(field)} 字，现在 ${value.length} 字`,
      `at most ${longest(field)} characters, now ${value.length}`,
    );
  },
  computed(result) {
    if (typeof result === 'number') return String(result);
    return typeof result === 'string' ? result : undefined;
  },
};

/** 手机号: 11 digits from 13 to 19; 座机: area code, 7 or 8 digits, extension. */
const mobile = /^1[3-9]\d{9}$/;
const landline = /^(?:0\d{2,3}-?)?[2-9]\d{6,7}(?:-\d{1,6})?$/;

/**
 * A phone number is normalised before it is judged: full-width digits, spaces, dashes inside a mobile number and
 * the country's prefix are how people write or paste it.
 */
export const phone: FieldType<TextField> = {
  clean(value, field) {
    const cleaned = text.clean(value, field);
    if (typeof cleaned !== 'string') return cleaned;
    const narrow = cleaned
      .normalize('NFKC')
      .replace(/[\s\u200c\u200d]/g, '')
      .replace(/[‐-―−]/g, '-')
      .replace(/^\((0\d{2,3})\)-?/, '$1-');
    const digits = narrow.replace(/[-()]/g, '').replace(/^(?:\+|00)?86(?=1)/, '');
    if (mobile.test(digits)) return digits;
    return narrow === '' ? undefined : narrow;
  },
  isShaped: text.isShaped,
  fault(value, field) {
    const asText = text.fault(value, field);
    if (asText || typeof value !== 'string') return asText;
    if (mobile.test(value) || landline.test(value)) return undefined;
    return fault(
      'phone',
      '应当是 11 位手机号或带区号的座机号',
      'must be a mobile number of 11 digits or a landline number',
    );
  },
};
