import { renderAsync } from 'docx-preview';

/**
 * In a shadow root, so that the document's styles stay with it. docx-preview writes style elements, which the page's
 * policy refuses: their text becomes sheets made by script, which it does not.
 */
export async function showWord(content: Blob, place: HTMLElement): Promise<undefined> {
  const body = document.createElement('div');
  const styles = document.createElement('div');
  await renderAsync(content, body, styles, {
    inWrapper: false,
    ignoreFonts: true,
    ignoreWidth: true,
    ignoreHeight: true,
    useBase64URL: true,
    renderAltChunks: false,
  });
  const sheets = [...styles.querySelectorAll('style'), ...body.querySelectorAll('style')].map((element) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(element.textContent ?? '');
    element.remove();
    return sheet;
  });
  // Whatever links there are lead nowhere by themselves.
  for (const link of body.querySelectorAll('a')) {
    if (!/^https?:/i.test(link.getAttribute('href') ?? '')) link.removeAttribute('href');
    link.rel = 'noopener noreferrer';
    link.target = '_blank';
  }
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = sheets;
  root.append(body);
  place.append(host);
}
