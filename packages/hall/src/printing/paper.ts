import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';

export interface Cell {
  readonly text: string;
  readonly width: number;
  readonly isLabel?: boolean;
  readonly picture?: Buffer | undefined;
}

const margin = 50;
const size = 9.5;
const padding = 5;
const pictureHeight = 36;
/** A cell that would be higher goes on in a row of its own, so that every row fits on a page. */
const mostLines = 36;

/** Ten megabytes each, of which a paper carries the glyphs that it uses. */
const font = (file: string): Promise<Buffer> =>
  readFile(fileURLToPath(import.meta.resolve(`@expo-google-fonts/noto-sans-sc/${file}`)));

export type Paper = Awaited<ReturnType<typeof openPaper>>;

/** Sheets of A4 that are filled from top to bottom, with ruled rows that never break over the end of a page. */
export async function openPaper(title: string, author: string, now: string) {
  const [regular, bold] = await Promise.all([
    font('400Regular/NotoSansSC_400Regular.ttf'),
    font('700Bold/NotoSansSC_700Bold.ttf'),
  ]);
  const doc = new PDFDocument({
    size: 'A4',
    margin,
    bufferPages: true,
    lang: 'zh-CN',
    displayTitle: true,
    info: { Title: title, Author: author, CreationDate: new Date(now) },
  });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => void chunks.push(chunk));
  const ended = new Promise<Buffer>((resolve) => doc.on('end', () => resolve(Buffer.concat(chunks))));
  doc.registerFont('regular', regular).registerFont('bold', bold).font('regular').fontSize(size);
  const width = doc.page.width - 2 * margin;
  const bottom = () => doc.page.height - margin - 14;

  const pieceHeight = (text: string, { width: cellWidth }: Cell): number =>
    doc.heightOfString(text || ' ', { width: cellWidth - 2 * padding }) + 2 * padding;

  function drawRow(cells: readonly Cell[], texts: readonly string[], again: () => void): void {
    doc.font('regular').fontSize(size);
    const heights = cells.map((cell, index) =>
      cell.picture === undefined ? pieceHeight(texts[index] ?? '', cell) : pictureHeight + 2 * padding,
    );
    const height = Math.max(...heights);
    if (doc.y + height > bottom()) {
      doc.addPage();
      again();
    }
    const { y } = doc;
    let x = margin;
    for (const [index, cell] of cells.entries()) {
      if (cell.isLabel) doc.rect(x, y, cell.width, height).fill('#f3f5f8');
      doc.rect(x, y, cell.width, height).lineWidth(0.5).stroke('#9aa5b1');
      if (cell.picture === undefined || !drawPicture(cell.picture, x, y, cell.width))
        doc
          .fillColor(cell.isLabel ? '#435366' : '#14202e')
          .text(texts[index] || ' ', x + padding, y + padding, { width: cell.width - 2 * padding });
      x += cell.width;
    }
    doc.x = margin;
    doc.y = y + height;
  }

  /** False for bytes that are no picture after all. */
  function drawPicture(picture: Buffer, x: number, y: number, cellWidth: number): boolean {
    try {
      doc.image(picture, x + padding, y + padding, { fit: [cellWidth - 2 * padding, pictureHeight] });
      return true;
    } catch {
      return false;
    }
  }

  return {
    doc,
    width,
    margin,
    /** `again` draws what is repeated on top of a new page. */
    row(cells: readonly Cell[], again: () => void = () => undefined): void {
      const pieces = cells.map((cell) => piecesOf(cell.text, (cell.width - 2 * padding) / size));
      const parts = Math.max(...pieces.map(({ length }) => length));
      for (let part = 0; part < parts; part++)
        drawRow(
          cells,
          pieces.map((texts) => texts[part] ?? ''),
          again,
        );
    },
    heading(text: string): void {
      // Not alone at the foot of a page.
      if (doc.y + 80 > bottom()) doc.addPage();
      doc.font('bold').fontSize(11.5).fillColor('#14202e');
      doc.text(text, margin, doc.y + 12, { width });
      doc.y += 4;
    },
    /** What stands on every page, once their number is known. */
    onEachPage(draw: (page: number, pages: number) => void): void {
      const { count } = doc.bufferedPageRange();
      for (let page = 0; page < count; page++) {
        doc.switchToPage(page);
        // Else a line in the margin begins another page.
        doc.page.margins.bottom = 0;
        draw(page + 1, count);
      }
    },
    close(): Promise<Buffer> {
      doc.end();
      return ended;
    },
  };
}

/** A text in pieces of no more lines than a row holds, a line being so many Chinese characters. */
function piecesOf(text: string, charactersInLine: number): readonly string[] {
  const inLine = Math.max(1, Math.floor(charactersInLine));
  const lines = clean(text)
    .split('\n')
    .flatMap((paragraph) => linesOf(paragraph, inLine * mostLines, inLine));
  const pieces: string[][] = [[]];
  let filled = 0;
  for (const { line, takes } of lines) {
    if (filled + takes > mostLines) {
      pieces.push([]);
      filled = 0;
    }
    pieces.at(-1)?.push(line);
    filled += takes;
  }
  return pieces.map((piece) => piece.join('\n'));
}

/** A paragraph, cut where it alone would fill a row. */
function linesOf(paragraph: string, most: number, inLine: number) {
  const characters = Array.from(paragraph);
  const count = Math.max(1, Math.ceil(characters.length / most));
  return Array.from({ length: count }, (_, index) => {
    const part = characters.slice(index * most, (index + 1) * most);
    return { line: part.join(''), takes: Math.max(1, Math.ceil(part.length / inLine)) };
  });
}

/** Characters that have no shape or turn the direction of others do not get onto the paper. */
const clean = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, '  ')
    .replace(/[^\P{Cc}\n]|\p{Cf}/gu, '');
