import { codeRows } from './code-rows.ts';
import type { Paper } from './paper.ts';

export const qrSide = 74;

/** As squares, sharp at every size; with the margin of four modules that readers ask for left to the paper. */
export function drawCode(doc: Paper['doc'], text: string, x: number, y: number): void {
  const rows = codeRows(text);
  const side = qrSide / rows.length;
  for (const [row, modules] of rows.entries())
    for (const [column, module] of Array.from(modules).entries())
      if (module === '1') doc.rect(x + column * side, y + row * side, side, side);
  doc.fill('#000000');
}
