import { type ColumnField, type FileValue, formatValue, isFileField } from '@yizhan/forms';
import { useSurroundings } from '../form/surroundings.tsx';
import { useLanguage, useTexts } from '../texts/index.ts';
import { PhoneLink } from '../ui/phone-link.tsx';
import { FileList } from './file-list.tsx';
import styles from './read-value.module.css';

interface ReadValueProps {
  field: ColumnField;
  value: unknown;
  /** In a cell of a wide table. */
  compact?: boolean;
}

/** A value to be read: plain text wherever it can be, so that long read-only forms cost next to nothing. */
export function ReadValue({ field, value, compact = false }: ReadValueProps) {
  const t = useTexts();
  const locale = useLanguage();
  const { names } = useSurroundings();
  if (isFileField(field)) {
    return Array.isArray(value) && value.length > 0 ? (
      <FileList files={value as FileValue[]} compact={compact} />
    ) : (
      <span className={styles.none}>{t('none')}</span>
    );
  }
  const text = formatValue(field, value, names, locale);
  if (text === '') return <span className={styles.none}>{t('none')}</span>;
  if (field.type === 'phone') return <PhoneLink phone={text} />;
  if (field.type === 'number' || field.type === 'money') return <span className="number">{text}</span>;
  return <span className={styles.text}>{text}</span>;
}
