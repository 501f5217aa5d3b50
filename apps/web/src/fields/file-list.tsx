import type { FileValue } from '@yizhan/forms';
import { lazy, Suspense, useState } from 'react';
import { attachmentAddress } from '../api/upload.ts';
import { useTexts } from '../texts/index.ts';
import { Icon } from '../ui/icon.tsx';
import styles from './attachment.module.css';
import { sizeText } from './file-rules.ts';
import { kindOfPreview } from './preview/kind-of-preview.ts';

const FilePreview = lazy(async () => ({
  default: (await import('./preview/file-preview.tsx')).FilePreview,
}));

interface FileListProps {
  files: readonly FileValue[];
  onRemove?: (file: FileValue) => void;
  compact?: boolean;
}

/** Files that are there: to be downloaded, and removed where that may be done. */
export function FileList({ files, onRemove, compact = false }: FileListProps) {
  const t = useTexts();
  const [shown, setShown] = useState<FileValue>();
  if (files.length === 0) return null;
  return (
    <ul className={styles.files}>
      {files.map((file) => {
        const size = sizeText(file.size);
        return (
          <li key={file.id} className={styles.file}>
            <a
              className={styles.name}
              href={attachmentAddress(file.id)}
              download={file.name}
              aria-label={t('form.download', { name: file.name, size })}
            >
              <Icon name="file" size={18} />
              <span>{file.name}</span>
            </a>
            {!compact && <span className={styles.size}>{size}</span>}
            {kindOfPreview(file.name) && (
              <button
                type="button"
                className={styles.act}
                aria-label={t('form.preview', { name: file.name })}
                onClick={() => setShown(file)}
              >
                <Icon name="eye" size={18} />
              </button>
            )}
            {onRemove && (
              <button
                type="button"
                className={styles.act}
                aria-label={t('form.uploadRemove', { name: file.name })}
                onClick={() => onRemove(file)}
              >
                <Icon name="trash" size={18} />
              </button>
            )}
          </li>
        );
      })}
      {shown && (
        <li>
          <Suspense>
            <FilePreview file={shown} onClose={() => setShown(undefined)} />
          </Suspense>
        </li>
      )}
    </ul>
  );
}
