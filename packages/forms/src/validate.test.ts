import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Field, FormData } from './document.ts';
import { aForm, context } from './testing/a-form.ts';
import { leave, meeting, sealUse } from './testing/real-forms.ts';
import { validateForm } from './validate.ts';

const file = { id: 'f1', name: 'a.pdf', size: 10, type: 'application/pdf' };
const docs = [{ title: '合同', copies: 2, file: [file] }];
const goodSeal = {
  phone: '13800000000',
  sealTypes: ['学校行政章'],
  docCategory: '其他',
  docs,
  takeOut: false,
};

/** Problems of a form of one field with this value, as `path code`. */
const codes = (
  field: Partial<Field> & Record<string, unknown>,
  value: unknown,
  mode: 'draft' | 'submit' = 'submit',
) =>
  validateForm(
    aForm([{ key: 'a', type: 'text', ...field } as never]),
    'apply',
    { a: value },
    context,
    mode,
  ).map(({ path, code }) => (path === 'a' ? code : `${path} ${code}`));

describe('a form filled in properly has no problems', () => {
  test('用章', () => assert.deepEqual(validateForm(sealUse, 'apply', goodSeal, context, 'submit'), []));

  test('请假', () => {
    const data = {
      phone: '0571-88880000',
      leaveType: '病假',
      period: { start: '2026-03-02', end: '2026-03-05' },
      proof: [file],
      substitute: 'T2',
    };
    assert.deepEqual(validateForm(leave, 'apply', data, context, 'submit'), []);
  });

  test('会议室', () => {
    const data = {
      phone: '13800000000',
      period: { start: '2026-03-02T09:00', end: '2026-03-02T11:30' },
      attendees: 10,
      room: 'small',
    };
    assert.deepEqual(validateForm(meeting, 'apply', data, context, 'submit'), []);
  });
});

describe('messages name the field and say what to do', () => {
  const messages = (data: FormData) =>
    Object.fromEntries(
      validateForm(sealUse, 'apply', data, context, 'submit').map(({ path, message }) => [path, message]),
    );

  test('for what is missing, with the verb that fits the field', () => {
    assert.deepEqual(messages({ docs: [{}], docCategory: '合同协议', takeOut: true }), {
      phone: '请填写手机号',
      sealTypes: '请选择印章种类',
      amount: '请填写合同金额',
      'docs[0].title': '“用印文件清单”第 1 行：请填写文件名称',
      'docs[0].copies': '“用印文件清单”第 1 行：请填写份数',
      'docs[0].file': '“用印文件清单”第 1 行：请上传终稿',
      escort: '请选择监印陪同人',
    });
    assert.equal(messages({}).docs, '请填写用印文件清单，至少一行');
  });

  test('for what is wrong', () => {
    const rows = [docs[0], { ...docs[0], copies: 201, title: '长'.repeat(21) }];
    const wrong = messages({ ...goodSeal, phone: '1380', docs: rows, docCategory: '没有' });
    assert.deepEqual(wrong, {
      phone: '“手机号”应当是 11 位手机号或带区号的座机号',
      docCategory: '“文件类别”不在可选项里，请重新选择',
      'docs[1].title': '“用印文件清单”第 2 行：“文件名称”最多 20 字，现在 21 字',
      'docs[1].copies': '“用印文件清单”第 2 行：“份数”最多 200',
    });
  });

  test('in English too', () => {
    const problems = validateForm(sealUse, 'apply', { docs: [{ copies: 0 }] }, context, 'submit');
    const english = Object.fromEntries(problems.map(({ path, messageEn }) => [path, messageEn]));
    assert.equal(english.sealTypes, 'Please choose: Seals');
    assert.equal(english['docs[0].title'], 'Documents, row 1: Please fill in: Title');
    assert.equal(english['docs[0].copies'], 'Documents, row 1: Copies: at least 1');
  });
});

