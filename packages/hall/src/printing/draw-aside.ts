import { Worker } from 'node:worker_threads';
import type { Print } from './draw-application.ts';
import type { ReceiptPrint } from './draw-receipt.ts';

/** What the other thread is to draw. */
export type Drawing =
  | { readonly what: 'application'; readonly print: Print }
  | { readonly what: 'receipt'; readonly print: ReceiptPrint };

/**
 * Draws in a thread of its own: fitting Chinese fonts to a paper takes as long as hundreds of other requests, which
 * would all wait for it. Its memory (twenty megabytes of fonts) goes with it.
 */
const drawInThread = (drawing: Drawing): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./drawing-thread.ts', import.meta.url), { workerData: drawing });
    worker.once('message', (content: Uint8Array) => resolve(Buffer.from(content)));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the drawing thread ended with ${code}`)));
  });

export const drawAside = (print: Print): Promise<Buffer> => drawInThread({ what: 'application', print });

export const drawReceiptAside = (print: ReceiptPrint): Promise<Buffer> =>
  drawInThread({ what: 'receipt', print });
