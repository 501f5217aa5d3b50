/** 公示 and 异议: who sees what for how long, and who knows who has objected. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Announcement, AnnouncementDetail, ObjectionRaised, OwnObjection } from '@yizhan/contract';
import { headApproves, publish, work } from '../../testing/a-service.ts';
import {
  act,
  apply,
  type File,
  ok,
  openTask,
  readApplication,
  type Task,
  uploaded,
} from '../../testing/applications.ts';
import { type Campus, openCampus } from '../../testing/campus.ts';
import type { Person, Refusal } from '../../testing/client.ts';
import { everyRow } from '../../testing/every-row.ts';

let campus: Campus;
let applicant: Person;
let head: Person;
let colleague: Person;
let stranger: Person;
before(async () => {
  campus = await openCampus();
  [applicant, head, colleague, stranger] = (await campus.signInAll(['T1106', 'T1100', 'T1107', 'T1131'])) as [
    Person,
    Person,
    Person,
    Person,
  ];
  await publish(campus, 'announce-unit', parts({ audience: 'unit', objections: 'named' }));
  await publish(campus, 'announce-all', {
    ...parts({ audience: 'public', objections: 'anonymous' }),
    messages: ['objection'],
    tasks: [
      work('announce', 'is="publish" announcement="result"'),
      '<bpmn:intermediateCatchEvent id="wait" name="收到异议"><bpmn:messageEventDefinition messageRef="objection" /></bpmn:intermediateCatchEvent>',
      headApproves,
    ],
  });
});
after(() => campus.close());

const parts = (more: object) => ({
  settings: {
    announcements: {
      result: {
        title: { zh: '考核结果公示', en: 'Results' },
        text: '有异议请在公示期内提出。',
        fields: [
          { field: 'who' },
          { field: 'phone', mask: 'part', afterwards: 'removed' },
          { field: 'grade', afterwards: 'removed' },
        ],
        workdays: 3,
        handledAt: ['head'],
        ...more,
      },
    },
  },
  fields: [
    { key: 'who', type: 'text', label: '姓名', prefill: 'profile:name', lock: true },
    { key: 'phone', type: 'phone', label: '电话', secret: true },
    { key: 'grade', type: 'text', label: '等次' },
    { key: 'inner', type: 'text', label: '内部说明' },
  ],
  tasks: [work('announce', 'is="publish" announcement="result"'), headApproves],
});

async function announced(
  service: string,
  grade: string,
): Promise<{ id: string; announcement: Announcement }> {
  const data = { phone: '19900001234', grade, inner: '不公示的话' };
  const { id } = await apply(applicant, { service, data });
  for (let tries = 0; ; tries++) {
    assert.ok(tries < 100, 'it is put up within half a minute');
    const found = (await listed(colleague)).find(
      (each) => each.service.id === service && lineOf(each, '等次') === grade,
    );
    if (found) return { id, announcement: found };
    await pause(200);
  }
}

const listed = async (person: Person, state = 'open'): Promise<Announcement[]> =>
  ok(await person.get<{ items: Announcement[] }>(`/announcements?state=${state}&limit=50`)).items;
const read = async (person: Person, id: string): Promise<AnnouncementDetail> =>
  ok(await person.get<AnnouncementDetail>(`/announcements/${id}`));
const lineOf = ({ content }: Announcement, label: string) =>
  content.find((line) => line.label.zh === label)?.value.zh;
const object = (person: Person, id: string, body: object, key?: string) =>
  person.post<ObjectionRaised & Refusal>(`/announcements/${id}/objections`, body, key ? { key } : {});

describe('an announcement in a unit', () => {
  test('is read there, masked as the service says, and nowhere else', async () => {
    const { announcement } = await announced('announce-unit', '合格甲');
    const detail = await read(colleague, announcement.id);
    assert.equal(lineOf(detail, '姓名'), '褚云帆');
    assert.equal(lineOf(detail, '电话'), '199****34');
    assert.equal(detail.objections, 'named');
    assert.equal(detail.state, 'open');
    assert.ok(!JSON.stringify(detail).includes('不公示的话'));
    assert.ok(!(await listed(stranger)).some(({ id }) => id === announcement.id));
    assert.equal((await stranger.get(`/announcements/${announcement.id}`)).status, 404);
    assert.equal((await object(stranger, announcement.id, { reason: '不服' })).status, 404);
    assert.equal((await campus.visitor.get(`/public/announcements/${announcement.id}`)).status, 404);
    assert.equal((await campus.visitor.get('/announcements')).status, 401);
  });

  test('takes objections by name, which only those see who handle them, and the objector sees the answer', async () => {
    const { id, announcement } = await announced('announce-unit', '合格乙');
    const refused = await object(colleague, announcement.id, { reason: '匿名的', anonymous: true });
    assert.equal(refused.body.code, 'announcement/named-only');
    const field = `objection:${announcement.id}`;
    const file: File = await uploaded(colleague, 'announce-unit', field, '证据.pdf');
    const nobodys = await uploaded(head, 'announce-unit', field, '别人的.pdf');
    assert.equal(
      (await object(colleague, announcement.id, { reason: '等次不对', files: [nobodys.id] })).body.code,
      'attachment/not-found',
    );
    const key = randomUUID();
    const body = { reason: '等次不对，见附件', files: [file.id] };
    const raised = ok(await object(colleague, announcement.id, body, key), 201);
    assert.deepEqual(ok(await object(colleague, announcement.id, body, key), 201), raised);
    assert.equal((await read(colleague, announcement.id)).mine.length, 1);

    // Others who read the announcement, and he whom it is about, see nothing of it.
    assert.deepEqual((await read(applicant, announcement.id)).mine, []);
    assert.ok(!JSON.stringify(await readApplication(applicant, id)).includes('等次不对'));
    assert.equal((await applicant.get(`/attachments/${file.id}`)).status, 404);

    const task = await openTask(head, id);
    const { objections } = ok(await head.get<Task>(`/tasks/${task}`));
    assert.deepEqual(
      objections?.map(({ person, reason, files }) => [person?.name, reason, files[0]?.name]),
      [['白露浓', '等次不对，见附件', '证据.pdf']],
    );
    assert.equal((await head.get(`/attachments/${file.id}`)).status, 200);
    assert.equal((await colleague.get(`/attachments/${file.id}`)).status, 200);
    const answer = { answer: '已核实，等次无误。' };
    assert.equal((await colleague.post(`/tasks/${task}/objections/${raised.id}`, answer)).status, 404);
    assert.equal((await head.post(`/tasks/${task}/objections/${randomUUID()}`, answer)).status, 404);
    ok(await head.post(`/tasks/${task}/objections/${raised.id}`, answer), 204);
    const [mine] = (await read(colleague, announcement.id)).mine;
    assert.equal(mine?.answer?.text, '已核实，等次无误。');

    // Who has handled it sees it no more than the others, once it is done.
    await act(head, id);
    assert.equal(ok(await head.get<Task>(`/tasks/${task}`)).objections, undefined);
    assert.equal((await head.get(`/attachments/${file.id}`)).status, 404);
  });

  test('ends in time: archived, masked for good, and closed to objections', async () => {
    const { announcement } = await announced('announce-unit', '合格丙');
    await campus.database.query({
      text: 'update hall.announcement set ends_at = now() where id = $1',
      values: [announcement.id],
    });
    assert.ok(!(await listed(colleague)).some(({ id }) => id === announcement.id));
    const [archived] = (await listed(colleague, 'archived')).filter(({ id }) => id === announcement.id);
    assert.ok(archived);
    assert.deepEqual(
      archived.content.map(({ value }) => value.zh),
      ['褚*'],
    );
    assert.equal(
      (await object(colleague, announcement.id, { reason: '晚了' })).body.code,
      'announcement/ended',
    );
    await campus.wiring.hall.archiveAnnouncements();
    const rows = await campus.database.query<{ row: string }>({
      text: 'select announcement::text as row from hall.announcement where id = $1',
      values: [announcement.id],
    });
    assert.doesNotMatch(rows[0]?.row ?? '', /褚云帆|合格丙/);
  });
});

describe('an announcement to everybody', () => {
  test('is read without signing in, and an anonymous objection brings the case back, from nobody', async () => {
    const { id, announcement } = await announced('announce-all', '优秀甲');
    const visitor = campus.visitor;
    const open = ok(await visitor.get<{ items: Announcement[] }>('/public/announcements')).items;
    assert.ok(open.some((each) => each.id === announcement.id));
    assert.ok(open.every(({ audience }) => audience === 'public'));
    assert.equal(
      ok(await visitor.get<AnnouncementDetail>(`/public/announcements/${announcement.id}`)).title.zh,
      '考核结果公示',
    );

    const file = await uploaded(stranger, 'announce-all', `objection:${announcement.id}`);
    const withFile = { reason: '不实', anonymous: true, files: [file.id] };
    assert.equal(
      (await object(stranger, announcement.id, withFile)).body.code,
      'announcement/anonymous-files',
    );
    const key = randomUUID();
    const body = { reason: 'canary 材料不实', anonymous: true };
    const { code } = ok(await object(stranger, announcement.id, body, key), 201);
    assert.match(code ?? '', /^[2-9A-Z]{12}$/);
    assert.equal(ok(await object(stranger, announcement.id, body, key), 201).code, code);
    assert.deepEqual((await read(stranger, announcement.id)).mine, []);

    const task = await openTask(head, id);
    const shown = ok(await head.get<Task>(`/tasks/${task}`));
    assert.deepEqual(
      shown.objections?.map(({ person, reason }) => [person, reason]),
      [[undefined, 'canary 材料不实']],
    );
    const objection = shown.objections?.[0]?.id;
    ok(await head.post(`/tasks/${task}/objections/${objection}`, { answer: '已核查。' }), 204);
    const path = `/announcements/${announcement.id}/objections/by-code`;
    const known = ok(await colleague.post<OwnObjection>(path, { code: code?.toLowerCase() }));
    assert.equal(known.answer?.text, '已核查。');
    assert.equal((await stranger.post(path, { code: '222222222222' })).status, 404);

    for (const { table, row } of await everyRow(campus)) {
      const isOfIt = row.includes('canary') || row.includes(`${objection}`);
      assert.ok(!isOfIt || !row.includes('T1131'), `${table} ties it to a person`);
    }
    assert.ok(!campus.log().includes('canary'));
  });
});
