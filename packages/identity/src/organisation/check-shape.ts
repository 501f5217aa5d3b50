/** The shape of organisation.json: which keys, which types, which words. What ids point at is checked after. */
import { relationKinds, roles, unitKinds } from '../directory/unit.ts';
import { type PersonFacts, personKinds, staffCategories } from '../persons/person.ts';
import type { OrganisationFault } from './organisation.ts';

type Check = (value: unknown, path: string) => OrganisationFault[];

const fault = (path: string, message: string, messageEn: string): OrganisationFault[] => [
  { path, message, messageEn },
];

function text(form: RegExp, message: string, messageEn: string): Check {
  return (value, path) =>
    typeof value === 'string' && form.test(value) ? [] : fault(path, message, messageEn);
}

function oneOf(words: readonly string[]): Check {
  const list = words.join(', ');
  return (value, path) =>
    typeof value === 'string' && words.includes(value)
      ? []
      : fault(path, `必须是以下之一：${list}`, `must be one of: ${list}`);
}

function listOf(each: Check): Check {
  return (value, path) =>
    Array.isArray(value)
      ? value.flatMap((element, index) => each(element, `${path}[${index}]`))
      : fault(path, '必须是列表', 'must be a list');
}

/** Keys that end in `?` may be left out; keys that are not named are faults, for most are slips of the pen. */
function record(checks: Readonly<Record<string, Check>>): Check {
  const keys = new Map(
    Object.entries(checks).map(([key, check]) => [
      key.replace(/\?$/, ''),
      { check, isOptional: key.endsWith('?') },
    ]),
  );
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return fault(path, '必须是对象', 'must be an object');
    const at = (key: string) => (path === '' ? key : `${path}.${key}`);
    const present = new Map<string, unknown>(Object.entries(value));
    const unknown = [...present.keys()].filter((key) => !keys.has(key));
    return [
      ...[...keys].flatMap(([key, { check, isOptional }]) => {
        if (present.has(key)) return check(present.get(key), at(key));
        return isOptional ? [] : fault(at(key), '缺少该项', 'is missing');
      }),
      ...unknown.flatMap((key) =>
        fault(at(key), '没有这一项，请检查拼写', 'is not known here; check its spelling'),
      ),
    ];
  };
}

const id = text(
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
  '必须是 1–64 个字母、数字或 . _ -，以字母或数字开头',
  'must be 1–64 letters, digits or . _ -, beginning with a letter or digit',
);
const number = text(
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/,
  '必须是 1–32 个字母、数字或 . _ -，以字母或数字开头',
  'must be 1–32 letters, digits or . _ -, beginning with a letter or digit',
);
const name = text(
  /^(?!\s)\P{Cc}{1,100}(?<!\s)$/u,
  '必须是 1–100 个字，首尾不能有空格',
  'must be 1–100 characters without blanks around them',
);
const phone = text(
  /^[0-9+() -]{0,32}$/,
  '必须是电话号码，没有则写 ""',
  'must be a phone number, or "" for none',
);
const email = text(
  /^[^\s@\p{Cc}]{1,64}@[^\s@\p{Cc}]{1,190}$/u,
  '必须是邮箱地址',
  'must be an e-mail address',
);
const syllables = text(
  /^[a-z]+( [a-z]+)*$/,
  '必须是小写拼音，音节之间一个空格（ü 写作 v）',
  'must be lower-case syllables with one blank between them (ü as v)',
);
const flag: Check = (value, path) =>
  typeof value === 'boolean' ? [] : fault(path, '必须是 true 或 false', 'must be true or false');
const orNull =
  (check: Check): Check =>
  (value, path) =>
    value === null ? [] : check(value, path);

/** Faults of shape; when there are none, the input is an `Organisation`. */
export const checkShape: (input: unknown) => OrganisationFault[] = (input) => organisation(input, '');

/** Every fact that there is, so that a slip of the pen is told and not kept. */
const facts = record({
  'gender?': name,
  'level?': name,
  'major?': name,
  'grade?': name,
  'campus?': name,
  'position?': name,
  'title?': name,
  'tags?': listOf(name),
} satisfies Record<`${keyof PersonFacts}?`, Check>);

const organisation = record({
  units: listOf(
    record({
      id,
      name,
      'nameEn?': name,
      parentId: orNull(id),
      kind: oneOf(unitKinds),
      phone,
    }),
  ),
  persons: listOf(
    record({
      id,
      number,
      name,
      'pinyin?': syllables,
      kind: oneOf(personKinds),
      'category?': oneOf(staffCategories),
      unitId: id,
      phone,
      'email?': email,
      'active?': flag,
      'facts?': facts,
      'posts?': listOf(record({ unitId: id, title: name, 'isHead?': flag })),
    }),
  ),
  groups: listOf(record({ id, name, unitId: id, phone, members: listOf(id) })),
  grants: listOf(record({ personId: id, role: oneOf(roles), 'unitId?': id })),
  'relations?': listOf(record({ kind: oneOf(relationKinds), of: id, person: id })),
});
