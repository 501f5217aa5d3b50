/** The other end of `drawAside`. */
import { parentPort, workerData } from 'node:worker_threads';
import { drawApplication } from './draw-application.ts';
import type { Drawing } from './draw-aside.ts';
import { drawReceipt } from './draw-receipt.ts';

const drawing = workerData as Drawing;
parentPort?.postMessage(
  await (drawing.what === 'application' ? drawApplication(drawing.print) : drawReceipt(drawing.print)),
);
