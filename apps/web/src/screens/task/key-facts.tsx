import type { Names } from '@yizhan/contract';
import { type Field, type FormData, type FormDocument, formatValue } from '@yizhan/forms';
import { labelOf } from '../../form/labels.ts';
import { useLanguage } from '../../texts/index.ts';
import styles from './key-facts.module.css';

const most = 6;

/**
 * The first short answers of the form, and its first long one: what most decisions need. Who applies stands above,
 * so what was prefilled from the person's own record is left out.
 */
export function KeyFacts({
  document,
  data,
  names,
}: {
  document: FormDocument;
  data: FormData;
  names: Names;
}) {
  const locale = useLanguage();
  const filled = document.sections
    .flatMap(({ fields }) => fields)
    .filter((field) => data[field.key] !== undefined && !('prefill' in field && field.prefill !== undefined));
  const short = filled.filter(isShort).slice(0, most);
  const long = filled.find(({ type }) => type === 'textarea');
  if (short.length === 0 && !long) return null;
  return (
    <dl className={styles.facts}>
      {[...short, ...(long ? [long] : [])].map((field) => (
        <div key={field.key} className={field.type === 'textarea' ? styles.long : ''}>
          <dt>{labelOf(field, locale)}</dt>
          <dd>{formatValue(field, data[field.key], names, locale)}</dd>
        </div>
      ))}
    </dl>
  );
}

const isShort = ({ type }: Field): boolean =>
  type !== 'textarea' && type !== 'table' && type !== 'attachment' && type !== 'image' && type !== 'note';
