/** What is wrong with a field, in words that name it and say what to do. */
import type { CompiledField } from './compile-form.ts';
import type { Field, TableField } from './document.ts';
import type { ProblemCode, ValueFault } from './types/field-type.ts';

export interface FieldProblem {
  /** `days`, `docs`, `docs[1].copies`; empty for a rule of the form that belongs to no field one sees. */
  readonly path: string;
  readonly code: ProblemCode;
  readonly message: string;
  readonly messageEn: string;
  readonly label: string;
}

export function problem(
  compiledField: CompiledField,
  field: Field,
  path: string,
  row: number | undefined,
  { code, message, messageEn }: ValueFault,
): FieldProblem {
  const { label, labelEn } = field;
  // A check's message is the service owner's own sentence.
  const isSentence = code === 'check';
  return {
    path,
    code,
    label,
    message: inRow(compiledField, row) + (isSentence ? message : `“${label}”${message}`),
    messageEn: inRowEn(compiledField, row) + (isSentence ? messageEn : `${labelEn ?? label}: ${messageEn}`),
  };
}

export function missing(
  compiledField: CompiledField,
  field: Field,
  path: string,
  row: number | undefined,
): FieldProblem {
  const [verb, verbEn] = verbs[field.type];
  const { label, labelEn } = field;
  return {
    path,
    code: 'required',
    label,
    message: `${inRow(compiledField, row)}请${verb}${label}`,
    messageEn: `${inRowEn(compiledField, row)}Please ${verbEn}: ${labelEn ?? label}`,
  };
}

export function tooFewRows(compiledField: CompiledField, field: TableField, least: number): FieldProblem {
  const { label, labelEn } = field;
  return {
    path: compiledField.path,
    code: least === 1 ? 'required' : 'min',
    label,
    message: least === 1 ? `请填写${label}，至少一行` : `“${label}”至少填 ${least} 行`,
    messageEn: `${labelEn ?? label}: please add at least ${least === 1 ? 'one row' : `${least} rows`}`,
  };
}

export function tooManyRows(compiledField: CompiledField, field: TableField): FieldProblem {
  const { label, labelEn, max } = field;
  return {
    path: compiledField.path,
    code: 'count',
    label,
    message: `“${label}”最多 ${max} 行，请删去多出的行`,
    messageEn: `${labelEn ?? label}: at most ${max} rows; please remove the others`,
  };
}

const fill = ['填写', 'fill in'] as const;
const choose = ['选择', 'choose'] as const;
const upload = ['上传', 'upload'] as const;
const verbs: { readonly [T in Field['type']]: readonly [string, string] } = {
  text: fill,
  textarea: fill,
  phone: fill,
  number: fill,
  money: fill,
  table: fill,
  note: fill,
  date: choose,
  datetime: choose,
  daterange: choose,
  boolean: choose,
  select: choose,
  radio: choose,
  multiselect: choose,
  person: choose,
  persons: choose,
  department: choose,
  departments: choose,
  cascade: choose,
  rating: choose,
  reference: choose,
  references: choose,
  booking: choose,
  address: fill,
  idcard: fill,
  plate: fill,
  email: fill,
  url: fill,
  signature: ['签', 'sign'],
  attachment: upload,
  image: upload,
};

function inRow({ table, field }: CompiledField, row: number | undefined): string {
  return row === undefined ? '' : `“${(table?.field ?? field).label}”第 ${row + 1} 行：`;
}

function inRowEn({ table, field }: CompiledField, row: number | undefined): string {
  const { labelEn, label } = table?.field ?? field;
  return row === undefined ? '' : `${labelEn ?? label}, row ${row + 1}: `;
}
