import type { ApplicationDetail } from '@yizhan/contract';
import { type Field, formatValue, type TableField } from '@yizhan/forms';

/** What is to be printed of a form, in the order of the paper. */
export interface PrintedSection {
  readonly title: string;
  readonly parts: readonly Part[];
}

export type Part =
  | { readonly kind: 'value'; readonly label: string; readonly text: string; readonly isWide: boolean }
  | { readonly kind: 'signature'; readonly label: string; readonly text: string; readonly file: string }
  | {
      readonly kind: 'rows';
      readonly label: string;
      readonly heads: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

type Source = Pick<ApplicationDetail, 'form' | 'data' | 'names'>;

/** Of the projected document: the server has left out what the viewer may not see and what the rules hide. */
export function sectionsOf({ form, data, names }: Source): PrintedSection[] {
  /** What has a rule for being shown and no value was not shown: as on the page. A note is for whoever fills it in. */
  const isShown = (field: Field): boolean =>
    field.type !== 'note' && (field.visible === undefined || data[field.key] !== undefined);
  return form.sections
    .filter(
      ({ visible, fields }) => visible === undefined || fields.some(({ key }) => data[key] !== undefined),
    )
    .map(({ title, fields }) => ({
      title,
      parts: fields.filter(isShown).map((field) => partOf(field, data[field.key], names)),
    }))
    .filter(({ parts }) => parts.length > 0);
}

function partOf(field: Field, value: unknown, names: Source['names']): Part {
  const { label } = field;
  if (field.type === 'table') return rowsOf(field, value, names);
  const text = formatValue(field, value, names, 'zh-CN');
  const file = field.type === 'signature' ? signatureIn(value) : undefined;
  if (file !== undefined) return { kind: 'signature', label, text, file };
  return { kind: 'value', label, text, isWide: field.type === 'textarea' || text.length > 16 };
}

/** The id of the file of a signature. */
export function signatureIn(value: unknown): string | undefined {
  const [file] = (Array.isArray(value) ? value : []) as readonly { readonly id?: unknown }[];
  return typeof file?.id === 'string' ? file.id : undefined;
}

function rowsOf(field: TableField, value: unknown, names: Source['names']): Part {
  const columns = field.items;
  const rows = (Array.isArray(value) ? value : []) as readonly Readonly<Record<string, unknown>>[];
  return {
    kind: 'rows',
    label: field.label,
    heads: columns.map(({ label }) => label),
    rows: rows.map((row) => columns.map((column) => formatValue(column, row[column.key], names, 'zh-CN'))),
  };
}
