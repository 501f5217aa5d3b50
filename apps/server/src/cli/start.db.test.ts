import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { aLeave, apply, openTask, readApplication } from '../testing/applications.ts';
import { type Campus, openCampus, password } from '../testing/campus.ts';
import { type Environment, runCli, startCli } from '../testing/run-cli.ts';

let campus: Campus;
let directory: string;
let environment: Environment;
const children: ChildProcess[] = [];
before(async () => {
  campus = await openCampus({ workers: false });
  directory = await mkdtemp(path.join(tmpdir(), 'yizhan-start-'));
  environment = {
    DATABASE_URL: campus.databaseUrl,
    YIZHAN_DATA: directory,
    YIZHAN_DEMO_PASSWORD: password,
    PORT: '0',
  };
});
after(async () => {
  for (const child of children) child.kill('SIGKILL');
  await campus.close();
  await rm(directory, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Settles with the exit code. */
  readonly exit: Promise<number | null>;
}

/** Starts a server and waits until it says that it is ready. */
async function start(...args: readonly string[]): Promise<Started> {
  const child = startCli(['start', ...args], environment);
  children.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      output += String(chunk);
    });
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const started = { child, output: () => output, exit };
  while (!/已就绪.*后台任务|yizhan demo --accounts/.test(output)) {
    assert.equal(child.exitCode, null, output);
    await pause(50);
  }
  return started;
}

describe('yizhan start', () => {
  test('--services=workers does what others have left to do, and ends with SIGTERM', async () => {
    const chu = await campus.signIn('T1106');
    await apply(chu, aLeave(campus));
    assert.equal((await campus.wiring.flow.outboxState()).waiting, 1);
    const { child, output, exit } = await start('--services=workers');
    await campus.settle();
    child.kill('SIGTERM');
    assert.equal(await exit, 0, output());
    assert.match(output(), /正在停止/);
    assert.equal(/地址/.test(output()), false);
  });

  test('serves, tells its address and accounts, and with SIGTERM answers what is under way before it ends', async () => {
    const [chu, ying] = await campus.signInAll(['T1106', 'T1103']);
    const { id } = await apply(chu, aLeave(campus));
    const task = await openTask(ying, id);
    const { child, output, exit } = await start();
    const address = /地址：(http:\S+)/.exec(output())?.[1] ?? '';
    assert.ok(output().includes(`密码都是：${password}`));
    assert.match(output(), /T1001 {2}陆承砚 {2}\S*校长/);
    const page = await fetch(address);
    assert.match(await page.text(), /<!doctype html>/i);

    const answer = await campus.database.transaction(async (transaction) => {
      // Holds the instance, so that the approval waits in the server that is told to stop.
      await transaction.query({ text: 'select from flow.instance where id = $1 for update', values: [id] });
      const approval = fetch(`${address}/api/v1/tasks/${task}/acts`, {
        method: 'POST',
        body: JSON.stringify({ act: 'approve' }),
        headers: { cookie: ying.cookie, 'x-csrf-token': ying.csrf, 'content-type': 'application/json' },
      });
      await pause(300);
      child.kill('SIGTERM');
      await pause(300);
      await assert.rejects(fetch(`${address}/health/live`), 'it takes no new connections');
      return { approval };
    });
    assert.equal((await answer.approval).status, 200);
    assert.equal(await exit, 0, output());
    const { timeline } = await readApplication(chu, id);
    assert.equal(timeline.at(-1)?.what, 'approved');
  });

  test('on a port that is taken says so and exits 1', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const taken = other.address();
    assert.ok(typeof taken === 'object' && taken !== null);
    const { code, stderr } = await runCli(['start'], { ...environment, PORT: String(taken.port) });
    other.close();
    assert.equal(code, 1);
    assert.match(stderr, new RegExp(`^端口 ${taken.port} 已被占用[^\\n]*\\n$`));
  });
});
