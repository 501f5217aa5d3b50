import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { acceptSubmission } from './accept-submission.ts';
import { lockedData } from './prefill.ts';
import { projectForm } from './project.ts';
import { aForm, context } from './testing/a-form.ts';
import { leave, sealUse } from './testing/real-forms.ts';

const file = { id: 'f1', name: 'a.pdf', size: 10, type: 'application/pdf' };

describe('what the step may not write', () => {
  test('stays as it is stored, and a try to change it is told', () => {
    const stored = { applicant: 'T1', dept: 'u1', leaveType: '事假' };
    const { data, forged } = acceptSubmission(
      leave,
      'deputyConfirm',
      stored,
      { applicant: 'T2', leaveType: '病假', period: { start: '2026-03-02', end: '2026-03-03' } },
      context,
    );
    assert.deepEqual(data, stored);
    assert.deepEqual(forged, ['applicant', 'leaveType', 'period']);
  });

  test('may be sent back unchanged', () => {
    const stored = { applicant: 'T1', days: 2, period: { start: '2026-03-02', end: '2026-03-03' } };
    const seen = projectForm(leave, 'deputyConfirm', stored, context);
    assert.deepEqual(acceptSubmission(leave, 'deputyConfirm', stored, seen, context).forged, []);
  });

  test('is forged when hidden even if the value is guessed right, so that guessing teaches nothing', () => {
    const stored = { leaveType: '病假', reason: 'x' };
    const right = acceptSubmission(leave, 'deputyConfirm', stored, { leaveType: '病假' }, context);
    const wrong = acceptSubmission(leave, 'deputyConfirm', stored, { leaveType: '事假' }, context);
    assert.deepEqual(right.forged, wrong.forged);
  });

  test('opens no hidden field by a forged value: visibility is judged on what is stored', () => {
    const form = aForm(
      [
        { key: 'role', type: 'text' },
        { key: 'bonus', type: 'number', visible: 'role = "head"' },
        { key: 'note', type: 'text' },
      ],
      { review: { role: 'read', bonus: 'write', note: 'write' } },
    );
    const sent = { role: 'head', bonus: 1000, note: 'ok' };
    const { data, forged } = acceptSubmission(form, 'review', { role: 'clerk' }, sent, context);
    assert.deepEqual(data, { role: 'clerk', note: 'ok' });
    assert.deepEqual(forged, ['role']);
  });

  test('is kept even while the rules do not show it', () => {
    const form = aForm(
      [
        { key: 'open', type: 'boolean' },
        { key: 'wish', type: 'text', visible: 'open = true' },
      ],
      { review: { open: 'write' } },
    );
    const { data } = acceptSubmission(form, 'review', { open: true, wish: 'x' }, { open: false }, context);
    assert.deepEqual(data, { open: false, wish: 'x' });
  });

  test('is taken from the profile when it is locked', () => {
    const profile = { id: 'T1', unit: 'u1', phone: '13800000000' };
    const sent = { applicant: 'T9', dept: 'u9', phone: '13911112222' };
    const { data, forged } = acceptSubmission(sealUse, 'apply', lockedData(sealUse, profile), sent, context);
    assert.equal(data.applicant, 'T1');
    assert.equal(data.dept, 'u1');
    assert.equal(data.phone, '13911112222');
    assert.deepEqual(forged, ['applicant', 'dept']);
  });
});

describe('what the step writes', () => {
  test('replaces what is stored, and what is absent, null or empty is cleared', () => {
    const stored = { phone: '13800000000', reason: 'x', leaveType: '事假', period: { start: '2026-03-02' } };
    const { data } = acceptSubmission(
      leave,
      'apply',
      stored,
      { phone: null, period: {}, leaveType: '' },
      context,
    );
    assert.deepEqual(data, {});
  });

  test('is dropped when the rules do not show it, which is no forgery', () => {
    const { data, forged } = acceptSubmission(
      sealUse,
      'apply',
      {},
      { takeOut: false, escort: 'T2' },
      context,
    );
    assert.deepEqual(data, { takeOut: false });
    assert.deepEqual(forged, []);
  });

  test('is normalised: full-width digits of a phone, signs that nobody sees, line ends', () => {
    const form = aForm([
      { key: 'phone', type: 'phone' },
      { key: 'title', type: 'text' },
      { key: 'reason', type: 'textarea' },
      { key: 'when', type: 'datetime' },
    ]);
    const sent = {
      phone: '＋86 １３８－0000－0000\u200b',
      title: '  a\u202eb\u0000\nc ',
      reason: 'a\r\nb\ud800',
      when: '2026-03-02T09:00:00',
    };
    assert.deepEqual(acceptSubmission(form, 'apply', {}, sent, context).data, {
      phone: '13800000000',
      title: 'ab c',
      reason: 'a\nb\ufffd',
      when: '2026-03-02T09:00',
    });
  });

  test('may be of a wrong kind, which is kept for validation to refuse and does no harm', () => {
    const sent = { leaveType: 3, period: 'x', phone: ['1'], substitute: { id: 'T2' } };
    assert.deepEqual(acceptSubmission(leave, 'apply', {}, sent, context).data, sent);
  });

  test('has a file as id, name, size and type and nothing else, each once', () => {
    const sent = { leaveType: '病假', proof: [{ ...file, url: 'http://x' }, file] };
    assert.deepEqual(acceptSubmission(leave, 'apply', {}, sent, context).data.proof, [file]);
  });
});

