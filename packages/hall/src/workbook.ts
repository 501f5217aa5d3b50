import writeXlsxFile, { type SheetData } from 'write-excel-file/node';

/**
 * A list as a workbook. S38: every cell is a text, which a workbook never computes. One that begins like a formula is
 * marked as text besides, for the sheet may be saved as CSV and opened again.
 */
export async function workbookOf(
  title: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<Buffer> {
  const sheet: SheetData = [
    heads.map((text) => ({ type: String, value: harmless(text), fontWeight: 'bold' as const })),
    ...rows.map((row) => row.map((text) => ({ type: String, value: harmless(text) }))),
  ];
  return writeXlsxFile(sheet, { sheet: sheetName(title) }).toBuffer();
}

export const harmless = (text: string): string => (/^[=+\-@\t\r\n\0＝＋－＠]/.test(text) ? `'${text}` : text);

/** With a byte order mark: Excel reads UTF-8 only so. A cell that begins like a formula is marked as text. */
export const csvOf = (rows: readonly (readonly string[])[]): Buffer =>
  Buffer.from(
    `\uFEFF${rows.map((row) => row.map((cell) => `"${harmless(cell).replaceAll('"', '""')}"`).join(',')).join('\r\n')}\r\n`,
  );

/** Without the characters that a sheet's name may not have. */
const sheetName = (title: string): string => harmless(title.replace(/[[\]:*?/\\]/g, ' ')).slice(0, 31);
