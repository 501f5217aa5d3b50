/**
 * The form document (表单): one per service version, a tree of sections and fields. It is text that people and
 * the designer write; `checkDocument` judges it, everything else here trusts a checked one.
 *
 * Values, as JSON: text-like fields and select/radio hold a string; number a number; money whole cents (分);
 * boolean true/false; date `YYYY-MM-DD`; datetime `YYYY-MM-DDTHH:mm` (the school's local time); daterange
 * `{start, end}` of dates, or of datetimes when `precision` is "minute"; multiselect a list of strings; person
 * and department the id of one; persons a list of ids; attachment and image a list of `FileValue`; table a list
 * of rows. A field without a value is absent from the data, never null.
 */
export interface FormDocument {
  readonly formatVersion: 1;
  readonly key: string;
  readonly title: string;
  readonly titleEn?: string;
  readonly sections: readonly Section[];
  /**
   * Access by step (环节): the step `apply` is the applicant's, the others are ids of user tasks. `view` is how the
   * applicant reads it once it is submitted, for what the steps have filled in; without it he sees what `apply` shows.
   * `*` stands for every field not named. Without an entry a field is `write` at `apply` and `read` elsewhere. A
   * column of a sub-table is named `table.column`.
   */
  readonly steps: Readonly<Record<string, Readonly<Record<string, Access>>>>;
}

/** What a step may do with a field. `required` = may write and must fill. */
export type Access = 'hidden' | 'read' | 'write' | 'required';

export interface Section {
  readonly key: string;
  readonly title: string;
  readonly titleEn?: string;
  /** FEEL; the section is shown while this is true. */
  readonly visible?: string;
  readonly fields: readonly Field[];
}

interface FieldBase {
  /** Stable ASCII name, unique in the form (a column: unique in its table). */
  readonly key: string;
  readonly label: string;
  readonly labelEn?: string;
  readonly help?: string;
  readonly placeholder?: string;
  /** Columns of a 24-column row on wide screens; 8 when absent, 24 for tables, long texts and attachments. */
  readonly span?: number;
  /** `true`, or FEEL that says when the field must be filled. Counts only where the step may write it. */
  readonly required?: boolean | string;
  /** FEEL; while it is false the field is not shown and its value is dropped. */
  readonly visible?: string;
  /** FEEL; the value is always computed, on both sides, and never taken from the browser. */
  readonly compute?: string;
  /** Checks beyond the type: FEEL that must be true, with what to say when it is not. */
  readonly checks?: readonly Check[];
  /** Where the first value comes from: `profile:<key>` (`name`, `number`, `unit`, `phone`, `category` …). */
  readonly prefill?: string;
  /** The prefilled value is authoritative: read-only, and put in again by the server at submission. */
  readonly lock?: boolean;
}

/** Passes when the rule gives true, and when it gives null because something that it reads is still missing. */
export interface Check {
  readonly rule: string;
  readonly message: string;
  readonly messageEn?: string;
}

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly labelEn?: string;
}

interface TextField extends FieldBase {
  readonly type: 'text' | 'textarea' | 'phone';
  readonly maxLength?: number;
}
interface NumberField extends FieldBase {
  readonly type: 'number';
  readonly min?: number;
  readonly max?: number;
  /** Digits after the point; 0 when absent. */
  readonly decimals?: number;
  readonly unit?: string;
}
interface MoneyField extends FieldBase {
  readonly type: 'money';
  /** Whole cents (分). */
  readonly min?: number;
  readonly max?: number;
}
interface DateField extends FieldBase {
  readonly type: 'date' | 'datetime';
}
interface DateRangeField extends FieldBase {
  readonly type: 'daterange';
  readonly precision?: 'day' | 'minute';
}
interface BooleanField extends FieldBase {
  readonly type: 'boolean';
}
interface ChoiceField extends FieldBase {
  readonly type: 'select' | 'radio' | 'multiselect';
  readonly options: readonly Option[];
}
interface PersonField extends FieldBase {
  readonly type: 'person' | 'persons' | 'department';
}
interface FileField extends FieldBase {
  readonly type: 'attachment' | 'image';
  /** Extensions in lower case, e.g. ["pdf", "jpg"]. */
  readonly accept: readonly string[];
  readonly max: number;
  /** Megabytes a file. */
  readonly maxMegabytes: number;
}
/** Text between fields, holds no value. */
interface NoteField extends FieldBase {
  readonly type: 'note';
}
export interface TableField extends FieldBase {
  readonly type: 'table';
  readonly min?: number;
  readonly max: number;
  readonly items: readonly ColumnField[];
}

export type ColumnField =
  | TextField
  | NumberField
  | MoneyField
  | DateField
  | DateRangeField
  | BooleanField
  | ChoiceField
  | PersonField
  | FileField;

export type Field = ColumnField | NoteField | TableField;

export interface FileValue {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Media type found in the content, not claimed by the browser. */
  readonly type: string;
}

export type FormData = Readonly<Record<string, unknown>>;
