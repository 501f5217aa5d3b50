import type { Names } from '@yizhan/contract';
import type { FormData, FormDocument } from '@yizhan/forms';
import { useMemo } from 'react';
import { type TableState, tableState } from './cells.ts';
import { FormView } from './form-view.tsx';
import { SurroundingsProvider } from './surroundings.tsx';
import type { FormHandle } from './use-form.ts';

interface ReadFormProps {
  service: string;
  document: FormDocument;
  data: FormData;
  names: Names;
}

/**
 * A form to be read. The server has already left out what the viewer may not see and what the rules hide, and has
 * computed what is computed: nothing is judged again here, the reader's clock and calendar change nothing, and
 * neither FEEL nor antd is loaded for it.
 */
export function ReadForm({ service, document, data, names }: ReadFormProps) {
  const handle = useMemo(() => readHandle(document, data), [document, data]);
  return (
    <SurroundingsProvider service={service} names={names}>
      <FormView handle={handle} />
    </SurroundingsProvider>
  );
}

function readHandle(document: FormDocument, data: FormData): FormHandle {
  const fields = new Map(
    document.sections.flatMap((section) => section.fields).map((field) => [field.key, field]),
  );
  const view = {
    data,
    failures: [],
    field: (path: string) => ({ visible: isShown(path), access: 'read' as const, required: false }),
    sectionVisible: (key: string) =>
      document.sections.some(
        (section) =>
          section.key === key &&
          section.fields.some((field) =>
            section.visible === undefined ? isShown(field.key) : data[field.key] !== undefined,
          ),
      ),
  };
  /** What has a rule for being shown and no value was, in all likelihood, not shown. */
  function isShown(path: string): boolean {
    if (path.includes('.')) return true;
    const field = fields.get(path);
    return field !== undefined && (field.visible === undefined || data[field.key] !== undefined);
  }
  const tables = document.sections.flatMap(({ fields }) =>
    fields.flatMap((field): [string, TableState][] =>
      field.type === 'table' ? [[field.key, tableState(field, view)]] : [],
    ),
  );
  const nothing = () => undefined;
  return {
    document,
    view,
    shown: (key) => data[key],
    tables: new Map(tables),
    faults: [],
    set: nothing,
    leave: nothing,
    check: () => [],
    refuse: nothing,
    replace: nothing,
    fill: nothing,
    written: () => ({}),
  };
}
