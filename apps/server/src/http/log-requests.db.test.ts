/** What the server writes into its log: enough to find a fault, and nothing about a person (S61). */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { act, aLeave, apply, ok, openTask, uploaded } from '../testing/applications.ts';
import { type Campus, openCampus, password } from '../testing/campus.ts';
import type { Person, Refusal } from '../testing/client.ts';

let campus: Campus;
let chu: Person;
before(async () => {
  campus = await openCampus({
    furnish: (app) =>
      app.get('/planted-fault', { config: { access: 'public' }, schema: { hide: true } }, async () => {
        throw new Error('the disk of 褚云帆 is full', { cause: new Error('select 秘密 from /etc/passwd') });
      }),
  });
  chu = await campus.signIn('T1106');
});
after(() => campus.close());

const lines = () =>
  campus
    .log()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown> & { readonly err?: Record<string, unknown> });

const lineWith = (word: string): string | undefined =>
  campus
    .log()
    .split('\n')
    .find((line) => line.includes(word));

describe('the log', () => {
  test('has one line for each request, with the pattern of its route', async () => {
    const before = lines().length;
    await chu.get('/applications/0190f000-0000-7000-8000-000000000001?unheardOf=1');
    await campus.visitor.get('//no/such/place');
    const requests = lines()
      .slice(before)
      .map(({ method, route, status, msg }) => [msg, method, route, status]);
    assert.deepEqual(requests, [
      ['request', 'GET', '/api/v1/applications/:id', 404],
      ['request', 'GET', '(none)', 404],
    ]);
  });

  test('of a whole journey holds no name, number, phone, reason, opinion, file, password, token or search word', async () => {
    const ying = await campus.signIn('T1103');
    const words = ['canary-reason', 'canary-opinion', 'canary-search', 'canary-file', 'canary-header'];
    const proof = await uploaded(chu, 'staff-leave-and-return', 'proof', 'canary-file.pdf');
    const { id, number } = await apply(chu, aLeave(campus, { reason: 'canary-reason', proof: [proof] }));
    const task = await openTask(ying, id);
    await ying.get('/tasks?q=canary-search');
    await ying.get('/people?q=褚云帆', {
      headers: { 'user-agent': 'canary-header', 'x-canary': 'canary-header' },
    });
    await ying.post(`/tasks/${task}/acts`, { act: 'approve', data: { reason: 'canary-opinion' } });
    await act(ying, id, 'sendBack', { comment: 'canary-opinion' });
    await chu.post(`/applications/${id}/acts`, { act: 'submit', data: { leaveType: 'canary-reason' } });
    await campus.visitor.send('POST', '/session', {
      body: JSON.stringify({ login: '褚云帆', password: 'canary-opinion' }),
      headers: { 'content-type': 'application/json' },
    });
    await chu.send('POST', '/applications', {
      body: '{"canary-reason',
      headers: { 'content-type': 'application/json' },
    });
    await campus.settle();
    const secrets = [
      ...words,
      password,
      chu.csrf,
      chu.cookie.split('=')[1] ?? '',
      number,
      id,
      task,
      proof.id,
    ];
    for (const word of [...secrets, '褚云帆', '19900001106', 'T1106', 'T1103', encodeURIComponent('褚云帆')])
      assert.equal(lineWith(word), undefined, word);
  });

  test('tells which statement failed and why, but not the row that PostgreSQL quotes', async () => {
    await campus.database.query({
      text: `alter table flow.instance add constraint planted check (title not like '请假%') not valid`,
    });
    const application = aLeave(campus, { reason: 'canary-row' });
    const answer = await chu.post<Refusal>('/applications', application);
    await campus.database.query({ text: 'alter table flow.instance drop constraint planted' });
    assert.equal(answer.body.code, 'server/fault');
    const line = lines().find(({ level, reqId }) => level === 50 && reqId === answer.body.parameters.request);
    assert.ok(line?.err, 'the request number leads to the line of the fault');
    assert.equal(line.err.code, '23514');
    assert.match(String(line.err.statement), /write-command/);
    for (const word of ['canary-row', '褚云帆', '19900001106', 'Failing row'])
      assert.equal(lineWith(word), undefined, word);
    ok(await chu.post('/applications', application), 201);
  });
});

describe('a fault', () => {
  test('is answered with a number to tell, and not with what it was', async () => {
    for (const [language, detail] of [
      ['zh', /^系统出错，请把编号 \S{13} 告诉信息化部门$/],
      ['en', /^Something went wrong; please give the number \S{13} to the IT centre$/],
    ] as const) {
      const answer = await campus.visitor.get<Refusal>('//planted-fault', {
        headers: { 'accept-language': language },
      });
      assert.deepEqual([answer.status, answer.body.code], [500, 'server/fault']);
      assert.match(answer.body.detail, detail);
      assert.equal(/disk|select|passwd|褚云帆|\.ts|at /.test(JSON.stringify(answer.body)), false);
      const line = lines().find(
        ({ level, reqId }) => level === 50 && reqId === answer.body.parameters.request,
      );
      assert.match(String(line?.err?.stack), /log-requests\.db\.test\.ts/);
    }
  });
});
