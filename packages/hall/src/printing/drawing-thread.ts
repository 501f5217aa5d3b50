/** The other end of `drawAside`. */
import { parentPort, workerData } from 'node:worker_threads';
import { drawApplication, type Print } from './draw-application.ts';

parentPort?.postMessage(await drawApplication(workerData as Print));
