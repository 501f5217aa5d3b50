import { type FileValue, fileRulesOf } from '@yizhan/forms';
import { useEffect, useId, useRef, useState } from 'react';
import { type Upload, upload } from '../api/upload.ts';
import { useSurroundings } from '../form/surroundings.tsx';
import { useTexts } from '../texts/index.ts';
import { Icon } from '../ui/icon.tsx';
import { detailOf } from '../ui/notice.tsx';
import styles from './attachment.module.css';
import type { FieldOf, FieldProps } from './field-props.ts';
import { FileList } from './file-list.tsx';
import { refusalOfFile, sizeText, typesText } from './file-rules.ts';

interface Running {
  key: number;
  file: File;
  share: number;
  /** The line is broken. */
  waits?: boolean;
  fault?: string;
  upload?: Upload;
}

type AttachmentProps = FieldProps<FieldOf<'attachment' | 'image' | 'signature'>> & { path: string };

export function AttachmentInput({ field, control, value, path, onChange, onLeave }: AttachmentProps) {
  const t = useTexts();
  const rulesId = useId();
  const { service, application, uploads } = useSurroundings();
  const [running, setRunning] = useState<Running[]>([]);
  const [fault, setFault] = useState<string>();
  const picker = useRef<HTMLInputElement>(null);
  const files = filesOf(value);
  const rule = fileRulesOf(field);

  // An upload ends long after it began: it adds to the files of then, not of when it was started.
  const latest = useRef({ files, onChange, running });
  latest.current = { files, onChange, running };
  useEffect(
    () => () => {
      for (const one of latest.current.running) one.upload?.cancel();
    },
    [],
  );

  const change = (key: number, part: Partial<Running>) =>
    setRunning((list) => list.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const drop = (key: number) => setRunning((list) => list.filter((one) => one.key !== key));

  const start = async (file: File, key: number) => {
    const sending = upload(file, { service, application, field: path }, ({ share, waits }) =>
      change(key, waits ? { waits } : { share, waits }),
    );
    setRunning((list) => [
      ...list.filter((one) => one.key !== key),
      { key, file, share: 0, upload: sending },
    ]);
    uploads.current += 1;
    try {
      const done = await sending.done;
      drop(key);
      latest.current.files = [...latest.current.files, done];
      latest.current.onChange(latest.current.files);
    } catch (error) {
      if (error instanceof DOMException) drop(key);
      else
        setRunning((list) =>
          list.map((one) => (one.key === key ? { key, file, share: 0, fault: detailOf(error) } : one)),
        );
    } finally {
      uploads.current -= 1;
    }
  };

  const take = (picked: readonly File[]) => {
    setFault(undefined);
    let count = files.length + running.length;
    for (const file of picked) {
      const refusal = refusalOfFile(file, rule, count);
      if (refusal) {
        const { maxMegabytes: megabytes, max } = rule;
        setFault(
          t(`form.${refusal}`, {
            name: file.name,
            types: typesText(rule.accept),
            size: sizeText(file.size),
            megabytes,
            max,
          }),
        );
        continue;
      }
      count += 1;
      void start(file, nextKey());
    }
  };

  const remove = (file: FileValue) => {
    const rest = files.filter(({ id }) => id !== file.id);
    onChange(rest.length > 0 ? rest : undefined);
    onLeave();
  };

  const full = files.length + running.length >= rule.max;
  const rules = t('form.uploadRule', {
    types: typesText(rule.accept),
    megabytes: rule.maxMegabytes,
    max: rule.max,
  });
  return (
    <div
      role="group"
      aria-label={control.name}
      aria-describedby={control.describedBy}
      className={`${styles.attachment} ${control.compact ? styles.compact : ''}`}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        take([...event.dataTransfer.files]);
      }}
    >
      <FileList files={files} onRemove={remove} compact={control.compact} />
      {running.map((one) => (
        <div key={one.key} className={`${styles.running} ${one.fault ? styles.failed : ''}`}>
          <div className={styles.runningLine}>
            <Icon name="file" size={18} />
            <span className={styles.runningName}>{one.file.name}</span>
            {one.fault && (
              <button
                type="button"
                className={styles.act}
                aria-label={t('form.uploadRetry', { name: one.file.name })}
                onClick={() => void start(one.file, one.key)}
              >
                {t('retry')}
              </button>
            )}
            <button
              type="button"
              className={styles.act}
              aria-label={t('form.uploadCancel', { name: one.file.name })}
              onClick={() => (one.upload ? one.upload.cancel() : drop(one.key))}
            >
              <Icon name="cross" size={18} />
            </button>
          </div>
          {one.fault ? (
            <p className={styles.fault}>{one.fault}</p>
          ) : (
            <>
              <progress
                className={`${styles.bar} ${one.waits ? styles.waits : ''}`}
                aria-label={t('form.uploading', { name: one.file.name })}
                value={one.share}
                max={1}
              />
              <p className={styles.share} role={one.waits ? 'status' : undefined}>
                {one.waits
                  ? t('form.uploadWaits')
                  : t('form.uploadShare', {
                      share: Math.round(one.share * 100),
                      size: sizeText(one.file.size),
                    })}
              </p>
            </>
          )}
        </div>
      ))}
      {!full && (
        <button
          type="button"
          id={control.id}
          className={`${styles.pick} ${control.invalid ? styles.invalid : ''}`}
          aria-label={`${t('form.upload')}：${control.name}`}
          aria-describedby={control.compact ? control.describedBy : `${rulesId} ${control.describedBy ?? ''}`}
          title={control.compact ? rules : undefined}
          onClick={() => picker.current?.click()}
        >
          <Icon name="clip" size={18} />
          {t('form.upload')}
        </button>
      )}
      <input
        ref={picker}
        type="file"
        hidden
        tabIndex={-1}
        data-field={path}
        accept={rule.accept.map((type) => `.${type}`).join(',')}
        multiple={rule.max > 1}
        onChange={(event) => {
          take([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {!control.compact && (
        <p id={rulesId} className={styles.rules}>
          {rules}
        </p>
      )}
      <p className={styles.fault} role="alert">
        {fault}
      </p>
    </div>
  );
}

let keys = 0;
const nextKey = () => ++keys;

function filesOf(value: unknown): FileValue[] {
  return Array.isArray(value) ? (value as FileValue[]) : [];
}
