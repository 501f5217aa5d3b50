import type { ColumnField, Field, FileValue } from '../document.ts';
import { type FieldType, fault } from './field-type.ts';
import { harmless, isRecord } from './harmless.ts';

export type FileField = Extract<ColumnField, { type: 'attachment' | 'image' | 'signature' }>;

export function isFileField(field: Field): field is FileField {
  return field.type === 'attachment' || field.type === 'image' || field.type === 'signature';
}

export interface FileRules {
  /** Extensions in lower case. */
  readonly accept: readonly string[];
  readonly max: number;
  readonly maxMegabytes: number;
}

/** What may be uploaded. A signature is drawn by the page itself, or is a small picture of one. */
export function fileRulesOf(field: FileField): FileRules {
  return field.type === 'signature' ? { accept: ['png'], max: 1, maxMegabytes: 1 } : field;
}

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
    return cleaned.length === 0 ? undefined : cleaned.slice(0, fileRulesOf(field).max + 1);
  },
  isShaped: (value) => Array.isArray(value) && value.every(isFileValue),
  fault(value, field) {
    if (!Array.isArray(value) || !value.every(isFileValue)) {
      return fault('type', '应当是已上传的文件', 'must be uploaded files');
    }
    const { accept, max, maxMegabytes } = fileRulesOf(field);
    if (value.length > max) return fault('count', `最多 ${max} 个文件`, `at most ${max} files`);
    for (const file of value) {
      if (!accept.includes(extensionOf(file.name)) || (field.type !== 'attachment' && !isImage(file))) {
        return fault(
          'extension',
          `里的“${file.name}”不是可以上传的类型，只接受 ${accept.join('、')}`,
          `"${file.name}" is not accepted; only ${accept.join(', ')}`,
        );
      }
      if (file.size > maxMegabytes * 1024 * 1024) {
        return fault(
          'size',
          `里的“${file.name}”超过 ${maxMegabytes} MB`,
          `"${file.name}" is larger than ${maxMegabytes} MB`,
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
