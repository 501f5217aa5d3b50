import { GlobalWorkerOptions, getDocument } from 'pdfjs-dist';
import worker from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = worker;

/** Pages beyond are for the program on one's own computer. */
const mostPages = 60;

/** Drawn page by page on canvases; scripts in the file are not run. */
export async function showPdf(content: Blob, place: HTMLElement): Promise<() => void> {
  const task = getDocument({ data: new Uint8Array(await content.arrayBuffer()), enableXfa: false });
  const file = await task.promise;
  const wide = Math.min(Math.max(place.clientWidth, 300), 1000);
  for (let number = 1; number <= Math.min(file.numPages, mostPages); number += 1) {
    const page = await file.getPage(number);
    const natural = page.getViewport({ scale: 1 });
    const viewport = page.getViewport({ scale: (wide / natural.width) * Math.min(devicePixelRatio, 2) });
    const canvas = document.createElement('canvas');
    canvas.width = viewport.width;
    canvas.height = viewport.height;
    canvas.style.width = `${wide}px`;
    place.append(canvas);
    await page.render({ canvas, viewport }).promise;
  }
  return () => void task.destroy();
}
