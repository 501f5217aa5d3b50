import type { CascadeOption, ColumnField } from '../document.ts';
import { type FieldType, fault } from './field-type.ts';
import { cleanText, harmless } from './harmless.ts';

type CascadeField = Extract<ColumnField, { type: 'cascade' }>;

const deepest = 10;

/** The values from the root to the leaf; a choice that stops half-way is no choice. */
export const cascade: FieldType<CascadeField> = {
  clean(value) {
    if (!Array.isArray(value)) return harmless(value);
    const path = value
      .slice(0, deepest)
      .map((item) => (typeof item === 'string' ? cleanText(item) : (harmless(item) ?? null)));
    return path.length === 0 ? undefined : path;
  },
  isShaped: (value) =>
    Array.isArray(value) && value.every((item) => typeof item === 'string' && item.length <= 500),
  fault(value, field) {
    if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
      return fault('type', '应当是一级级的选项', 'must be options, level by level');
    }
    const chosen = cascadePath(field.options, value);
    if (chosen && (chosen.at(-1)?.children?.length ?? 0) === 0) return undefined;
    return chosen
      ? fault('option', '要选到最后一级', 'must be chosen down to the last level')
      : fault('option', '不在可选项里，请重新选择', 'is not among the options; choose again');
  },
};

/** The options along a path of values, undefined when there is no such way. */
export function cascadePath(
  options: readonly CascadeOption[],
  values: readonly unknown[],
): readonly CascadeOption[] | undefined {
  const found: CascadeOption[] = [];
  let level: readonly CascadeOption[] = options;
  for (const value of values) {
    const option = level.find((one) => one.value === value);
    if (!option) return undefined;
    found.push(option);
    level = option.children ?? [];
  }
  return found;
}
