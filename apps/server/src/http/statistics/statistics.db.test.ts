/** 统计 (U27): the numbers are those that one counts by hand over the same applications. 导出 (U28): what may go out, and nothing else. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ExportEntry, ExportGiven, ExportOffer, Statistics } from '@yizhan/contract';
import { workMinutesBetween } from '@yizhan/feel';
import { unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import { headApproves, publish } from '../../testing/a-service.ts';
import { act, aPdf, apply, ok, readApplication, uploaded } from '../../testing/applications.ts';
import { type Campus, openCampus } from '../../testing/campus.ts';
import type { Person, Refusal } from '../../testing/client.ts';

let campus: Campus;
let teacher: Person;
let colleague: Person;
let dean: Person;
let owner: Person;
let other: Person;
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const ids: string[] = [];
/** What each was, as it is counted by hand. */
const seeds = [
  // Days of plain weeks of 2026; times of China. Submitted, first step closed, second step closed, due of the first.
  ['2026-03-02T09:00', '2026-03-02T09:30', '2026-03-02T11:30', 'approve'],
  ['2026-03-02T11:00', '2026-03-02T15:00', '2026-03-03T09:00', 'approve'],
  ['2026-03-06T17:00', '2026-03-09T09:00', '2026-03-09T10:00', 'reject'],
  ['2026-03-10T08:00', '2026-03-12T17:30', '2026-03-13T08:45', 'approve'],
  ['2026-03-14T12:00', '2026-03-16T08:40', '2026-03-16T08:50', 'approve'],
] as const;
const utc = (local: string): string => new Date(`${local}:00+08:00`).toISOString();

const office = `<bpmn:userTask id="office" name="学校办公室办理"><bpmn:extensionElements>
  <yizhan:approval acts="approve reject sendBack"><yizhan:actor is="person" person="T1041" /></yizhan:approval>
</bpmn:extensionElements></bpmn:userTask>`;

before(async () => {
  campus = await openCampus();
  await campus.database.query({
    text: `
      insert into identity."grant" (person_id, role, unit_id)
      values ('T1130', 'unit-administrator', 'school-office'), ('T1104', 'unit-administrator', 'library')`,
  });
  let clerk: Person;
  [teacher, colleague, dean, owner, other, clerk] = await campus.signInAll([
    'T1106',
    'T1107',
    'T1100',
    'T1130',
    'T1104',
    'T1041',
  ]);
  await publish(campus, 'counted', {
    settings: { guide: { conditions: [], materials: [], promisedWorkdays: 1 } },
    tasks: [headApproves, office],
    steps: { owner: { reason: 'read' } },
  });
  await publish(campus, 'closed-book', { tasks: [headApproves] });
  for (const [index, [, , , outcome]] of seeds.entries()) {
    const { id } = await apply(index === 3 ? colleague : teacher, {
      service: 'counted',
      data: { reason: `第 ${index}` },
    });
    ids.push(id);
    await act(dean, id);
    await act(clerk, id, outcome, outcome === 'reject' ? { comment: '材料不全' } : {});
  }
  await campus.settle();
  await moveHistory();
  for (const [index, grade] of [5, 4, 1].entries())
    ok(await teacher.post(`/applications/${ids[[0, 1, 4][index] ?? 0]}/rating`, { grade, reason: '评' }));
  // Due at the end of the day on which it was opened; the fourth was late.
  await campus.database.query({
    text: `
      update hall.step_fact
      set due_at = ((opened_at at time zone 'Asia/Shanghai')::date + time '23:59') at time zone 'Asia/Shanghai'
      where application_id = any ($1::uuid[]) and node = 'head'`,
    values: [ids],
  });
});
after(() => campus.close());

/** The applications as if they had gone their way at the times of the seeds: the history is moved, and counted anew. */
async function moveHistory(): Promise<void> {
  await campus.database.query({
    text: `create table flow.history_2026_03_test partition of flow.history
      for values from ('2026-03-01') to ('2026-04-01')`,
  });
  for (const [index, [submitted, first, second]] of seeds.entries()) {
    const id = ids[index];
    const rows = await campus.database.query<{ seq: number }>({
      text: 'select seq from flow.history where instance_id = $1 order by seq',
      values: [id],
    });
    const times = [submitted, first, second].map(utc);
    for (const [place, { seq }] of rows.entries())
      await campus.database.query({
        text: 'update flow.history set at = $3 where instance_id = $1 and seq = $2',
        values: [id, seq, times[place - (rows.length - times.length)] ?? times[0]],
      });
    await campus.database.query({
      text: `update flow.instance set created_at = $2, submitted_at = $2, ended_at = $3 where id = $1`,
      values: [id, times[0], times[2]],
    });
  }
  await campus.database.query({ text: 'truncate hall.application_fact, hall.step_fact' });
  assert.equal(await campus.wiring.hall.catchUpCounting(), ids.length);
  assert.equal(await campus.wiring.hall.catchUpCounting(), 0, 'what is counted is not counted again');
}

