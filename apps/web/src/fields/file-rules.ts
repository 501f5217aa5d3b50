import { extensionOf } from '@yizhan/forms';

/** What can be said of a file before it is sent; the server looks into its content besides. */
export interface FileRule {
  accept: readonly string[];
  max: number;
  maxMegabytes: number;
}

export type FileRefusal = 'uploadType' | 'uploadSize' | 'uploadEmpty' | 'uploadMax';

export function refusalOfFile(
  file: { name: string; size: number },
  { accept, max, maxMegabytes }: FileRule,
  already: number,
): FileRefusal | undefined {
  if (already >= max) return 'uploadMax';
  if (!accept.includes(extensionOf(file.name))) return 'uploadType';
  if (file.size === 0) return 'uploadEmpty';
  if (file.size > maxMegabytes * 1024 * 1024) return 'uploadSize';
  return undefined;
}

/** "482 KB", "1.5 MB" */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1).replace(/\.0$/, '')} MB`;
}

export const typesText = (accept: readonly string[]): string =>
  accept.map((type) => type.toUpperCase()).join('、');
