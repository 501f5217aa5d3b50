import type { ColumnField } from '../document.ts';
import { address } from './address.ts';
import { booking } from './booking.ts';
import { cascade } from './cascade.ts';
import { boolean, choice, choices, people, someone } from './choice.ts';
import { date, dateRange } from './date.ts';
import type { FieldType } from './field-type.ts';
import { files } from './file.ts';
import { money, number, rating } from './number.ts';
import { email, idCard, plate, url } from './pattern.ts';
import { reference, references } from './reference.ts';
import { phone, text } from './text.ts';

const types: { readonly [T in ColumnField['type']]: FieldType<Extract<ColumnField, { type: T }>> } = {
  text,
  textarea: text,
  phone,
  number,
  money,
  boolean,
  date,
  datetime: date,
  daterange: dateRange,
  select: choice,
  radio: choice,
  multiselect: choices,
  person: someone,
  persons: people,
  department: someone,
  departments: people,
  attachment: files,
  image: files,
  signature: files,
  idcard: idCard,
  plate,
  email,
  url,
  rating,
  cascade,
  address,
  reference,
  references,
  booking,
};

/** The rules of the field's type; only ever called with that field. */
export function typeOf(field: ColumnField): FieldType {
  return types[field.type];
}
