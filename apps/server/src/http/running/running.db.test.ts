import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { aLeave, apply, ok } from '../../testing/applications.ts';
import { type Campus, openCampus } from '../../testing/campus.ts';
import type { Refusal } from '../../testing/client.ts';

let campus: Campus;
before(async () => {
  campus = await openCampus({ workers: false });
});
after(() => campus.close());

describe('health', () => {
  test('is live while the process answers', async () => {
    assert.deepEqual(ok(await campus.visitor.get('//health/live')), { status: 'ok' });
  });

  test('is ready when the database is there and up to date', async () => {
    assert.deepEqual(ok(await campus.visitor.get('//health/ready')), { status: 'ok', failing: [] });
  });

  test('is not ready while migrations are missing, and says so', async () => {
    const move = (by: string) =>
      campus.database.query({ text: `update database.migration set number = number ${by} where number = 3` });
    await move('+ 996');
    const answer = await campus.visitor.get<{ failing: string[] }>('//health/ready');
    await move('- 996');
    assert.equal(answer.status, 503);
    assert.deepEqual(answer.body.failing, ['migrations']);
  });
});

describe('metrics', () => {
  const scrape = async () => {
    const { body, headers } = await campus.visitor.get<string>('//metrics');
    assert.match(headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
    return body;
  };

  test('are in the text format of Prometheus, each with help and type', async () => {
    const text = await scrape();
    const named = new Set<string>();
    for (const line of text.split('\n').filter(Boolean)) {
      const [, comment, about] = /^# (HELP|TYPE) (\w+) \S/.exec(line) ?? [];
      if (comment && about) named.add(about);
      else assert.match(line, /^[a-z_]\w*(\{(\w+="[^"\n]*",?)*\})? (-?[\d.]+(e[+-]?\d+)?|NaN|[+-]Inf)$/i);
    }
    for (const name of ['yizhan_http_request_seconds', 'yizhan_outbox_messages', 'process_cpu_seconds_total'])
      assert.ok(named.has(name), name);
  });

  test('count requests by the pattern of their route, never by address or person', async () => {
    const chu = await campus.signIn('T1106');
    for (const id of ['canary-one', 'canary-two']) await chu.get(`/applications/${id}`);
    await chu.get('/canary-three');
    const text = await scrape();
    assert.match(
      text,
      /yizhan_http_request_seconds_count\{method="GET",route="\/api\/v1\/applications\/:id",status="404"\} 2/,
    );
    assert.equal(/canary|T1106/.test(text), false);
  });

  test('tell what the workers have still to do', async () => {
    const chu = await campus.signIn('T1106');
    await apply(chu, aLeave(campus));
    assert.match(await scrape(), /yizhan_outbox_messages\{state="waiting"\} 1\n/);
    assert.match(await scrape(), /yizhan_outbox_messages\{state="failed"\} 0\n/);
  });

  test('are for programs on this machine, and not for what a proxy on it passes on', async () => {
    const from = (remoteAddress: string, headers = {}) =>
      campus.app.inject({ method: 'GET', url: '/metrics', remoteAddress, headers });
    for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1'])
      assert.equal((await from(address)).statusCode, 200, address);
    for (const address of ['10.0.0.7', '192.168.1.1', '2001:db8::1', '::ffff:10.0.0.7', '128.0.0.1']) {
      const answer = await from(address);
      assert.deepEqual([answer.statusCode, answer.json<Refusal>().code], [404, 'request/not-found'], address);
    }
    for (const header of ['x-forwarded-for', 'forwarded', 'x-real-ip'])
      assert.equal((await from('127.0.0.1', { [header]: '10.0.0.7' })).statusCode, 404, header);
  });
});
