import qrcode from 'qrcode-generator';

/** A QR code, row by row; 1 is dark. */
export function codeRows(text: string): readonly string[] {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const places = Array.from({ length: code.getModuleCount() }, (_, place) => place);
  return places.map((row) => places.map((column) => (code.isDark(row, column) ? '1' : '0')).join(''));
}
