import type { ColumnField } from '../document.ts';

/**
 * What is wrong with a value. The messages follow the field's label: “份数” + “最多 200”, "Copies: " + "at most
 * 200".
 */
export interface ValueFault {
  readonly code: ProblemCode;
  readonly message: string;
  readonly messageEn: string;
}

export type ProblemCode =
  /** Nothing is filled in where something must be. */
  | 'required'
  /** Not the kind of JSON value that the field holds. */
  | 'type'
  /** Too long a text. */
  | 'length'
  /** Too many entries or rows. */
  | 'count'
  /** Too small a number, too few rows. */
  | 'min'
  | 'max'
  | 'decimals'
  /** No phone number. */
  | 'phone'
  /** Not of the form that such a text has. */
  | 'idcard'
  | 'plate'
  | 'email'
  | 'url'
  /** The end comes before the start. */
  | 'order'
  /** Not among the options. */
  | 'option'
  | 'extension'
  /** Too large a file. */
  | 'size'
  /** A row of a table that is not this person's to write. */
  | 'row'
  /** A check of the form itself is not met. */
  | 'check'
  /** An expression of the form cannot be computed: the form's fault, not the person's. */
  | 'failure';

/** One kind of field. `undefined` is a field without a value. */
export interface FieldType<F extends ColumnField = ColumnField> {
  /**
   * The value as it is kept: normalised, undefined when empty. A value of a wrong kind comes back (made harmless)
   * for `fault` to report.
   */
  clean(value: unknown, field: F): unknown;
  /** Whether expressions may see a cleaned value; others are null to them, so that no value can make them fail. */
  isShaped(value: unknown, field: F): boolean;
  /** What is wrong with a cleaned value. */
  fault(value: unknown, field: F): ValueFault | undefined;
  /** The result of an expression (not null) as a value of the field, undefined when it does not fit. */
  computed?(result: unknown, field: F): unknown;
  /** Whether a filled-in value still lacks a part; counts only when the form is submitted. */
  isIncomplete?(value: unknown, field: F): boolean;
}

export function fault(code: ProblemCode, message: string, messageEn: string): ValueFault {
  return { code, message, messageEn };
}
