/** Whatever a client sends, the answer is the thing asked for or a refusal with a code, never a fault. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type RefusalCode, refusals } from '@yizhan/contract';
import fc from 'fast-check';
import { type Applied, aLeave, apply, ok, openTask } from '../testing/applications.ts';
import { type Campus, openCampus } from '../testing/campus.ts';
import type { Answer, Person, Refusal } from '../testing/client.ts';

let campus: Campus;
let people: Person[];
let chu: Person;
let draft: Applied;
let task: string;
before(async () => {
  campus = await openCampus();
  people = await campus.signInAll(['T1106', 'T1103', 'T1107', 'T1108']);
  [chu] = people as [Person];
  draft = ok(await chu.post<Applied>('/applications', { ...aLeave(campus), draft: true }), 201);
  const { id } = await apply(chu, aLeave(campus));
  task = await openTask(people[1] as Person, id);
});
after(() => campus.close());

const aUuid = '0190f000-0000-7000-8000-000000000001';

/** A refusal as every refusal must be. */
function assertRefused(answer: Answer<Refusal>, status: number, code: RefusalCode, what: string): void {
  const { body, headers } = answer;
  assert.equal(`${answer.status} ${body.code}`, `${status} ${code}`, what);
  assert.match(headers.get('content-type') ?? '', /^application\/problem\+json/, what);
  assert.deepEqual([body.title, body.status], [code, status], what);
  assert.ok(body.detail.length > 5 && !/[{}]|undefined/.test(body.detail), `${what}: ${body.detail}`);
}

const sendJson = (method: string, path: string, text: string, person = chu) =>
  person.send<Refusal>(method, path, { body: text, headers: { 'content-type': 'application/json' } });

/** The routes that take a body, with one that is right. */
const bodies = () =>
  [
    ['POST', '/session', { login: 'T1106', password: 'wrong' }],
    ['POST', '/applications', { ...aLeave(campus), draft: true }],
    ['PATCH', `/applications/${draft.id}`, { data: { reason: '改' }, revision: 1 }],
    ['POST', `/applications/${draft.id}/acts`, { act: 'withdraw' }],
    ['POST', `/tasks/${task}/acts`, { act: 'approve', comment: '同意' }],
    ['POST', '/notifications/read', { ids: [] }],
  ] as const;

describe('a body', () => {
  test('that is no JSON, empty, or cut off is malformed', async () => {
    for (const [method, path] of bodies()) {
      for (const text of ['{', '', '{"a":1', "{'a':1}", 'undefined', '{"a":1}x', '\u0000'])
        assertRefused(
          await sendJson(method, path, text),
          400,
          'request/malformed',
          `${method} ${path} ${text}`,
        );
    }
  });

  test('of another shape, with an unknown field or a wrong type does not match the interface', async () => {
    for (const [method, path, body] of bodies()) {
      const wrong = [
        'null',
        '[]',
        '"x"',
        '1',
        JSON.stringify({ ...body, unheardOf: 1 }),
        JSON.stringify([body]),
      ];
      for (const key of Object.keys(body)) wrong.push(JSON.stringify({ ...body, [key]: 1.5 }));
      for (const text of wrong)
        assertRefused(
          await sendJson(method, path, text),
          400,
          'request/invalid',
          `${method} ${path} ${text}`,
        );
    }
  });

  test('that reaches for a prototype is malformed, and nothing is polluted', async () => {
    for (const [method, path] of bodies()) {
      for (const text of [
        '{"__proto__":{"polluted":1}}',
        '{"data":{"__proto__":{"polluted":1}}}',
        '{"constructor":{"prototype":{"polluted":1}}}',
        '{"data":{"courseAffected":[{"__proto__":{"polluted":1}}]}}',
      ]) {
        assertRefused(
          await sendJson(method, path, text),
          400,
          'request/malformed',
          `${method} ${path} ${text}`,
        );
      }
    }
    assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false);
  });

  test('of two megabytes is too large', async () => {
    const text = JSON.stringify({ service: 'x', data: { reason: 'x'.repeat(2 * 1024 * 1024) } });
    const answer = await sendJson('POST', '/applications', text);
    assertRefused(answer, 413, 'request/too-large', '2 MB');
    assert.equal(answer.body.parameters.megabytes, 1);
  });

  test('of another content type is not supported', async () => {
    for (const [method, path] of bodies()) {
      for (const type of [
        'text/plain',
        'application/xml',
        'application/x-www-form-urlencoded',
        'text/json',
      ]) {
        const answer = await chu.send<Refusal>(method, path, {
          body: 'a=1',
          headers: { 'content-type': type },
        });
        assertRefused(answer, 415, 'request/unsupported-media-type', `${method} ${path} ${type}`);
      }
    }
  });

  test('nested ten thousand deep, with a NUL or half a character is refused', async () => {
    const deep = (depth: number) => `{"service":"x","data":{"a":${'['.repeat(depth)}${']'.repeat(depth)}}}`;
    for (const depth of [40, 1000, 10_000, 200_000])
      assertRefused(
        await sendJson('POST', '/applications', deep(depth)),
        400,
        'request/invalid',
        `depth ${depth}`,
      );
    const wide = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
    assertRefused(await sendJson('POST', '/applications', wide), 400, 'request/invalid', 'objects');
    for (const text of ['\\u0000', '\\ud800', '\\udc00x']) {
      for (const body of [
        `{"service":"${text}","data":{}}`,
        `{"service":"staff-leave-and-return","draft":true,"data":{"reason":"${text}"}}`,
        `{"service":"staff-leave-and-return","draft":true,"data":{"${text}":1}}`,
      ]) {
        assertRefused(await sendJson('POST', '/applications', body), 400, 'request/invalid', body);
      }
      const opinion = `{"act":"approve","comment":"${text}"}`;
      assertRefused(await sendJson('POST', `/tasks/${task}/acts`, opinion), 400, 'request/invalid', opinion);
      const ids = `{"ids":["${text}"]}`;
      assertRefused(await sendJson('POST', '/notifications/read', ids), 400, 'request/invalid', ids);
    }
  });
});

