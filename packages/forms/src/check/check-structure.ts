/** The document's form: properties, keys, options. Answers what can be looked at further. */
import type { Field } from '../document.ts';
import { isRecord } from '../types/harmless.ts';
import { type Faults, meant } from './faults.ts';
import {
  anyNumber,
  anything,
  asciiKey,
  checkShape,
  feel,
  kebabKey,
  listUpTo,
  matching,
  object,
  oneOf,
  type Shape,
  textUpTo,
  trueOrFalse,
  trueOrFeel,
  wholeNumber,
} from './shape.ts';

/** A part of the document that is whole enough to be looked at further, whatever else is wrong with it. */
export interface FoundField {
  readonly path: string;
  readonly key: string;
  readonly type: Field['type'];
  readonly raw: Readonly<Record<string, unknown>>;
  readonly columns: readonly FoundField[];
}

export interface FoundSection {
  readonly path: string;
  readonly raw: Readonly<Record<string, unknown>>;
  readonly fields: readonly FoundField[];
}

const documentShape: Shape = {
  required: {
    formatVersion: oneOf(1),
    key: kebabKey,
    title: textUpTo(100),
    sections: listUpTo(1, 30),
    steps: object,
  },
  optional: { titleEn: textUpTo(200), rows: object },
};

const sectionShape: Shape = {
  required: { key: asciiKey, title: textUpTo(100), fields: listUpTo(1, 100) },
  optional: { titleEn: textUpTo(200), visible: feel },
};

const named: Shape = {
  required: { key: asciiKey, type: anything, label: textUpTo(200) },
  optional: { labelEn: textUpTo(400), help: textUpTo(500), span: wholeNumber(1, 24), visible: feel },
};

const withValue: Shape = {
  required: named.required,
  optional: {
    ...named.optional,
    placeholder: textUpTo(200),
    required: trueOrFeel,
    compute: feel,
    checks: listUpTo(1, 20),
    prefill: textUpTo(100),
    prefillOf: asciiKey,
    lock: trueOrFalse,
    secret: trueOrFalse,
  },
};

const withText = extended(withValue, {}, { maxLength: wholeNumber(1, 20_000) });
const choice = extended(withValue, { options: listUpTo(1, 500) });
const files = extended(withValue, {
  accept: listUpTo(1, 20),
  max: wholeNumber(1, 20),
  maxMegabytes: wholeNumber(1, 200),
});
const source = matching(
  /^(?:applications|register|list|pdc|cards):[a-z][a-z0-9-]{0,63}$/,
  'applications:<事项>、register:<台账>、list:<名单> 或 pdc:<数据子集>',
  'applications:<service>, register:<register>, list:<list> or pdc:<subset>',
);
const cents = wholeNumber(-1e13, 1e13);

const columnShapes: Readonly<Record<string, Shape>> = {
  text: withText,
  textarea: withText,
  phone: withText,
  number: extended(
    withValue,
    {},
    { min: anyNumber, max: anyNumber, decimals: wholeNumber(0, 6), unit: textUpTo(20) },
  ),
  money: extended(withValue, {}, { min: cents, max: cents }),
  date: withValue,
  datetime: withValue,
  daterange: extended(withValue, {}, { precision: oneOf('day', 'minute') }),
  boolean: withValue,
  select: choice,
  radio: choice,
  multiselect: choice,
  person: withValue,
  persons: withValue,
  department: withValue,
  departments: withValue,
  attachment: files,
  image: files,
  signature: withValue,
  idcard: withValue,
  plate: withValue,
  email: withValue,
  url: withValue,
  rating: withValue,
  cascade: choice,
  address: withValue,
  reference: extended(withValue, { from: source }),
  references: extended(withValue, { from: source }, { max: wholeNumber(1, 100) }),
};

const fieldShapes: Readonly<Record<string, Shape>> = {
  ...columnShapes,
  note: named,
  booking: extended(
    withValue,
    { kinds: listUpTo(1, 20) },
    { buildings: listUpTo(1, 50), by: oneOf('clock', 'sections'), weekly: trueOrFalse },
  ),
  table: extended(
    withValue,
    { max: wholeNumber(1, 200), items: listUpTo(1, 30) },
    { min: wholeNumber(0, 200) },
  ),
};

const optionShape: Shape = {
  required: { value: textUpTo(100), label: textUpTo(200) },
  optional: { labelEn: textUpTo(400) },
};

const cascadeShape: Shape = {
  required: optionShape.required,
  optional: { ...optionShape.optional, children: listUpTo(1, 500) },
};

const checkShapeOf: Shape = {
  required: { rule: feel, message: textUpTo(200) },
  optional: { messageEn: textUpTo(400) },
};

export function checkStructure(faults: Faults, input: unknown): FoundSection[] {
  if (!checkShape(faults, '', input, documentShape)) return [];
  const sections = listIn(input.sections).flatMap((raw, index): FoundSection[] => {
    const path = `sections[${index}]`;
    if (!checkShape(faults, path, raw, sectionShape)) return [];
    return [{ path, raw, fields: fieldsIn(faults, `${path}.fields`, raw.fields, fieldShapes) }];
  });
  checkUnique(
    faults,
    sections.map(({ path, raw }) => ({ path: `${path}.key`, name: raw.key })),
  );
  checkFieldKeys(
    faults,
    sections.flatMap(({ fields }) => fields),
  );
  return sections;
}

