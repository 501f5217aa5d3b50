import path from 'node:path';
import { fileTypeFromBuffer } from 'file-type';

export interface FileKind {
  /** Lower case, as fields accept it. */
  readonly extension: string;
  readonly type: string;
}

/**
 * What a file is by its content. The extension of its name must agree, or whoever downloads it would open it as
 * something else. Office files of before 2007 share one container, so there the name decides among them; plain text
 * has no mark and must be UTF-8 without control characters.
 * @returns undefined when it can't be told
 */
export async function kindOf(content: Uint8Array, name: string): Promise<FileKind | undefined> {
  const claimed = path.extname(name).slice(1).toLowerCase();
  const found = await fileTypeFromBuffer(content);
  if (found === undefined)
    return claimed === 'txt' && isText(content) ? { extension: 'txt', type: 'text/plain' } : undefined;
  if (found.ext === 'cfb') return Object.hasOwn(oldOffice, claimed) ? oldOffice[claimed] : undefined;
  const extension = found.ext;
  const agrees =
    claimed === extension ||
    (extension === 'jpg' && claimed === 'jpeg') ||
    (extension === 'heic' && claimed === 'heif');
  return agrees
    ? { extension, type: found.mime }
    : { extension: claimed === '' ? extension : `${extension}（扩展名却是 .${claimed}）`, type: found.mime };
}

const oldOffice: Readonly<Record<string, FileKind>> = {
  doc: { extension: 'doc', type: 'application/msword' },
  xls: { extension: 'xls', type: 'application/vnd.ms-excel' },
  ppt: { extension: 'ppt', type: 'application/vnd.ms-powerpoint' },
};

function isText(content: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    return !/[\p{Cc}]/u.test(text.replace(/[\t\r\n]/g, ''));
  } catch {
    return false;
  }
}
