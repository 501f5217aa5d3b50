/**
 * Runs beside the embedded test server and stops it once no test process is connected; ends with it. Started by
 * whoever starts that server.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { stopTestServer } from './test-server.ts';

do await pause(30_000);
while (!(await stopTestServer()));
