import { Worker } from 'node:worker_threads';
import type { Print } from './draw-application.ts';

/**
 * Draws in a thread of its own: fitting Chinese fonts to a paper takes as long as hundreds of other requests, which
 * would all wait for it. Its memory (twenty megabytes of fonts) goes with it.
 */
export function drawAside(print: Print): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./drawing-thread.ts', import.meta.url), { workerData: print });
    worker.once('message', (content: Uint8Array) => resolve(Buffer.from(content)));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the drawing thread ended with ${code}`)));
  });
}