describe('only what the step writes is judged', () => {
  test('and not what others left unfinished', () => {
    const problems = validateForm(sealUse, 'sealRegister', { docs }, context, 'submit');
    assert.deepEqual(
      problems.map(({ path, code }) => [path, code]),
      [['usedCopies', 'required']],
    );
    assert.deepEqual(validateForm(sealUse, 'businessHead', {}, context, 'submit'), []);
  });

  test('with the checks of computed fields that it changes', () => {
    const data = {
      attendees: 100,
      room: 'small',
      period: { start: '2026-03-02T09:00', end: '2026-03-02T10:00' },
    };
    const seats = (step: string) =>
      validateForm(meeting, step, { ...data, seats: 12 }, context, 'submit').map(({ path, message }) => [
        path,
        message,
      ]);
    assert.deepEqual(seats('roomConfirm'), [['seats', '参会人数超过会议室的座位数。']]);
    assert.deepEqual(seats('other'), []);
  });

  test('in a table by its columns, where only some of them are written', () => {
    const form = aForm(
      [
        {
          key: 'docs',
          type: 'table',
          max: 3,
          min: 2,
          items: [
            { key: 'title', type: 'text', label: 'title', required: true },
            { key: 'used', type: 'number', label: 'used', max: 5 },
          ],
        },
      ],
      { register: { 'docs.used': 'required' } },
    );
    const problems = validateForm(form, 'register', { docs: [{ used: 9 }, {}] }, context, 'submit');
    assert.deepEqual(
      problems.map(({ path, code }) => `${path} ${code}`),
      ['docs[0].used max', 'docs[1].used required'],
    );
    assert.deepEqual(validateForm(form, 'register', {}, context, 'submit'), [], 'rows are not this step’s');
  });
});

describe('checks of the form', () => {
  const checked = (data: object) =>
    validateForm(
      meeting,
      'apply',
      { phone: '13800000000', attendees: 1, room: 'small', ...data },
      context,
      'submit',
    ).map(({ message }) => message);

  test('that are not met say their own sentence', () => {
    assert.deepEqual(checked({ period: { start: '2026-03-02T09:00', end: '2026-03-02T17:30' } }), [
      '单场会议最长 8 小时。',
    ]);
    assert.deepEqual(checked({ period: { start: '2026-03-01T09:00', end: '2026-03-01T10:00' } }), [
      '不能预约已经过去的时间。',
    ]);
    assert.deepEqual(checked({ period: { start: '2026-05-01T09:00', end: '2026-05-01T10:00' } }), [
      '最多提前 30 天预约。',
    ]);
  });

  test('pass while something that they need is missing', () => {
    assert.deepEqual(validateForm(sealUse, 'sealRegister', { usedCopies: 5 }, context, 'submit'), []);
    assert.equal(
      validateForm(sealUse, 'sealRegister', { usedCopies: 5, docs }, context, 'submit')[0]?.code,
      'check',
    );
  });

  test('compare fields with each other', () => {
    const data = { ...goodSeal, applicant: 'T1', takeOut: true };
    assert.equal(
      validateForm(sealUse, 'apply', { ...data, escort: 'T1' }, context, 'submit')[0]?.path,
      'escort',
    );
    assert.deepEqual(validateForm(sealUse, 'apply', { ...data, escort: 'T2' }, context, 'submit'), []);
  });

  test('that cannot be computed stop the submission and are not the person’s fault', () => {
    const form = aForm([
      { key: 'a', type: 'number', checks: [{ rule: 'a + "x" = "y"', message: 'never' }] },
      { key: 'b', type: 'text', visible: 'a + "x" = "y"' },
    ]);
    const problems = validateForm(form, 'apply', { a: 1 }, context, 'submit');
    assert.deepEqual(
      problems.map(({ path, code }) => [path, code]),
      [
        ['b', 'failure'],
        ['a', 'failure'],
      ],
    );
    assert.match(problems[0]?.message ?? '', /联系事项的负责部门/);
    assert.deepEqual(validateForm(form, 'apply', { a: 1 }, context, 'draft'), []);
  });

  test('that fail on a field the step does not see do not name it', () => {
    const form = aForm(
      [
        { key: 'secret', type: 'text', label: '密级', visible: 'open + 1 = "x"' },
        { key: 'open', type: 'text' },
      ],
      { review: { secret: 'hidden', open: 'write' } },
    );
    const problems = validateForm(form, 'review', { open: 'x' }, context, 'submit');
    assert.equal(problems.length, 1);
    assert.doesNotMatch(JSON.stringify(problems), /secret|密级/);
  });
});

