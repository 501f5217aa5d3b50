import type { ColumnField } from '@yizhan/forms';

/** How a control is named and described; the same for a field and for a cell of a table. */
export interface Control {
  id: string;
  name: string;
  /** A visible `<label>` is tied to it; else the control says its name itself (cells, groups). */
  labelled: boolean;
  /** Ids of help, origin and fault. */
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
  /** In a cell of a wide table: no room for anything but the control. */
  compact: boolean;
}

export interface FieldProps<Field extends ColumnField> {
  field: Field;
  control: Control;
  value: unknown;
  onChange(value: unknown): void;
  onLeave(): void;
}

/** Of the control for any field. */
export type InputProps = FieldProps<ColumnField> & { path: string };

/** Controls made of several inputs have no single element that a `<label>` could point to. */
export const isGroup = ({ type }: ColumnField): boolean =>
  type === 'radio' ||
  type === 'boolean' ||
  type === 'daterange' ||
  type === 'attachment' ||
  type === 'image' ||
  type === 'signature' ||
  type === 'address' ||
  type === 'rating' ||
  type === 'booking' ||
  type === 'reference' ||
  type === 'references' ||
  type === 'multiselect';

/** The member of the union that may have this type; several types share one member (text, textarea, phone). */
export type FieldOf<Type extends ColumnField['type']> = WithType<ColumnField, Type>;

type WithType<Field, Type> = Field extends { type: infer Its }
  ? [Its & Type] extends [never]
    ? never
    : Field
  : never;
