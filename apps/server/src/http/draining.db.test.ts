import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { aLeave } from '../testing/applications.ts';
import { openCampus } from '../testing/campus.ts';

test('a server that closes under load answers what it has taken, and then takes nothing more', async () => {
  const campus = await openCampus({ workers: false });
  const chu = await campus.signIn('T1106');
  const statuses: number[] = [];
  const failures: string[] = [];
  const working = Array.from({ length: 8 }, async (_, worker) => {
    for (;;) {
      try {
        const { status } =
          worker % 2 === 0
            ? await chu.get('/me')
            : await chu.post('/applications', { ...aLeave(campus), draft: true });
        statuses.push(status);
      } catch (error) {
        // fetch says only that it failed; why is behind it.
        failures.push(error instanceof TypeError ? String(error.cause) : String(error));
        return;
      }
    }
  });
  await pause(300);
  await campus.close();
  await Promise.all(working);
  assert.ok(statuses.length > 20, `it was no load: ${failures.join()}`);
  assert.deepEqual([...new Set(statuses)].sort(), [200, 201]);
  for (const failure of failures) assert.match(failure, /ECONNREFUSED|other side closed|ECONNRESET/);
});