const march = 'from=2026-03-01&to=2026-03-31';
const read = async (person: Person, query: string): Promise<Statistics> =>
  ok(await person.get<Statistics>(`/admin/statistics?${query}`));

const sorted = (list: readonly number[]) => [...list].sort((one, another) => one - another);
const medianOf = (list: readonly number[]): number => {
  const all = sorted(list);
  return ((all[(all.length - 1) >> 1] ?? 0) + (all[all.length >> 1] ?? 0)) / 2;
};
/** The smallest that at least nine of ten do not exceed. */
const ninetyOf = (list: readonly number[]): number => sorted(list)[Math.ceil(list.length * 0.9) - 1] ?? 0;

describe('statistics', () => {
  test('count volume and outcomes by day, and by the units and the ways that applications come from', async () => {
    const counted = await read(owner, `service=counted&${march}`);
    assert.deepEqual(
      [counted.totals.submitted, counted.totals.approved, counted.totals.rejected, counted.by],
      [5, 4, 1, 'day'],
    );
    const days = counted.volume.filter(
      ({ submitted, approved, rejected }) => submitted + approved + rejected > 0,
    );
    assert.deepEqual(
      days.map(({ part, submitted, approved, rejected }) => [part.slice(5), submitted, approved, rejected]),
      [
        ['03-02', 2, 1, 0],
        ['03-03', 0, 1, 0],
        ['03-06', 1, 0, 0],
        ['03-09', 0, 0, 1],
        ['03-10', 1, 0, 0],
        ['03-13', 0, 1, 0],
        ['03-14', 1, 0, 0],
        ['03-16', 0, 1, 0],
      ],
    );
    assert.equal(counted.volume.length, 31, 'days on which nothing came about are there');
    assert.equal(
      counted.units.reduce((sum, { count }) => sum + count, 0),
      5,
    );
    assert.deepEqual(counted.origins, { self: 5, behalf: 0, service: 0 });
    const weeks = await read(owner, `service=counted&${march}&by=week`);
    assert.deepEqual(
      weeks.volume.map(({ part, submitted }) => [part.slice(5), submitted]),
      [
        ['02-23', 0],
        ['03-02', 3],
        ['03-09', 2],
        ['03-16', 0],
        ['03-23', 0],
        ['03-30', 0],
      ],
    );
  });

  test('tell working time of each step: the median, and what nine of ten do not exceed', async () => {
    const { calendar } = campus.wiring.hall.site;
    const { steps } = await read(owner, `service=counted&${march}`);
    for (const [node, from, to] of [
      ['head', 0, 1],
      ['office', 1, 2],
    ] as const) {
      const minutes = seeds.map((seed) => workMinutesBetween(calendar, utc(seed[from]), utc(seed[to])));
      const step = steps.find((each) => each.step.id === node);
      assert.deepEqual(
        [step?.count, step?.median, step?.ninety],
        [5, medianOf(minutes), ninetyOf(minutes)],
        `${node}: ${minutes}`,
      );
    }
    // By hand: half an hour; 60 and 60 around noon; 30 and 30 around a weekend; three days of 420; Monday's first ten minutes.
    assert.deepEqual(
      [
        steps.find(({ step }) => step.id === 'head')?.median,
        steps.find(({ step }) => step.id === 'head')?.ninety,
      ],
      [60, 1260],
    );
    const rejected = steps.find(({ step }) => step.id === 'office');
    assert.deepEqual([rejected?.rejected, rejected?.sentBack], [1, 0]);
  });

  test('tell what was late by unit and step, and whether the promise was kept', async () => {
    const counted = await read(owner, `service=counted&${march}`);
    // Due on the day of arrival: those of the two weekends were late, and that of 10 March.
    assert.deepEqual(
      counted.overdueSteps.map(({ step, due, late, waiting }) => [step.id, due, late, waiting]),
      [['head', 5, 3, 0]],
    );
    assert.deepEqual(
      counted.overdueUnits.map(({ late, due }) => [late, due]),
      [[3, 5]],
    );
    // 7 hours a day: only the fourth took more than one.
    assert.deepEqual(counted.promised, { kept: 4, broken: 1 });
    assert.equal(counted.minutesADay, 420);
  });

  test('list reasons where the form lets the owner read them, and ratings', async () => {
    const counted = await read(owner, `service=counted&${march}`);
    assert.deepEqual(
      counted.reasons.map(({ reason, outcome, step }) => [reason, outcome, step.id]),
      [['材料不全', 'rejected', 'office']],
    );
    const now = await read(owner, `service=counted&from=${today}&to=${today}`);
    assert.deepEqual(now.ratings.grades, [1, 0, 0, 1, 1]);
    assert.equal(now.ratings.average, 3.3);
    const { id } = await apply(teacher, { service: 'closed-book', data: { reason: '秘密' } });
    await act(dean, id, 'reject', { comment: '因为秘密' });
    await campus.settle();
    const closed = await owner.get<Statistics>('/admin/statistics?service=closed-book');
    assert.equal(ok(closed).totals.rejected, 1);
    assert.ok(!JSON.stringify(closed.body).includes('秘密'), 'without a step owner no words');
  });

  test('are kept up by the worker as things move', async () => {
    const { id } = await apply(teacher, { service: 'closed-book', data: { reason: '在办' } });
    await campus.settle();
    const before = (await read(owner, 'service=closed-book')).totals;
    await act(dean, id, 'sendBack');
    await campus.settle();
    const returned = (await read(owner, 'service=closed-book')).totals;
    assert.deepEqual([returned.running, returned.returned], [before.running - 1, before.returned + 1]);
    assert.equal((await readApplication(teacher, id)).status, 'returned');
  });

  test('are of the services that one looks after, and of no others', async () => {
    const mine = await read(owner, march);
    assert.deepEqual(
      mine.services.map(({ service }) => service.id),
      ['counted'],
    );
    const others = await read(other, march);
    assert.deepEqual([others.totals.submitted, others.services], [0, []]);
    assert.equal((await read(other, `service=counted&${march}`)).totals.submitted, 0);
    assert.equal((await teacher.get('/admin/statistics')).status, 403);
    assert.equal((await owner.get('/admin/statistics?from=2026-03-31&to=2026-03-01')).status, 422);
    assert.equal((await owner.get('/admin/statistics?from=2026-02-30')).status, 422);
  });

  test('go out as a workbook', async () => {
    const answer = await fetch(`${campus.address}/api/v1/admin/statistics/export?service=counted&${march}`, {
      headers: { cookie: owner.cookie },
    });
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-disposition') ?? '', /2026-03-01/);
    assert.equal(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 2)
        .toString(),
      'PK',
    );
  });
});

