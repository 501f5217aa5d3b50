import type { ColumnField } from '@yizhan/forms';
import { ReadValue } from '../fields/read-value.tsx';
import { useTexts } from '../texts/index.ts';
import type { CellState } from './cells.ts';
import { controlId } from './control-id.ts';
import { useSurroundings } from './surroundings.tsx';

interface CellProps {
  table: string;
  row: number;
  column: ColumnField;
  label: string;
  value: unknown;
  state: CellState | undefined;
  fault: string | undefined;
  compact: boolean;
  setCell(row: number, column: string, value: unknown): void;
  leave(path: string): void;
}

/** A cell; its control is named by row and column, on a phone as on a wide screen ("第 1 行 文件名称"). */
export function Cell({ table, row, column, label, value, state, fault, compact, setCell, leave }: CellProps) {
  const t = useTexts();
  const { Input } = useSurroundings();
  const path = `${table}[${row}].${column.key}`;
  const id = controlId(path);
  if (state && !state.visible) return <>{t('none')}</>;
  if (!state?.editable || !Input) return <ReadValue field={column} value={value} compact={compact} />;
  return (
    <Input
      field={column}
      path={`${table}.${column.key}`}
      value={value}
      control={{
        id,
        name: t('form.cell', { number: row + 1, label }),
        labelled: false,
        describedBy: fault ? `${id}-fault` : undefined,
        invalid: fault !== undefined,
        required: state.required,
        compact,
      }}
      onChange={(next) => setCell(row, column.key, next)}
      onLeave={() => leave(path)}
    />
  );
}
