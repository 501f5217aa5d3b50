import type { ColumnField, FileValue } from '../document.ts';
import { type FieldType, fault } from './field-type.ts';
import { harmless, isRecord } from './harmless.ts';

type FileField = Extract<ColumnField, { type: 'attachment' | 'image' }>;

/**
 * Attachments are judged by what their values say. A browser can say anything: the server puts in its own record
 * of each file (`replaceFiles`) before it validates.
 */
export const files: FieldType<FileField> = {
  clean(value, field) {
    if (!Array.isArray(value)) return harmless(value);
    const seen = new Set<unknown>();
    const cleaned = value
      .slice(0, 1000)
      .map(cleanFile)
      .filter((file) => {
        const id = isFileValue(file) ? file.id : file;
        return !seen.has(id) && seen.add(id);
      });
    return cleaned.length === 0 ? undefined : cleaned.slice(0, field.max + 1);
  },
  isShaped: (value) => Array.isArray(value) && value.every(isFileValue),
  fault(value, field) {
    if (!Array.isArray(value) || !value.every(isFileValue)) {
      return fault('type', '应当是已上传的文件', 'must be uploaded files');
    }
    if (value.length > field.max) {
      return fault('count', `最多 ${field.max} 个文件`, `at most ${field.max} files`);
    }
    for (const file of value) {
      if (!field.accept.includes(extensionOf(file.name)) || (field.type === 'image' && !isImage(file))) {
        const accepted = field.accept.join('、');
        return fault(
          'extension',
          `里的“${file.name}”不是可以上传的类型，只接受 ${accepted}`,
          `"${file.name}" is not accepted; only ${field.accept.join(', ')}`,
        );
      }
      if (file.size > field.maxMegabytes * 1024 * 1024) {
        return fault(
          'size',
          `里的“${file.name}”超过 ${field.maxMegabytes} MB`,
          `"${file.name}" is larger than ${field.maxMegabytes} MB`,
        );
      }
    }
    return undefined;
  },
};

/** In lower case, without the point; empty when the name has none. */
export function extensionOf(name: string): string {
  return name.includes('.') ? (name.split('.').at(-1) ?? '').toLowerCase() : '';
}

export function isFileValue(value: unknown): value is FileValue {
  return (
    isRecord(value) &&
    typeof value.id === 'string' &&
    value.id !== '' &&
    value.id.length <= 64 &&
    typeof value.name === 'string' &&
    value.name.length <= 255 &&
    typeof value.size === 'number' &&
    Number.isInteger(value.size) &&
    value.size >= 0 &&
    typeof value.type === 'string' &&
    value.type.length <= 127
  );
}

const isImage = (file: FileValue) => /^image\/(?!svg)/.test(file.type);

function cleanFile(value: unknown): unknown {
  if (!isFileValue(value)) return harmless(value) ?? null;
  const { id, name, size, type } = value;
  // The server gave the name and looks for it again as it is; only what JSON columns refuse must not get that far.
  return { id, name: name.replace(/\0|\p{Cs}/gu, '\ufffd'), size, type };
}
