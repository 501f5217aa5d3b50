import type { ColumnField, ReferenceValue } from '../document.ts';
import { type FieldType, fault } from './field-type.ts';
import { cleanText, harmless, isRecord } from './harmless.ts';

type ReferenceField = Extract<ColumnField, { type: 'reference' | 'references' }>;

const mostPicked = 100;
const longestId = 128;
const mostColumns = 60;
const largestCell = 4000;

const mostReferences = (field: ReferenceField): number =>
  field.type === 'reference' ? 1 : (field.max ?? mostPicked);

/** A picked row; whether there is such a one and what stands in it is for the server to say. */
export const reference: FieldType<ReferenceField> = {
  clean: cleanRow,
  isShaped: isReference,
  fault: (value) =>
    isReference(value) ? undefined : fault('type', '应当是选中的一条记录', 'must be a picked record'),
};

export const references: FieldType<ReferenceField> = {
  clean(value, field) {
    if (!Array.isArray(value)) return harmless(value);
    const seen = new Set<unknown>();
    const rows = value
      .slice(0, 1000)
      .map((row: unknown) => cleanRow(row) ?? null)
      .filter((row) => {
        const id = isReference(row) ? row.id : row;
        return !seen.has(id) && seen.add(id);
      });
    return rows.length === 0 ? undefined : rows.slice(0, mostReferences(field) + 1);
  },
  isShaped: (value) => Array.isArray(value) && value.every(isReference),
  fault(value, field) {
    if (!Array.isArray(value) || !value.every(isReference))
      return fault('type', '应当是选中的一组记录', 'must be picked records');
    const most = mostReferences(field);
    return value.length <= most ? undefined : fault('count', `最多选 ${most} 条`, `at most ${most} records`);
  },
};

export function isReference(value: unknown): value is ReferenceValue {
  return (
    isRecord(value) &&
    typeof value.id === 'string' &&
    value.id !== '' &&
    value.id.length <= longestId &&
    typeof value.label === 'string' &&
    value.label.length <= 500 &&
    Object.keys(value).length <= mostColumns &&
    JSON.stringify(value).length <= mostColumns * largestCell
  );
}

function cleanRow(value: unknown): unknown {
  const row = harmless(value);
  if (!isRecord(row) || typeof row.id !== 'string') return row;
  return { ...row, label: typeof row.label === 'string' ? row.label : cleanText(row.id) };
}
