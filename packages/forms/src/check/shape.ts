/** What each property of a document may be, as small judges that say what they want. */
import { isRecord } from '../types/harmless.ts';
import { type Faults, meant } from './faults.ts';

export interface Judge {
  readonly isRight: (value: unknown) => boolean;
  readonly wanted: string;
  readonly wantedEn: string;
}

export interface Shape {
  readonly required: Readonly<Record<string, Judge>>;
  readonly optional: Readonly<Record<string, Judge>>;
}

const judge = (isRight: (value: unknown) => boolean, wanted: string, wantedEn: string): Judge => ({
  isRight,
  wanted,
  wantedEn,
});

export const textUpTo = (longest: number) =>
  judge(
    (value) => typeof value === 'string' && value.trim() !== '' && value.length <= longest,
    `不空的文字，最多 ${longest} 字`,
    `a text of 1 to ${longest} characters`,
  );
export const wholeNumber = (min: number, max: number) =>
  judge(
    (value) => typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max,
    `${min} 到 ${max} 的整数`,
    `a whole number from ${min} to ${max}`,
  );
export const anyNumber = judge(
  (value) => typeof value === 'number' && Number.isFinite(value),
  '数字',
  'a number',
);
export const trueOrFalse = judge((value) => typeof value === 'boolean', 'true 或 false', 'true or false');
export const oneOf = (...values: readonly unknown[]) =>
  judge(
    (value) => values.includes(value),
    values.map((value) => JSON.stringify(value)).join(' 或 '),
    values.map((value) => JSON.stringify(value)).join(' or '),
  );
export const listUpTo = (least: number, most: number) =>
  judge(
    (value) => Array.isArray(value) && value.length >= least && value.length <= most,
    `${least} 到 ${most} 项的列表`,
    `a list of ${least} to ${most} entries`,
  );
export const matching = (pattern: RegExp, wanted: string, wantedEn: string) =>
  judge((value) => typeof value === 'string' && pattern.test(value), wanted, wantedEn);
export const object = judge(isRecord, '一个对象 {…}', 'an object {…}');
export const anything = judge(() => true, '', '');
export const feel = textUpTo(4000);
export const trueOrFeel = judge(
  (value) => typeof value === 'boolean' || feel.isRight(value),
  'true 或 FEEL 表达式',
  'true or a FEEL expression',
);
export const asciiKey = judge(
  (value) => typeof value === 'string' && /^[a-z][A-Za-z0-9_]{0,39}$/.test(value),
  '小写字母开头的英文字母、数字、下划线，最多 40 个',
  'up to 40 letters, digits and underscores, beginning with a small letter',
);
export const kebabKey = judge(
  (value) => typeof value === 'string' && /^[a-z][a-z0-9-]{0,63}$/.test(value),
  '小写英文字母、数字和连字符，最多 64 个',
  'up to 64 small letters, digits and hyphens',
);

/** Whether the value is an object whose properties are the shape's; says of each that is not. */
export function checkShape(
  faults: Faults,
  path: string,
  value: unknown,
  shape: Shape,
): value is Record<string, unknown> {
  if (!isRecord(value)) {
    faults.add(path, `应当是${object.wanted}`, `must be ${object.wantedEn}`);
    return false;
  }
  const at = (key: string) => (path === '' ? key : `${path}.${key}`);
  const known = { ...shape.required, ...shape.optional };
  for (const key of Object.keys(shape.required)) {
    if (!Object.hasOwn(value, key)) faults.add(at(key), `缺少 ${key}`, `${key} is missing`);
  }
  for (const [key, entry] of Object.entries(value)) {
    const judge = Object.hasOwn(known, key) ? known[key] : undefined;
    if (!judge) {
      const hint = meant(key, Object.keys(known));
      faults.add(at(key), `不认识的属性 ${key}${hint.zh}`, `unknown property ${key}${hint.en}`);
    } else if (!judge.isRight(entry)) {
      faults.add(at(key), `应当是${judge.wanted}`, `must be ${judge.wantedEn}`);
    }
  }
  return true;
}
