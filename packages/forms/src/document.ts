/**
 * The form document (表单): one per service version, a tree of sections and fields. It is text that people and
 * the designer write; `checkDocument` judges it, everything else here trusts a checked one.
 *
 * Values, as JSON: text-like fields and select/radio hold a string; number a number; money whole cents (分);
 * boolean true/false; date `YYYY-MM-DD`; datetime `YYYY-MM-DDTHH:mm` (the school's local time); daterange
 * `{start, end}` of dates, or of datetimes when `precision` is "minute"; multiselect a list of strings; cascade
 * the option's values from the root to the leaf; rating 1 to 5; address `{region, detail}`; person and department
 * the id of one; persons and departments a list of ids; attachment and image a list of `FileValue`, signature one
 * of exactly one PNG; reference a `ReferenceValue`, references a list of them; booking a
 * `BookingValue`; table a list of rows. A field
 * without a value is absent from the data, never null.
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
  /** Which rows of a sub-table a step sees and writes, by step and table: each desk its own (每个科室只改自己的行). */
  readonly rows?: Readonly<Record<string, Readonly<Record<string, RowRule>>>>;
}

/**
 * FEEL here sees the row's columns by name, the whole form, and `me`, the one who looks: `{id, unit, units, groups,
 * posts}`. It is judged on what is stored, so that nobody writes himself into a row. Without an expression: all rows.
 */
export interface RowRule {
  /** Rows for which this is not true never leave the server. */
  readonly visible?: string;
  /** Rows for which this is not true are only read. */
  readonly editable?: string;
  /** Whether rows may be added and removed; true where the table is written and no `editable` is given. */
  readonly add?: boolean;
  readonly remove?: boolean;
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
  /**
   * Where the first value comes from: `profile:<key>` (`name`, `number`, `unit`, `phone`, `category` …), or
   * `pdc:<subset>.<field>` of the personal data centre (of a table: `pdc:<subset>`, a row for each record).
   */
  readonly prefill?: string;
  /** The person field whose person `prefill` is about; the one who applies when absent. */
  readonly prefillOf?: string;
  /** Masked (脱敏) for everybody whose step does not name it with read, write or required. */
  readonly secret?: boolean;
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

/** An option of a cascade (级联); its children are the choices one level down. */
export interface CascadeOption extends Option {
  readonly children?: readonly CascadeOption[];
}

interface TextField extends FieldBase {
  readonly type: 'text' | 'textarea' | 'phone';
  readonly maxLength?: number;
}
/** 身份证号, 车牌号, 邮箱, 网址: texts with a form of their own. */
interface PatternField extends FieldBase {
  readonly type: 'idcard' | 'plate' | 'email' | 'url';
}
interface RatingField extends FieldBase {
  readonly type: 'rating';
}
interface CascadeField extends FieldBase {
  readonly type: 'cascade';
  readonly options: readonly CascadeOption[];
}
interface AddressField extends FieldBase {
  readonly type: 'address';
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
  readonly type: 'person' | 'persons' | 'department' | 'departments';
}
interface FileField extends FieldBase {
  readonly type: 'attachment' | 'image';
  /** Extensions in lower case, e.g. ["pdf", "jpg"]. */
  readonly accept: readonly string[];
  readonly max: number;
  /** Megabytes a file. */
  readonly maxMegabytes: number;
}
/** Drawn by hand: one PNG. */
interface SignatureField extends FieldBase {
  readonly type: 'signature';
}
/** A row picked from somewhere else; the server puts its columns in anew and believes only the id. */
interface ReferenceField extends FieldBase {
  readonly type: 'reference' | 'references';
  /** `applications:<service>`, `register:<register>`, `list:<list>` or `pdc:<subset>`. */
  readonly from: string;
  /** Of references: how many, 100 when absent. */
  readonly max?: number;
}
/** 预约: a room or device and a time in which it is nobody else's. Not in tables. */
interface BookingField extends FieldBase {
  readonly type: 'booking';
  /** Kinds of resources to choose from, and their buildings where not all. */
  readonly kinds: readonly string[];
  readonly buildings?: readonly string[];
  /** Picked by the clock (the default), or by sections of the teaching day (节次). */
  readonly by?: 'clock' | 'sections';
  /** Whether it may recur every week. */
  readonly weekly?: boolean;
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
  | FileField
  | PatternField
  | RatingField
  | CascadeField
  | AddressField
  | SignatureField
  | ReferenceField
  | BookingField;

export type Field = ColumnField | NoteField | TableField;

export interface FileValue {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Media type found in the content, not claimed by the browser. */
  readonly type: string;
}

export interface AddressValue {
  /** 省, 市, 区县: as far down as there are levels. */
  readonly region: readonly string[];
  readonly detail: string;
}

/** A picked row: its id and label, and its columns by name. */
export interface ReferenceValue {
  readonly id: string;
  readonly label: string;
  readonly [column: string]: unknown;
}

/**
 * What is booked, in the school's local time, within one day. The server puts in anew what it knows of the resource, and
 * the times of sections; it believes the resource's id and the times.
 */
export interface BookingValue {
  readonly resource: string;
  readonly label: string;
  /** `YYYY-MM-DDTHH:mm` */
  readonly start: string;
  readonly end: string;
  /** 节次, where it is picked by them: neighbours, in order. */
  readonly sections?: readonly number[];
  /** The last day of a weekly one. */
  readonly until?: string;
  readonly building?: string;
  readonly campus?: string;
  readonly seats?: number;
}

export type FormData = Readonly<Record<string, unknown>>;