describe('an address', () => {
  test('that is nowhere has nothing, signed in or not, with any method', async () => {
    for (const person of [chu, campus.visitor]) {
      for (const path of [
        '//api/v1/nothing',
        '//api/v2/me',
        '//nothing',
        '//.env',
        '//api/v1/applications/x/y/z',
      ])
        assertRefused(await person.get(path), 404, 'request/not-found', path);
      for (const method of ['PUT', 'PATCH', 'OPTIONS', 'PROPFIND'])
        assertRefused(await person.send(method, '/me'), 404, 'request/not-found', method);
    }
  });

  test('that cannot be read is invalid', async () => {
    for (const path of ['//%', '//api/v1/tasks/%E0%A4%A', `//api/v1/tasks/${'x'.repeat(250)}`])
      assertRefused(await chu.get(path), 400, 'request/invalid', path);
  });

  test('with the id of nothing finds nothing', async () => {
    const ids = ['x', '1', aUuid, `${aUuid}x`, '%00', '..%2F..', "'%20or%201=1", '%F0%9F%92%A5', 'null'];
    for (const id of ids) {
      const wanted = {
        'application/not-found': [
          await chu.get<Refusal>(`/applications/${id}`),
          await chu.patch<Refusal>(`/applications/${id}`, { data: {}, revision: 1 }),
          await chu.delete<Refusal>(`/applications/${id}`),
          await chu.post<Refusal>(`/applications/${id}/acts`, { act: 'cancel' }),
        ],
        'task/not-found': [
          await chu.get<Refusal>(`/tasks/${id}`),
          await chu.post<Refusal>(`/tasks/${id}/acts`, { act: 'approve' }),
        ],
        'attachment/not-found': [await chu.get<Refusal>(`/attachments/${id}`)],
        'service/not-found': [await chu.get<Refusal>(`/services/${id}`)],
      } as const;
      for (const [code, answers] of Object.entries(wanted)) {
        for (const answer of answers) {
          if (id === '%00') assertRefused(answer, 400, 'request/invalid', id);
          else assertRefused(answer, 404, code as RefusalCode, `${id} ${code}`);
        }
      }
    }
  });

  test('with wrong parameters is invalid', async () => {
    const lists = ['/tasks', '/applications', '/notifications'];
    const wrong = [
      'limit=0',
      'limit=-1',
      'limit=101',
      'limit=1000',
      'limit=x',
      'limit=',
      'unheardOf=1',
      'cursor=x',
    ];
    for (const list of lists) {
      for (const query of [...wrong, 'limit=1&limit=2', 'cursor=', `cursor=${'A'.repeat(201)}`, 'cursor=%00'])
        assertRefused(await chu.get(`${list}?${query}`), 400, 'request/invalid', `${list}?${query}`);
    }
    for (const path of [
      '/tasks?box=all',
      '/tasks?q=%00',
      '/tasks?service=%00',
      '/applications?status=x',
      '/people',
    ])
      assertRefused(await chu.get(path), 400, 'request/invalid', path);
    for (const path of [
      '/people?q=',
      '/people?q=%00',
      `/people?q=${'x'.repeat(33)}`,
      '/services?x=1',
      '/services?q=%00',
    ])
      assertRefused(await chu.get(path), 400, 'request/invalid', path);
  });

  test('with the cursor of another list, or with a time that only JavaScript reads, does no harm', async () => {
    const written = (at: string) => Buffer.from(JSON.stringify([at, aUuid])).toString('base64url');
    for (const list of ['/tasks', '/tasks?box=done', '/applications', '/notifications']) {
      const join = list.includes('?') ? '&' : '?';
      for (const at of ['1', '2026-02-30T00:00:00.000Z', '+275760-09-13T00:00:00.000Z'])
        assertRefused(await chu.get(`${list}${join}cursor=${written(at)}`), 400, 'request/invalid', at);
      ok(await chu.get(`${list}${join}cursor=${written('2026-11-24T05:00:00.000Z')}`));
    }
  });

  test('with words that only look like code searches for them', async () => {
    for (const word of [
      "'",
      '"',
      '%',
      '_',
      '\\',
      '·',
      "'; drop table flow.task; --",
      '$1',
      '{{7*7}}',
      '(a+)+$',
      '💥',
    ]) {
      for (const path of ['/tasks?q=', '/tasks?box=done&q=', '/services?q='])
        ok(await chu.get(path + encodeURIComponent(word)));
    }
  });
});