describe('computed fields', () => {
  const docs = [{ title: 'a', copies: 3 }];

  test('are computed again, and another value is told as forged', () => {
    const { data, forged } = acceptSubmission(
      sealUse,
      'apply',
      {},
      { docs: [{ title: 'a', copies: 3, seals: 1 }], totalSeals: 1 },
      context,
    );
    assert.deepEqual(data.docs, [{ title: 'a', copies: 3, seals: 3 }]);
    assert.equal(data.totalSeals, 3);
    assert.deepEqual(forged.sort(), ['docs[0].seals', 'totalSeals']);
  });

  test('may be left out or sent as they are', () => {
    assert.deepEqual(acceptSubmission(sealUse, 'apply', {}, { docs }, context).forged, []);
    assert.deepEqual(acceptSubmission(sealUse, 'apply', {}, { docs, totalSeals: 3 }, context).forged, []);
  });

  test('made of what the step does not see cannot be computed by a browser, and are not held against it', () => {
    const form = aForm(
      [
        { key: 'secret', type: 'number' },
        { key: 'open', type: 'number' },
        { key: 'sum', type: 'number', compute: 'secret + open' },
      ],
      { review: { secret: 'hidden', open: 'write' } },
    );
    const { data, forged } = acceptSubmission(
      form,
      'review',
      { secret: 5, open: 1, sum: 6 },
      { open: 2, sum: 6 },
      context,
    );
    assert.deepEqual(data, { secret: 5, open: 2, sum: 7 });
    assert.deepEqual(forged, []);
  });
});

describe('rows of a table', () => {
  const form = aForm(
    [
      {
        key: 'docs',
        type: 'table',
        max: 3,
        items: [
          { key: 'title', type: 'text', label: 'title' },
          { key: 'used', type: 'number', label: 'used' },
          { key: 'secret', type: 'text', label: 'secret' },
        ],
      },
    ],
    {
      apply: { 'docs.used': 'hidden', 'docs.secret': 'hidden' },
      register: { 'docs.used': 'required', 'docs.secret': 'hidden' },
    },
  );
  const stored = {
    docs: [
      { title: 'a', used: 1, secret: 's1' },
      { title: 'b', secret: 's2' },
    ],
  };

  test('are free for a step that writes the table and nothing in them is another’s', () => {
    const sent = { docs: [{ title: 'x' }, { title: 'y' }, { title: 'z' }] };
    assert.deepEqual(acceptSubmission(form, 'apply', { docs: [{ title: 'a' }] }, sent, context).data, sent);
    assert.deepEqual(acceptSubmission(form, 'apply', { docs: [{ title: 'a' }] }, {}, context).data, {});
  });

  test('keep what others wrote in them, and those rows cannot be removed', () => {
    const { data, forged } = acceptSubmission(
      form,
      'apply',
      stored,
      { docs: [{ title: 'x', used: 9 }] },
      context,
    );
    assert.deepEqual(data.docs, [{ title: 'x', used: 1, secret: 's1' }, stored.docs[1]]);
    assert.deepEqual(forged, ['docs', 'docs[0].used']);
  });

  test('are neither added nor removed by a step that only writes some columns', () => {
    const more = { docs: [{ title: 'a', used: 2 }, { used: 3 }, { title: 'new', used: 4 }] };
    const { data, forged } = acceptSubmission(form, 'register', stored, more, context);
    assert.deepEqual(data.docs, [
      { title: 'a', used: 2, secret: 's1' },
      { title: 'b', used: 3, secret: 's2' },
    ]);
    assert.deepEqual(forged, ['docs']);
    assert.deepEqual(acceptSubmission(form, 'register', stored, {}, context).data, stored);
  });

  test('name unknown columns as ignored', () => {
    const { data, ignored } = acceptSubmission(
      form,
      'apply',
      {},
      { docs: [{ title: 'a', extra: 1 }] },
      context,
    );
    assert.deepEqual(data, { docs: [{ title: 'a' }] });
    assert.deepEqual(ignored, ['docs[0].extra']);
  });

  test('beyond the most are cut to one too many, which validation reports', () => {
    const docs = Array.from({ length: 100_000 }, () => ({ title: 'x' }));
    const { data } = acceptSubmission(form, 'apply', {}, { docs }, context);
    assert.equal((data.docs as unknown[]).length, 4);
  });
});

describe('hostile bodies', () => {
  test('with keys that lead to a prototype change nothing', () => {
    const body = JSON.parse(
      '{"__proto__": {"leaveType": "病假"}, "constructor": {"prototype": {"x": 1}}, "phone": {"__proto__": {"y": 1}, "a": 1}}',
    );
    const { data, ignored } = acceptSubmission(leave, 'apply', {}, body, context);
    assert.deepEqual(data, { phone: { a: 1 } });
    assert.deepEqual(ignored, ['__proto__', 'constructor']);
    assert.equal(({} as Record<string, unknown>).x, undefined);
    assert.equal(Object.getPrototypeOf(data.phone), Object.prototype);
  });

  test('with many unknown keys are reported only in part', () => {
    const body = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`k${index}`, 1]));
    assert.equal(acceptSubmission(leave, 'apply', {}, body, context).ignored.length, 50);
  });

  test('that are no object are an empty form', () => {
    for (const body of [null, [], 'x', 3]) {
      assert.deepEqual(acceptSubmission(leave, 'apply', {}, body as never, context).data, {});
    }
  });

  test('nested without end are cut off', () => {
    let deep: unknown = 1;
    for (let depth = 0; depth < 5000; depth += 1) deep = { a: deep };
    const { data } = acceptSubmission(leave, 'apply', {}, { phone: deep }, context);
    assert.ok(JSON.stringify(data).length < 200);
  });
});
