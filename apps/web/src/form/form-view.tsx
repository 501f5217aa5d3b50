import { type Field, mayWrite, type Section } from '@yizhan/forms';
import { useLanguage, useTexts } from '../texts/index.ts';
import { Icon } from '../ui/icon.tsx';
import { Tag } from '../ui/status-tag.tsx';
import styles from './form-view.module.css';
import { labelOf, titleOf } from './labels.ts';
import rowStyles from './row.module.css';
import { Row } from './row.tsx';
import { SubTable } from './sub-table.tsx';
import type { Fault, FormHandle } from './use-form.ts';
import { isWritten } from './written-data.ts';

interface FormViewProps {
  handle: FormHandle;
  /** What this step fills in comes first and says so; the rest is there to be read. */
  fillFirst?: boolean;
}

/** The sections of a form that have something to show, each with its fields in a grid of 24 columns. */
export function FormView({ handle, fillFirst = false }: FormViewProps) {
  const t = useTexts();
  const locale = useLanguage();
  const { document, view } = handle;
  const isFilled = ({ fields }: Section) => fillFirst && fields.some((field) => isWritten(field, view));
  return document.sections
    .filter(({ key }) => view.sectionVisible(key))
    .sort((one, other) => Number(isFilled(other)) - Number(isFilled(one)))
    .map((section) => (
      <section
        key={section.key}
        className={`card ${styles.section}`}
        aria-labelledby={`section-${section.key}`}
      >
        <h2 id={`section-${section.key}`} className={styles.title}>
          {titleOf(section, locale)}
          {isFilled(section) && <Tag tone="blue">{t('task.fill')}</Tag>}
        </h2>
        <div className={styles.grid}>
          {section.fields
            .filter(({ key }) => view.field(key).visible)
            .map((field) => (
              <AnyRow key={field.key} field={field} handle={handle} />
            ))}
        </div>
      </section>
    ));
}

const noFaults: readonly Fault[] = [];

function AnyRow({ field, handle }: { field: Field; handle: FormHandle }) {
  const locale = useLanguage();
  if (field.type === 'note') {
    return (
      <p className={`${rowStyles.note} ${rowStyles.span24}`}>
        <Icon name="info" size={18} />
        {labelOf(field, locale)}
      </p>
    );
  }
  const { view, faults, tables, set, leave, shown } = handle;
  const value = shown(field.key);
  if (field.type === 'table') {
    const state = tables.get(field.key);
    if (!state) return null;
    const own = faults.filter(({ path }) => path === field.key || path.startsWith(`${field.key}[`));
    return (
      <SubTable
        field={field}
        value={value}
        state={state}
        required={view.field(field.key).required}
        // The same empty list, or a table of two hundred rows is drawn anew with every key elsewhere.
        faults={own.length > 0 ? own : noFaults}
        set={set}
        leave={leave}
      />
    );
  }
  const { access, required } = view.field(field.key);
  return (
    <Row
      field={field}
      value={value}
      editable={mayWrite(access)}
      required={required}
      fault={faults.find(({ path }) => path === field.key)?.message}
      set={set}
      leave={leave}
    />
  );
}
