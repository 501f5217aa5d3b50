import type { ColumnField } from '../document.ts';
import { type FieldType, fault } from './field-type.ts';
import { cleanText, harmless } from './harmless.ts';

type ChoiceField = Extract<ColumnField, { type: 'select' | 'radio' | 'multiselect' }>;
type BooleanField = Extract<ColumnField, { type: 'boolean' }>;
type PersonField = Extract<ColumnField, { type: 'person' | 'persons' | 'department' | 'departments' }>;

const longestId = 64;
const mostPersons = 100;

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= 500;
const isId = (value: unknown): value is string => typeof value === 'string' && value.length <= longestId;

/** An option, by its value. */
export const choice: FieldType<ChoiceField> = {
  clean: cleanOne,
  isShaped: isText,
  fault(value, field) {
    if (typeof value !== 'string') return fault('type', '应当是一个选项', 'must be an option');
    if (field.options.some((option) => option.value === value)) return undefined;
    return fault('option', '不在可选项里，请重新选择', 'is not among the options; choose again');
  },
  computed(result, field) {
    return field.options.some((option) => option.value === result) ? result : undefined;
  },
};

export const choices: FieldType<ChoiceField> = {
  clean: (value, field) => cleanList(value, field.options.length + 1),
  isShaped: (value) => Array.isArray(value) && value.every(isText),
  fault(value, field) {
    if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
      return fault('type', '应当是一组选项', 'must be a list of options');
    }
    if (value.every((item) => field.options.some((option) => option.value === item))) return undefined;
    return fault(
      'option',
      '有不在可选项里的内容，请重新选择',
      'has entries that are no options; choose again',
    );
  },
};

export const boolean: FieldType<BooleanField> = {
  clean: harmless,
  isShaped: (value) => typeof value === 'boolean',
  fault(value) {
    return typeof value === 'boolean' ? undefined : fault('type', '应当是“是”或“否”', 'must be yes or no');
  },
  computed: (result) => (typeof result === 'boolean' ? result : undefined),
};

/** A person or a unit, by id; whether there is such a one is for the server to say. */
export const someone: FieldType<PersonField> = {
  clean: cleanOne,
  isShaped: isId,
  fault(value, field) {
    if (isId(value)) return undefined;
    return field.type === 'department'
      ? fault('type', '应当是一个单位', 'must be a unit')
      : fault('type', '应当是一个人', 'must be a person');
  },
};

/** A list of persons or units. */
export const people: FieldType<PersonField> = {
  clean: (value) => cleanList(value, mostPersons + 1),
  isShaped: (value) => Array.isArray(value) && value.every(isId),
  fault(value, field) {
    const ofUnits = field.type === 'departments';
    if (!Array.isArray(value) || !value.every(isId)) {
      return ofUnits
        ? fault('type', '应当是一组单位', 'must be a list of units')
        : fault('type', '应当是一组人', 'must be a list of people');
    }
    if (value.length <= mostPersons) return undefined;
    return ofUnits
      ? fault('count', `最多 ${mostPersons} 个单位`, `at most ${mostPersons} units`)
      : fault('count', `最多 ${mostPersons} 人`, `at most ${mostPersons} people`);
  },
};

function cleanOne(value: unknown): unknown {
  if (typeof value !== 'string') return harmless(value);
  const text = cleanText(value);
  return text === '' ? undefined : text;
}

/** Without doubles, and never longer than one more than allowed: the surplus entry is what is reported. */
function cleanList(value: unknown, longest: number): unknown {
  if (!Array.isArray(value)) return harmless(value);
  const items = value
    .slice(0, 1000)
    .map((item) => (typeof item === 'string' ? cleanText(item) : (harmless(item) ?? null)));
  const distinct = [...new Set(items)].filter((item) => item !== '').slice(0, longest);
  return distinct.length === 0 ? undefined : distinct;
}