describe('refusals', () => {
  test('are told in Chinese, and in English to whoever prefers that', async () => {
    const detail = async (language: string) =>
      (await chu.get<Refusal>('/tasks/x', { headers: { 'accept-language': language } })).body.detail;
    for (const language of ['', '*', 'zh-CN', 'zh-TW,en;q=0.5', 'fr', 'xx-nonsense;;;'])
      assert.equal(await detail(language), '没有找到这个待办，或它不属于您', language);
    for (const language of ['en', 'EN-us', 'en-GB,zh;q=0.5'])
      assert.equal(await detail(language), 'There is no such task, or it is not yours', language);
  });

  test('of whatever bodies come have codes of the contract, and no request is a fault', async () => {
    let turn = 0;
    const anything = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.record(
        {
          service: fc.constantFrom('staff-leave-and-return', 'seal-use', 'x'),
          draft: fc.boolean(),
          revision: fc.integer(),
          act: fc.constantFrom('submit', 'approve', 'reject', 'sendBack', 'withdraw'),
          walk: fc.constantFrom('again', 'straight'),
          comment: fc.string({ unit: 'binary' }),
          to: fc.string(),
          ids: fc.array(fc.string(), { maxLength: 3 }),
          data: fc.dictionary(
            fc.constantFrom(
              'period',
              'courseAffected',
              'reason',
              'proof',
              'substitute',
              'dept',
              'days',
              'leaveType',
            ),
            fc.jsonValue({ maxDepth: 3 }),
          ),
        },
        { requiredKeys: [] },
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 4 }), anything, async (route, body) => {
        // Not the sign-in: it would throttle the address.
        const [method, path] = bodies()[route + 1] ?? assert.fail();
        turn += 1;
        const person = people[turn % people.length] as Person;
        const answer = await sendJson(method, path, JSON.stringify(body), person);
        assert.ok(answer.status < 500, `${method} ${path}: ${JSON.stringify(answer.body)}`);
        if (answer.status >= 400) assert.ok(answer.body.code in refusals, answer.body.code);
      }),
      { numRuns: 400 },
    );
  });
});