describe('an export', () => {
  const wish = {
    service: 'listed',
    from: `${today.slice(0, 4)}-01-01`,
    to: `${Number(today.slice(0, 4)) + 1}-01-01`,
    reason: '年度核对',
  };
  let number: string;

  before(async () => {
    await publish(campus, 'listed', {
      fields: [
        { key: 'reason', type: 'text', label: '事由', maxLength: 40 },
        { key: 'idNo', type: 'idcard', label: '证件号', secret: true },
        { key: 'remark', type: 'text', label: '备注', maxLength: 40 },
        { key: 'proof', type: 'attachment', label: '证明/材料', accept: ['pdf'], max: 3, maxMegabytes: 5 },
        {
          key: 'lines',
          type: 'table',
          label: '明细',
          max: 5,
          items: [
            { key: 'what', type: 'text', label: '名称', maxLength: 20 },
            { key: 'price', type: 'money', label: '金额' },
          ],
        },
      ],
      steps: {
        owner: {
          '*': 'hidden',
          reason: 'read',
          idNo: 'read',
          proof: 'read',
          lines: 'read',
          'lines.price': 'hidden',
        },
      },
    });
    const files = [
      await uploaded(teacher, 'listed', 'proof', '甲.pdf'),
      await uploaded(teacher, 'listed', 'proof', '乙.pdf'),
    ];
    const data = {
      reason: '=1+1',
      idNo: '440106199001011235',
      remark: '不给看的备注',
      proof: files,
      lines: [
        { what: '白板', price: 12345 },
        { what: '笔', price: 100 },
      ],
    };
    number = (await apply(teacher, { service: 'listed', data })).number;
    await apply(colleague, { service: 'listed', data: { reason: '二' } });
  });

  const ask = (person: Person, more: object) =>
    person.post<ExportGiven>('/admin/exports', { ...wish, ...more });
  const fetched = async (person: Person, id: string, what: string): Promise<Buffer> => {
    const answer = await fetch(`${campus.address}/api/v1/admin/exports/${id}/${what}`, {
      headers: { cookie: person.cookie },
    });
    assert.equal(answer.status, 200);
    return Buffer.from(await answer.arrayBuffer());
  };

  test('offers the columns that the form shows its owner, and without that step none of the form', async () => {
    const offer = ok(await owner.get<ExportOffer>('/admin/services/listed/columns'));
    assert.equal(offer.form, true);
    assert.deepEqual(
      offer.columns
        .filter(({ key }) => !key.startsWith('@'))
        .map(({ key, masked, files }) => [key, masked, files]),
      [
        ['reason', false, false],
        ['idNo', true, false],
        ['proof', false, true],
        ['lines', false, false],
      ],
    );
    const closed = ok(await owner.get<ExportOffer>('/admin/services/closed-book/columns'));
    assert.equal(closed.form, false);
    assert.ok(closed.columns.every(({ key }) => key.startsWith('@')));
    assert.equal((await other.get('/admin/services/listed/columns')).status, 404);
  });

  test('is refused with columns that are not offered, without a reason, or where nothing fits', async () => {
    for (const [more, code] of [
      [{ columns: ['remark'] }, 'export/column'],
      [{ columns: ['@number', 'nothing'] }, 'export/column'],
      [{ columns: ['@number'], reason: '  ' }, 'task/comment-required'],
      [{ columns: ['@number'], from: '2020-01-01', to: '2020-12-31' }, 'export/nothing'],
      [{ columns: ['@number'], from: '2026-05-01', to: '2026-04-01' }, 'statistics/period'],
      [{ columns: ['reason'], service: 'closed-book' }, 'export/column'],
    ] as const)
      assert.equal(((await ask(owner, more)).body as unknown as Refusal).code, code);
    assert.equal((await ask(other, { columns: ['@number'] })).status, 404);
    assert.equal((await ask(teacher, { columns: ['@number'] })).status, 403);
  });

  test('holds what was chosen: formula-safe, secrets masked, tables in lines, nothing that is hidden', async () => {
    const columns = ['@number', '@applicant', '@status', 'reason', 'idNo', 'proof', 'lines'];
    const { id, applications } = ok(await ask(owner, { columns }), 201);
    assert.equal(applications, 2);
    const rows = await readSheet(await fetched(owner, id, 'list'));
    assert.deepEqual(rows.slice(0, 2), [
      ['流水号', '申请人', '状态', '事由', '证件号', '证明/材料', '明细'],
      [number, '褚云帆', '办理中', "'=1+1", '440***********1235', '甲.pdf、乙.pdf', '名称：白板\n名称：笔'],
    ]);
    assert.ok(!JSON.stringify(rows).includes('不给看'));
  });

  test('packs the files of its columns, named by rule', async () => {
    const { id } = ok(await ask(owner, { columns: ['@number', 'proof'], files: true }), 201);
    const files = unzipSync(await fetched(owner, id, 'files'));
    assert.deepEqual(Object.keys(files), [
      `${number}_褚云帆_证明 材料.pdf`,
      `${number}_褚云帆_证明 材料_2.pdf`,
    ]);
    assert.equal(Buffer.from(Object.values(files)[0] ?? []).toString(), aPdf);
    const without = ok(await ask(owner, { columns: ['@number'] }), 201);
    assert.equal((await owner.get(`/admin/exports/${without.id}/files`)).status, 404);
  });

  test('stays on record with who, what and why; the file is for him alone and for a day', async () => {
    const key = 'a-key-of-the-export';
    const asked = { columns: ['@number', 'idNo'], statuses: ['running'] };
    const send = () => owner.post<ExportGiven>('/admin/exports', { ...wish, ...asked }, { key });
    const { id } = ok(await send(), 201);
    assert.equal(ok(await send(), 201).id, id, 'asked for again by the same key it is the same');
    const { items } = ok(await owner.get<{ items: ExportEntry[] }>('/admin/exports?service=listed'));
    const entry = items.find((each) => each.id === id);
    assert.deepEqual(
      [entry?.person.id, entry?.reason, entry?.applications, entry?.mine, entry?.columns.map(({ zh }) => zh)],
      ['T1130', '年度核对', 2, true, ['流水号', '证件号']],
    );
    assert.equal(items.filter((each) => each.id === id).length, 1);
    assert.equal(
      (await campus.signIn('T1056').then((all) => all.get(`/admin/exports/${id}/list`))).status,
      404,
    );
    assert.equal(ok(await other.get<{ items: unknown[] }>('/admin/exports')).items.length, 0);
    campus.putForward(2);
    assert.equal((await owner.get(`/admin/exports/${id}/list`)).status, 410);
  });
});