describe('types', () => {
  test('text: kind and length', () => {
    assert.deepEqual(codes({ type: 'text' }, 'x'.repeat(500)), []);
    assert.deepEqual(codes({ type: 'text' }, 'x'.repeat(501)), ['length']);
    assert.deepEqual(codes({ type: 'textarea' }, 'x'.repeat(2001)), ['length']);
    assert.deepEqual(codes({ type: 'text', maxLength: 2 }, 'abc'), ['length']);
    assert.deepEqual(codes({ type: 'text' }, 3), ['type']);
  });

  test('phone: mobile and landline of the mainland, as people write them', () => {
    const right = [
      '13800000000',
      '138 0000 0000',
      '138-0000-0000',
      '+86 13800000000',
      '１３８００００００００',
      '008613800000000',
    ];
    const landlines = ['0571-88880000', '010-62345678', '88880000', '0571-88880000-123', '（0571）88880000'];
    for (const value of [...right, ...landlines])
      assert.deepEqual(codes({ type: 'phone' }, value), [], value);
    const wrong = [
      '12800000000',
      '1380000000',
      '138000000000',
      '13800000000a',
      '110',
      '+1 2025550100',
      '1３8٠٠٠٠٠٠٠٠',
    ];
    for (const value of wrong) assert.deepEqual(codes({ type: 'phone' }, value), ['phone'], value);
  });

  test('number: kind, range and decimals', () => {
    assert.deepEqual(codes({ type: 'number', decimals: 2 }, 0.07), []);
    assert.deepEqual(codes({ type: 'number', decimals: 1 }, 0.07), ['decimals']);
    assert.deepEqual(codes({ type: 'number' }, 1.5), ['decimals']);
    assert.deepEqual(codes({ type: 'number', min: 1 }, 0), ['min']);
    assert.deepEqual(codes({ type: 'number' }, 1e15), ['max']);
    assert.deepEqual(codes({ type: 'number' }, '3'), ['type']);
  });

  test('money: whole cents in range', () => {
    assert.deepEqual(codes({ type: 'money', min: 0 }, 123_45), []);
    assert.deepEqual(codes({ type: 'money', min: 0 }, -1), ['min']);
    assert.deepEqual(codes({ type: 'money' }, 0.5), ['decimals']);
    assert.deepEqual(codes({ type: 'money' }, 1e15), ['max']);
    assert.deepEqual(codes({ type: 'money' }, '1'), ['type']);
  });

  test('dates and times: real ones', () => {
    assert.deepEqual(codes({ type: 'date' }, '2028-02-29'), []);
    for (const value of ['2026-02-29', '2026-3-1', '20260301', 20260301, '2026-03-01T09:00', '0026-01-01']) {
      assert.deepEqual(codes({ type: 'date' }, value), ['type'], String(value));
    }
    assert.deepEqual(codes({ type: 'datetime' }, '2026-03-01T09:00'), []);
    for (const value of ['2026-03-01', '2026-03-01T24:00', '2026-03-01T09:00Z', '2026-03-01 09:00']) {
      assert.deepEqual(codes({ type: 'datetime' }, value), ['type'], value);
    }
  });

  test('ranges: whole and in order', () => {
    assert.deepEqual(codes({ type: 'daterange' }, { start: '2026-03-01', end: '2026-03-01' }), []);
    assert.deepEqual(codes({ type: 'daterange' }, { start: '2026-03-02', end: '2026-03-01' }), ['order']);
    assert.deepEqual(codes({ type: 'daterange' }, { start: '2026-03-02' }), ['required']);
    assert.deepEqual(codes({ type: 'daterange' }, { start: '2026-03-02' }, 'draft'), []);
    assert.deepEqual(codes({ type: 'daterange' }, { start: '2026-02-30', end: 3 }), ['type']);
    assert.deepEqual(codes({ type: 'daterange' }, '2026-03-02'), ['type']);
    const noon = { start: '2026-03-02T12:00', end: '2026-03-02T12:00' };
    assert.deepEqual(codes({ type: 'daterange', precision: 'minute' }, noon), ['order']);
  });

  test('options: members only', () => {
    const options = [{ value: 'x', label: 'X' }];
    assert.deepEqual(codes({ type: 'select', options }, 'x'), []);
    assert.deepEqual(codes({ type: 'radio', options }, 'X'), ['option']);
    assert.deepEqual(codes({ type: 'select', options }, ['x']), ['type']);
    assert.deepEqual(codes({ type: 'multiselect', options }, ['x', 'x']), []);
    assert.deepEqual(codes({ type: 'multiselect', options }, ['x', 'y']), ['option']);
    assert.deepEqual(codes({ type: 'multiselect', options }, 'x'), ['type']);
  });

  test('yes or no, people and units', () => {
    assert.deepEqual(codes({ type: 'boolean', required: true }, false), []);
    assert.deepEqual(codes({ type: 'boolean' }, 'true'), ['type']);
    assert.deepEqual(codes({ type: 'person' }, 'T1'), []);
    assert.deepEqual(codes({ type: 'person' }, 1), ['type']);
    assert.deepEqual(codes({ type: 'department' }, 'x'.repeat(65)), ['type']);
    assert.deepEqual(codes({ type: 'persons' }, ['T1', 'T2']), []);
    assert.deepEqual(codes({ type: 'persons' }, ['T1', 2]), ['type']);
    assert.deepEqual(
      codes(
        { type: 'persons' },
        Array.from({ length: 300 }, (_, index) => `T${index}`),
      ),
      ['count'],
    );
  });

  test('files: number, extension, size, and pictures by their content', () => {
    const field = { type: 'attachment', accept: ['pdf'], max: 2, maxMegabytes: 1 } as const;
    assert.deepEqual(codes(field, [{ ...file, name: 'A.PDF' }]), []);
    assert.deepEqual(
      codes(
        field,
        [1, 2, 3].map((id) => ({ ...file, id: `f${id}` })),
      ),
      ['count'],
    );
    assert.deepEqual(codes(field, [{ ...file, name: 'a.pdf.exe' }]), ['extension']);
    assert.deepEqual(codes(field, [{ ...file, name: 'pdf' }]), ['extension']);
    assert.deepEqual(codes(field, [{ ...file, size: 1024 * 1024 + 1 }]), ['size']);
    assert.deepEqual(codes(field, [{ ...file, id: 3 }]), ['type']);
    assert.deepEqual(codes(field, 'a.pdf'), ['type']);
    const image = { ...field, type: 'image', accept: ['jpg'] } as const;
    assert.deepEqual(codes(image, [{ ...file, name: 'a.jpg', type: 'image/jpeg' }]), []);
    assert.deepEqual(codes(image, [{ ...file, name: 'a.jpg', type: 'text/html' }]), ['extension']);
  });

  test('tables: number of rows, rows and cells', () => {
    const table = {
      type: 'table',
      min: 1,
      max: 2,
      items: [{ key: 'n', type: 'number', label: 'n', max: 5 }],
    } as never;
    assert.deepEqual(codes(table, [{ n: 1 }]), []);
    assert.deepEqual(codes(table, []), ['required']);
    assert.deepEqual(codes(table, [{}, {}, {}]), ['count']);
    assert.deepEqual(codes(table, 'x'), ['type']);
    assert.deepEqual(codes(table, [{ n: 9 }, 3]), ['a[1] type', 'a[0].n max']);
  });
});

describe('a draft', () => {
  test('may be empty, unfinished and out of range', () => {
    const data = { docs: [{ copies: 500 }], docCategory: '没有', amount: -5, phone: '1' };
    assert.deepEqual(validateForm(sealUse, 'apply', data, context, 'draft'), []);
    assert.deepEqual(validateForm(sealUse, 'apply', {}, context, 'draft'), []);
  });

  test('may not hold what is of another kind or too large', () => {
    const data = {
      phone: 3,
      docs: [{ title: 'x'.repeat(21), file: [{ ...file, name: 'a.exe' }] }, {}, {}, {}],
    };
    assert.deepEqual(
      validateForm(sealUse, 'apply', data, context, 'draft').map(({ path, code }) => `${path} ${code}`),
      ['phone type', 'docs count', 'docs[0].title length', 'docs[0].file extension'],
    );
  });
});
