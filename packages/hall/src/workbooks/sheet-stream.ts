/**
 * A workbook with one sheet of texts, row by row as they come: a list of a hundred thousand applications is never held in
 * memory. Every cell is an inline text and nothing else, which no program computes (S38).
 */
import { harmless } from '../workbook.ts';
import { type ZipEntry, zipStream } from './zip-stream.ts';

export interface Sheet {
  readonly name: string;
  readonly heads: readonly string[];
  readonly rows: AsyncIterable<readonly string[]>;
}

export const sheetStream = (sheet: Sheet): AsyncGenerator<Uint8Array> => zipStream(partsOf(sheet));

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const office = 'http://schemas.openxmlformats.org';
const main = `${office}/spreadsheetml/2006/main`;
const relationships = `${office}/package/2006/relationships`;
const documentRelationship = `${office}/officeDocument/2006/relationships`;
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

async function* partsOf({ name, heads, rows }: Sheet): AsyncGenerator<ZipEntry> {
  const part = (path: string, text: string): ZipEntry => ({ name: path, content: once(head + text) });
  yield part(
    '[Content_Types].xml',
    `<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${sheetType}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${sheetType}.styles+xml"/></Types>`,
  );
  yield part(
    '_rels/.rels',
    `<Relationships xmlns="${relationships}"><Relationship Id="rId1" Type="${documentRelationship}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  yield part(
    'xl/workbook.xml',
    `<workbook xmlns="${main}" xmlns:r="${documentRelationship}"><sheets><sheet name="${escaped(sheetName(name))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  );
  yield part(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${relationships}"><Relationship Id="rId1" Type="${documentRelationship}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${documentRelationship}/styles" Target="styles.xml"/></Relationships>`,
  );
  // 0: as it is; 1: bold, for the heads; 2: with line breaks.
  yield part(
    'xl/styles.xml',
    `<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf></cellXfs></styleSheet>`,
  );
  yield { name: 'xl/worksheets/sheet1.xml', content: sheetOf(heads, rows) };
}

async function* sheetOf(heads: readonly string[], rows: Sheet['rows']): AsyncGenerator<string> {
  const frozen =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  yield `${head}<worksheet xmlns="${main}">${frozen}<sheetFormatPr defaultColWidth="18" defaultRowHeight="15"/><sheetData>${rowOf(1, heads, 1)}`;
  // In pieces that are worth packing.
  let piece = '';
  let number = 1;
  for await (const row of rows) {
    number += 1;
    piece += rowOf(number, row);
    if (piece.length < 16_000) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}</sheetData></worksheet>`;
}

function rowOf(number: number, cells: readonly string[], style?: number): string {
  const written = cells.map((text, column) =>
    cellOf(`${letters(column)}${number}`, text, style ?? (text.includes('\n') ? 2 : 0)),
  );
  return `<row r="${number}">${written.join('')}</row>`;
}

/** A, B, … Z, AA, … */
const letters = (column: number): string =>
  (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));

/** As much as a cell holds. */
const most = 32_767;

function cellOf(place: string, text: string, style: number): string {
  const styled = style === 0 ? '' : ` s="${style}"`;
  if (text === '') return '';
  return `<c r="${place}" t="inlineStr"${styled}><is><t xml:space="preserve">${escaped(harmless(text).slice(0, most))}</t></is></c>`;
}

/** Without what XML cannot say at all: control characters, and halves of characters. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

const sheetName = (name: string): string =>
  harmless(name)
    .replace(/[[\]:*?/\\]/g, ' ')
    .slice(0, 31) || 'Sheet1';

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}
