import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createClient } from './client.ts';
import { isProblem, ProblemError } from './problem-error.ts';

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/problem+json' } });

const refusal = (status: number, code: string) =>
  json(status, { type: code, title: '', status, code, detail: '请重试' });

function aClient(answers: (Response | Error)[]) {
  const sent: { url: string; init: RequestInit }[] = [];
  const pauses: number[] = [];
  const client = createClient({
    fetch: async (url, init) => {
      sent.push({ url, init });
      const answer = answers.shift();
      if (!answer) throw new Error('one request more than expected');
      if (answer instanceof Error) throw answer;
      return answer;
    },
    wait: async (milliseconds) => {
      pauses.push(milliseconds);
    },
    language: () => 'zh-CN',
    text: (key) => key,
    session: () => '/me',
  });
  const header = (index: number, name: string) => new Headers(sent[index]?.init.headers).get(name);
  return { client, sent, pauses, header };
}

describe('reading', () => {
  test('a GET is tried again after a broken connection and after 503', async () => {
    const { client, pauses } = aClient([
      new TypeError('no way'),
      refusal(503, 'server/unavailable'),
      json(200, { n: 1 }),
    ]);
    assert.deepEqual(await client.get('/me'), { n: 1 });
    assert.deepEqual(pauses, [300, 1200]);
  });

  test('a GET that fails three times says that there is no way to the server', async () => {
    const { client } = aClient([new TypeError('1'), new TypeError('2'), new TypeError('3')]);
    await assert.rejects(client.get('/me'), (error) => isProblem(error, 'client/offline'));
  });

  test('a refusal is not tried again and keeps its code, text and fields', async () => {
    const problems = [{ path: 'days', code: 'required', label: '天数', message: '请填写天数' }];
    const { client, sent } = aClient([
      json(422, { code: 'application/invalid', detail: '一处', status: 422, problems }),
    ]);
    await assert.rejects(client.get('/x'), (error) => {
      assert.ok(error instanceof ProblemError);
      assert.equal(error.code, 'application/invalid');
      assert.equal(error.detail, '一处');
      assert.deepEqual(error.problems, problems);
      return true;
    });
    assert.equal(sent.length, 1);
  });

  test('an answer that is no problem document (a proxy page) still becomes one', async () => {
    const { client } = aClient([new Response('<html>', { status: 500 })]);
    await assert.rejects(client.get('/x'), (error) => isProblem(error, 'client/unreadable'));
  });

  test('an aborted GET is not tried again', async () => {
    const { client, sent } = aClient([new DOMException('left', 'AbortError')]);
    await assert.rejects(client.get('/x'), { name: 'AbortError' });
    assert.equal(sent.length, 1);
  });
});

describe('sending', () => {
  test('a POST carries the token, the key and the language', async () => {
    const { client, header, sent } = aClient([json(201, { id: 'a' })]);
    client.setCsrf('token-1');
    await client.send('POST', '/applications', { body: { service: 'x' }, key: 'k1' });
    assert.equal(header(0, 'x-csrf-token'), 'token-1');
    assert.equal(header(0, 'idempotency-key'), 'k1');
    assert.equal(header(0, 'accept-language'), 'zh-CN');
    assert.equal(sent[0]?.init.body, '{"service":"x"}');
    assert.equal(sent[0]?.url, '/api/v1/applications');
  });

  test('a POST is never repeated by itself when the connection breaks', async () => {
    const { client, sent } = aClient([new TypeError('no way')]);
    await assert.rejects(client.send('POST', '/x', { body: {} }), (error) =>
      isProblem(error, 'client/offline'),
    );
    assert.equal(sent.length, 1);
  });

  test('an outdated token is renewed once, with the same key', async () => {
    const { client, header } = aClient([
      refusal(403, 'session/csrf'),
      json(200, { csrf: 'new' }),
      json(200, { ok: true }),
    ]);
    client.setCsrf('old');
    assert.deepEqual(await client.send('POST', '/x', { body: {}, key: 'k' }), { ok: true });
    assert.equal(header(2, 'x-csrf-token'), 'new');
    assert.equal(header(2, 'idempotency-key'), 'k');
  });

  test('204 has no body to read', async () => {
    const { client } = aClient([new Response(null, { status: 204 })]);
    assert.equal(await client.send('DELETE', '/session'), undefined);
  });
});
