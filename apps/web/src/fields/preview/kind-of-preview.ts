import { extensionOf } from '@yizhan/forms';

export type PreviewKind = 'picture' | 'pdf' | 'word' | 'sheet' | 'text';

const kinds: Readonly<Record<string, PreviewKind>> = {
  jpg: 'picture',
  jpeg: 'picture',
  png: 'picture',
  gif: 'picture',
  webp: 'picture',
  bmp: 'picture',
  pdf: 'pdf',
  docx: 'word',
  xlsx: 'sheet',
  txt: 'text',
};

/** How a file can be looked at in place; old Office files and archives are only downloaded. */
export const kindOfPreview = (name: string): PreviewKind | undefined => kinds[extensionOf(name)];