function fieldsIn(
  faults: Faults,
  at: string,
  list: unknown,
  shapes: Readonly<Record<string, Shape>>,
): FoundField[] {
  return listIn(list).flatMap((raw, index): FoundField[] => {
    const path = `${at}[${index}]`;
    const type = isRecord(raw) ? raw.type : undefined;
    const shape = typeof type === 'string' && Object.hasOwn(shapes, type) ? shapes[type] : undefined;
    if (isRecord(raw) && !shape) {
      const hint = meant(String(type ?? ''), Object.keys(shapes));
      faults.add(
        `${path}.type`,
        `没有字段类型 ${String(type)}${hint.zh}`,
        `there is no field type ${String(type)}${hint.en}`,
      );
      return [];
    }
    if (!shape || !checkShape(faults, path, raw, shape)) {
      if (!shape) faults.add(path, '应当是一个字段 {…}', 'must be a field {…}');
      return [];
    }
    checkParts(faults, path, raw);
    const columns = type === 'table' ? fieldsIn(faults, `${path}.items`, raw.items, columnShapes) : [];
    checkFieldKeys(faults, columns);
    if (typeof raw.key !== 'string') return [];
    return [{ path, key: raw.key, type: type as Field['type'], raw, columns }];
  });
}

/** Options, checks, extensions and limits of one field. */
function checkParts(faults: Faults, path: string, raw: Readonly<Record<string, unknown>>): void {
  checkOptions(faults, `${path}.options`, listIn(raw.options), raw.type === 'cascade' ? 0 : undefined);
  for (const [index, check] of listIn(raw.checks).entries()) {
    checkShape(faults, `${path}.checks[${index}]`, check, checkShapeOf);
  }
  for (const [index, extension] of listIn(raw.accept).entries()) {
    checkExtension(faults, `${path}.accept[${index}]`, extension);
  }
  const { min, max } = raw;
  if (typeof min === 'number' && typeof max === 'number' && min > max) {
    faults.add(
      `${path}.min`,
      `最小值 ${min} 大于最大值 ${max}`,
      `the least, ${min}, is above the most, ${max}`,
    );
  }
}

/** Deeper is no choice but a maze. */
const deepestCascade = 6;

/** `level`: of a cascade, whose options have options. */
function checkOptions(
  faults: Faults,
  path: string,
  options: readonly unknown[],
  level: number | undefined,
): void {
  for (const [index, option] of options.entries()) {
    const at = `${path}[${index}]`;
    if (!checkShape(faults, at, option, level === undefined ? optionShape : cascadeShape)) continue;
    if (level === undefined || option.children === undefined) continue;
    if (level + 1 < deepestCascade)
      checkOptions(faults, `${at}.children`, listIn(option.children), level + 1);
    else faults.add(`${at}.children`, `最多 ${deepestCascade} 级`, `no more than ${deepestCascade} levels`);
  }
  checkUnique(
    faults,
    options.map((option, index) => ({
      path: `${path}[${index}].value`,
      name: isRecord(option) ? option.value : undefined,
    })),
  );
}

/** Files of these kinds run code in the browser of whoever opens them. */
const dangerous: ReadonlySet<string> = new Set([
  'html',
  'htm',
  'xhtml',
  'svg',
  'js',
  'mjs',
  'exe',
  'bat',
  'cmd',
  'sh',
  'xml',
]);

function checkExtension(faults: Faults, path: string, extension: unknown): void {
  if (typeof extension !== 'string' || !/^[a-z0-9]{1,8}$/.test(extension)) {
    faults.add(
      path,
      '应当是小写的扩展名，不带点，如 "pdf"',
      'must be an extension in small letters without a point, like "pdf"',
    );
  } else if (dangerous.has(extension)) {
    faults.add(
      path,
      `不能接受 ${extension} 文件：打开时会运行其中的代码`,
      `${extension} files are not accepted: opening one runs code`,
    );
  }
}

/** Words that would no longer mean what they mean in FEEL, and names that every JavaScript object has. */
const reserved: ReadonlySet<string> = new Set(
  (
    'and between else every external false for function if in instance item not null of or partial return ' +
    'satisfies some then true me parameters ' +
    'constructor prototype toString valueOf hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString'
  ).split(' '),
);

function checkFieldKeys(faults: Faults, fields: readonly FoundField[]): void {
  checkUnique(
    faults,
    fields.map(({ path, key }) => ({ path: `${path}.key`, name: key })),
  );
  for (const { path, key } of fields) {
    if (reserved.has(key)) {
      faults.add(
        `${path}.key`,
        `${key} 是表达式里的保留字，请换一个`,
        `${key} is a reserved word of expressions; choose another`,
      );
    }
  }
}

function checkUnique(
  faults: Faults,
  names: readonly { readonly path: string; readonly name: unknown }[],
): void {
  const seen = new Set<unknown>();
  for (const { path, name } of names) {
    if (typeof name !== 'string') continue;
    if (seen.has(name)) faults.add(path, `“${name}”重复了`, `"${name}" stands twice`);
    seen.add(name);
  }
}

function extended(shape: Shape, required: Shape['required'], optional: Shape['optional'] = {}): Shape {
  return { required: { ...shape.required, ...required }, optional: { ...shape.optional, ...optional } };
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
