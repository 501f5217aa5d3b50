/** 打印 and 核验: what the paper holds, for whom, and what its code tells everybody. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ApplicationDetail, Verification } from '@yizhan/contract';
import { publish } from '../../testing/a-service.ts';
import { act, aLeave, apply, ok, readApplication } from '../../testing/applications.ts';
import { type Campus, openCampus } from '../../testing/campus.ts';
import type { Person, Refusal } from '../../testing/client.ts';
import { textOfPdf } from '../../testing/pdf-text.ts';

let campus: Campus;
let teacher: Person;
let head: Person;
let dean: Person;
before(async () => {
  campus = await openCampus();
  [teacher, head, dean] = (await campus.signInAll(['T1106', 'T1103', 'T1100'])) as [Person, Person, Person];
});
after(() => campus.close());

async function printed(person: Person, id: string) {
  const response = await fetch(`${campus.address}/api/v1/applications/${id}/print`, {
    headers: { cookie: person.cookie },
  });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'application/pdf');
  assert.match(response.headers.get('content-disposition') ?? '', /^inline; filename\*=UTF-8''/);
  const bytes = new Uint8Array(await response.arrayBuffer());
  assert.equal(Buffer.from(bytes.subarray(0, 5)).toString(), '%PDF-');
  return textOfPdf(bytes);
}

const codeIn = (text: string): string => /\/verify\/([0-9a-f]{32})/.exec(text)?.[1] ?? '';
const verify = <Body = Verification>(code: string) => campus.visitor.get<Body>(`/verify/${code}`);

test('a leave on paper has its form, its opinions and a code, and the code says whether it holds', async () => {
  const { id, number } = await apply(teacher, aLeave(campus, { reason: '赴省城参加评审会' }));
  assert.equal((await readApplication(teacher, id)).printable, true);
  const early = await printed(teacher, id);
  for (const words of [
    '砚湖大学',
    '教职工请假审批单',
    number,
    '褚云帆',
    '办理中',
    '赴省城参加评审会',
    '第1页，共',
  ])
    assert.ok(early.text.includes(words), `${words} in ${early.text}`);
  const code = codeIn(early.text);
  const running = ok(await verify(code));
  assert.equal(running.validity, 'underWay');

  await act(head, id, 'approve', { comment: '同意，请安排好课程' });
  const later = await printed(dean, id);
  assert.equal(codeIn(later.text), code, 'every print has the same code');
  assert.ok(later.text.includes('同意，请安排好课程'));

  await act(dean, id, 'reject');
  const told = ok(await verify(code));
  assert.equal(told.validity, 'void');
  const whole = [
    'applicant',
    'endedAt',
    'institution',
    'number',
    'service',
    'status',
    'submittedAt',
    'validity',
  ];
  assert.deepEqual(Object.keys(told).sort(), whole);
  assert.equal(told.number, number);
  assert.equal(told.applicant, '褚*');
  assert.ok(!JSON.stringify(told).includes('云帆'));
});

test('what the viewer may not see is not on his paper, and rows and long texts go over pages', async () => {
  await publish(campus, 'print-trial', {
    settings: { print: { title: '试办审批单', watermark: '内部资料', copies: 2 } },
    fields: [
      { key: 'reason', type: 'textarea', label: '事由', maxLength: 4000 },
      { key: 'idNo', type: 'text', label: '秘密账号', maxLength: 40, secret: true },
      { key: 'inner', type: 'text', label: '只给申请人', maxLength: 40 },
      {
        key: 'items',
        type: 'table',
        label: '物品明细',
        max: 100,
        items: [
          { key: 'name', type: 'text', label: '名称', maxLength: 400 },
          { key: 'price', type: 'money', label: '单价' },
        ],
      },
    ],
    steps: { head: { '*': 'read', inner: 'hidden' } },
  });
  const items = Array.from({ length: 60 }, (_, index) => ({ name: `第${index}件仪器`, price: 12_345 }));
  const data = {
    reason: `${'很长的事由，'.repeat(500)}到此为止`,
    idNo: 'CANARY-1',
    inner: 'CANARY-2',
    items,
  };
  const { id } = await apply(teacher, { service: 'print-trial', data });
  const own = await printed(teacher, id);
  assert.ok(own.pages > 3, String(own.pages));
  for (const words of ['试办审批单', '内部资料', '一式2份', '到此为止', '第59件仪器', '123.45', 'CANARY-2'])
    assert.ok(own.text.includes(words), words);
  const holder = (await readApplication(teacher, id)).current[0]?.people[0]?.number ?? '';
  const judged = await printed(await campus.signIn(holder), id);
  assert.ok(judged.text.includes('到此为止'));
  for (const words of ['CANARY', '只给申请人']) assert.ok(!judged.text.includes(words), words);
  await act(await campus.signIn(holder), id);
  assert.equal(ok(await verify(codeIn(own.text))).validity, 'valid');
});

test('refused: a draft, a service that is not printed, a stranger, and a code that there is not', async () => {
  const code = async (person: Person, id: string) =>
    (await person.get<Refusal>(`/applications/${id}/print`)).body.code;
  const draft = await apply(teacher, { ...aLeave(campus), draft: true });
  assert.equal(await code(teacher, draft.id), 'application/print-not-submitted');
  await publish(campus, 'print-none');
  const plain = await apply(teacher, { service: 'print-none', data: { reason: '试' } });
  assert.equal(await code(teacher, plain.id), 'application/print-not-offered');
  assert.equal(ok(await teacher.get<ApplicationDetail>(`/applications/${plain.id}`)).printable, false);
  const other = await campus.signIn('T1131');
  assert.equal(await code(other, plain.id), 'application/not-found');
  for (const wrong of ['0'.repeat(32), 'x', encodeURIComponent("' or 1=1 --")])
    assert.equal((await verify<Refusal>(wrong)).body.code, 'verification/unknown');
});
