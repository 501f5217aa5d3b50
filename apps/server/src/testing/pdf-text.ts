import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What a reader finds on the pages of a PDF, without blanks: they are drawn, and stand where the layout puts them. */
export async function textOfPdf(
  data: Uint8Array,
): Promise<{ readonly pages: number; readonly text: string }> {
  const paper = await getDocument({ data, verbosity: 0 }).promise;
  let text = '';
  for (let page = 1; page <= paper.numPages; page++) {
    const { items } = await (await paper.getPage(page)).getTextContent();
    text += items.map((item) => ('str' in item ? item.str : '')).join('');
  }
  return { pages: paper.numPages, text: text.replaceAll(/\s/g, '') };
}
