/** Those who keep processes running: what they see and what not, and each act, with its right, its reason and its record. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type {
  AdministrationSummary,
  Incident,
  InstanceDetail,
  InstanceSummary,
  Pending,
  TasksOfPerson,
} from '@yizhan/contract';
import { readServiceFolder } from '@yizhan/hall';
import {
  type Applied,
  aLeave,
  apply,
  ok,
  openTask,
  readApplication,
  type Summary,
} from '../../testing/applications.ts';
import { type Campus, openCampus } from '../../testing/campus.ts';
import type { Person, Refusal } from '../../testing/client.ts';

interface Listed<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}
type Results = Listed<{ id: string; done: boolean; code?: string; detail?: string }>;

let campus: Campus;
/** 江晚舟 looks after everything; T1131 after what 人事处 owns; T1130 after what 学校办公室 owns. */
let administrator: Person;
let second: Person;
let ofPersonnel: Person;
let ofOffice: Person;
let teacher: Person;
let head: Person;
let dean: Person;

before(async () => {
  campus = await openCampus();
  await campus.database.query({
    text: `
      insert into identity."grant" (person_id, role, unit_id)
      values ('T1131', 'unit-administrator', 'human-resources'), ('T1130', 'unit-administrator', 'school-office'),
        ('T1132', 'administrator', null)`,
  });
  [administrator, second, ofPersonnel, ofOffice, teacher, head, dean] = await campus.signInAll([
    'T1056',
    'T1132',
    'T1131',
    'T1130',
    'T1106',
    'T1103',
    'T1100',
  ]);
});
after(() => campus.close());

const aRunningLeave = (data = {}): Promise<Applied> => apply(teacher, aLeave(campus, data));
const detail = async (id: string, by = administrator): Promise<InstanceDetail> =>
  ok(await by.get<InstanceDetail>(`/admin/instances/${id}`));
const instances = async (query: string, by = administrator): Promise<readonly InstanceSummary[]> =>
  ok(await by.get<Listed<InstanceSummary>>(`/admin/instances?limit=100${query}`)).items;
const act = (by: Person, id: string, body: object, key?: string) =>
  by.post<Refusal & { id: string; status: string }>(`/admin/instances/${id}/acts`, body, {
    ...(key !== undefined && { key }),
  });
const code = ({ status, body }: { status: number; body: Refusal }) => `${status} ${body.code}`;

describe('administrators see', () => {
  test('how an instance stands, and nothing of its form', async () => {
    const { id, number } = await aRunningLeave({ reason: '家中有要事不便说' });
    const instance = await detail(id);
    assert.equal(instance.number, number);
    assert.deepEqual(
      instance.current.map(({ node, people }) => [node.name, people.map(({ name }) => name)]),
      [['教研室主任审批', ['应泽楷']]],
    );
    assert.equal(instance.tokens.length, 1);
    assert.deepEqual([instance.suspended, instance.incidents, instance.status], [false, 0, 'running']);
    assert.deepEqual(instance.acts, ['suspend', 'terminate', 'jump', 'handOver', 'fireTimer']);
    const text = JSON.stringify(instance);
    assert.doesNotMatch(text, /家中有要事|data"|"form"/);
  });

  test('no title that tells what the form hides from a step, no opinion, and no draft', async () => {
    const { id } = await aRunningLeave();
    ok(await head.post(`/tasks/${await openTask(head, id)}/acts`, { act: 'approve', comment: '注意身体' }));
    const { title, timeline } = await detail(id);
    const applicants = (await readApplication(teacher, id)).title;
    assert.match(applicants, /^请假/);
    assert.ok(title === null || title === applicants);
    assert.doesNotMatch(JSON.stringify(timeline), /注意身体/);
    const draft = ok(
      await teacher.post<Applied>('/applications', { ...aLeave(campus), draft: true }),
      201,
    ).id;
    assert.equal(
      code(await administrator.get<Refusal>(`/admin/instances/${draft}`)),
      '404 application/not-found',
    );
    assert.ok(!(await instances('')).some((instance) => instance.id === draft));
  });

  test('a list by service, status, number, person, standstill, suspension', async () => {
    const { id, number } = await aRunningLeave();
    const has = async (query: string) => (await instances(query)).some((instance) => instance.id === id);
    assert.ok(await has('&service=staff-leave-and-return'));
    assert.ok(!(await has('&service=seal-use')));
    assert.ok(!(await has('&service=nothing')));
    assert.ok(await has('&status=running'));
    assert.ok(!(await has('&status=approved')));
    assert.deepEqual(
      (await instances(`&q=${number}`)).map((instance) => instance.id),
      [id],
    );
    assert.ok(await has(`&q=${encodeURIComponent('褚云帆')}`), 'the applicant');
    assert.ok(await has('&q=T1103'), 'who holds it');
    assert.ok(!(await has('&q=T1001')));
    assert.ok(!(await has('&stuckHours=1')));
    campus.putForward(1);
    assert.ok(await has('&stuckHours=23'));
    campus.putForward(-1);
    assert.ok(!(await has('&suspended=true')));
    assert.ok(await has('&suspended=false'));
    assert.ok(!(await has('&incident=true')));
  });

  test('page by page, each instance once', async () => {
    const all = await instances('');
    const seen: string[] = [];
    let cursor = '';
    do {
      const page: Listed<InstanceSummary> = ok(
        await administrator.get<Listed<InstanceSummary>>(`/admin/instances?limit=2${cursor}`),
      );
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next === undefined ? '' : `&cursor=${page.next}`;
    } while (cursor !== '');
    assert.deepEqual(
      seen,
      all.map(({ id }) => id),
    );
  });
});

describe('a unit administrator', () => {
  test('looks after the services that his unit owns, and to him no other exists', async () => {
    const leave = await aRunningLeave();
    const services = async (by: Person) =>
      ok(await by.get<AdministrationSummary>('/admin/summary')).services.map(({ id }) => id);
    assert.ok((await services(ofPersonnel)).includes('staff-leave-and-return'));
    assert.ok(!(await services(ofPersonnel)).includes('seal-use'));
    assert.ok((await services(administrator)).length > (await services(ofOffice)).length);
    assert.equal((await detail(leave.id, ofPersonnel)).number, leave.number);
    assert.ok((await instances('', ofPersonnel)).every(({ service }) => service.id !== 'seal-use'));
    assert.ok(
      (await instances('', ofOffice)).every(({ service }) => service.id !== 'staff-leave-and-return'),
    );
    assert.deepEqual(await instances('&service=staff-leave-and-return', ofOffice), []);
    const path = `/admin/instances/${leave.id}`;
    assert.equal(code(await ofOffice.get<Refusal>(path)), '404 application/not-found');
    assert.equal(
      code(await ofOffice.get<Refusal>(`${path}/jump-targets?from=${randomUUID()}`)),
      '404 application/not-found',
    );
    assert.equal(
      code(await act(ofOffice, leave.id, { act: 'terminate', reason: '试试' })),
      '404 application/not-found',
    );
    const { body } = await ofOffice.post<Results>('/admin/people/T1103/hand-over', {
      to: 'T1104',
      reason: '调离',
      tasks: [await openTask(head, leave.id)],
    });
    assert.deepEqual(
      body.items.map((item) => item.code),
      ['task/not-found'],
    );
    assert.equal((await detail(leave.id)).status, 'running');
  });
});

describe('an act of an administrator', () => {
  test('needs a reason, and stands in the record with name and reason', async () => {
    const { id } = await aRunningLeave();
    assert.equal(code(await act(administrator, id, { act: 'suspend' })), '400 request/invalid');
    assert.equal(code(await act(administrator, id, { act: 'suspend', reason: '' })), '400 request/invalid');
    assert.equal(
      code(await act(administrator, id, { act: 'suspend', reason: '  ' })),
      '422 task/comment-required',
    );
    ok(await act(administrator, id, { act: 'suspend', reason: '核实材料' }));
    assert.equal((await detail(id)).suspended, true);
    const held = await openTask(head, id);
    assert.equal(
      code(await head.post<Refusal>(`/tasks/${held}/acts`, { act: 'approve' })),
      '409 application/suspended',
    );
    assert.ok((await instances('&suspended=true')).some((instance) => instance.id === id));
    ok(await act(administrator, id, { act: 'resume', reason: '已核实' }));
    ok(await act(administrator, id, { act: 'terminate', reason: '重复提交' }));
    const told = (await readApplication(teacher, id)).timeline
      .filter(({ what }) => what !== 'submitted')
      .map(({ what, person, comment }) => [what, person?.name, comment]);
    assert.deepEqual(told, [
      ['suspended', '江晚舟', '核实材料'],
      ['resumed', '江晚舟', '已核实'],
      ['terminated', '江晚舟', '重复提交'],
    ]);
    assert.deepEqual((await detail(id)).acts, []);
  });

  test('is done once, however often it is sent, and a key is not taken for another act', async () => {
    const { id } = await aRunningLeave();
    const key = randomUUID();
    const body = { act: 'suspend', reason: '核实' };
    ok(await act(administrator, id, body, key));
    ok(await act(administrator, id, body, key));
    assert.equal((await detail(id)).timeline.filter(({ what }) => what === 'suspended').length, 1);
    assert.equal(
      code(await act(administrator, id, { act: 'terminate', reason: '核实' }, key)),
      '422 request/key-reused',
    );
  });

  test('of two at once is done by one, and the other is told', async () => {
    const { id } = await aRunningLeave();
    const answers = await Promise.all(
      [administrator, second].map((by) => act(by, id, { act: 'terminate', reason: '重复' })),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
  });

  test('is not for his own application', async () => {
    const { id } = await apply(ofPersonnel, aLeave(campus));
    assert.deepEqual((await detail(id, ofPersonnel)).acts, []);
    const body = { act: 'terminate', reason: '算了' };
    assert.equal(code(await act(ofPersonnel, id, body)), '403 administration/own-application');
    ok(await act(administrator, id, body));
  });

  test('跳转 is shown before it is done: where to, and what it cancels', async () => {
    const { id } = await aRunningLeave();
    const from = await openTask(head, id);
    const path = `/admin/instances/${id}/jump-targets?from=${from}`;
    const { items } = ok(
      await administrator.get<Listed<{ id: string; name: string; cancels: unknown[] }>>(path),
    );
    const target = items.find(({ name }) => name === '单位负责人审批');
    assert.ok(target, JSON.stringify(items));
    assert.deepEqual(target.cancels, []);
    const jump = (to: string) => act(administrator, id, { act: 'jump', from, to, reason: '教研室主任出差' });
    assert.equal(code(await jump('nowhere')), '422 task/jump-target');
    ok(await jump(target.id));
    assert.equal(code(await jump(target.id)), '409 flow/not-waiting');
    await openTask(dean, id);
    const { timeline } = await readApplication(teacher, id);
    assert.deepEqual(
      timeline.slice(-1).map(({ what, node, to, comment }) => [what, node?.name, to, comment]),
      [['jumped', '教研室主任审批', '单位负责人审批', '教研室主任出差']],
    );
  });
});

describe('交接', () => {
  test('all tasks of one who leaves go to the successor, each with its result, once', async () => {
    const leaves = [await aRunningLeave(), await aRunningLeave()];
    const waiting = ok(await administrator.get<TasksOfPerson>('/admin/people/T1103/tasks'));
    assert.equal(waiting.person.name, '应泽楷');
    const his = waiting.items.filter(({ application }) => leaves.some(({ id }) => id === application.id));
    assert.equal(his.length, 2);
    const tasks = [...his.map(({ id }) => id), randomUUID()];
    const key = randomUUID();
    const give = (more = {}) =>
      administrator.post<Results & Refusal>(
        '/admin/people/T1103/hand-over',
        { to: 'T1104', reason: '调离本校', tasks, ...more },
        { key },
      );
    const { items } = ok(await give());
    assert.deepEqual(
      items.map(({ done, code: why }) => [done, why]),
      [
        [true, undefined],
        [true, undefined],
        [false, 'task/not-found'],
      ],
    );
    assert.deepEqual(ok(await give()).items, items, 'the same key, the same answer');
    assert.deepEqual(
      ok(await give({ reason: '别的' })).items.map(({ code: why }) => why),
      ['request/key-reused', 'request/key-reused', 'task/not-found'],
    );
    const successor = await campus.signIn('T1104');
    for (const { id } of leaves) await openTask(successor, id);
    const { items: left } = ok(await head.get<Listed<Summary>>('/tasks?limit=100'));
    assert.ok(!left.some(({ application }) => leaves.some(({ id }) => id === application.id)));
    const { timeline } = await readApplication(teacher, leaves[0]?.id ?? '');
    const [last] = timeline.slice(-1);
    assert.deepEqual(
      [last?.what, last?.person?.name, last?.comment, last?.people?.map(({ id }) => id)],
      ['handOver', '江晚舟', '调离本校', ['T1103', 'T1104']],
    );
  });

  test('one task goes to another person, who must be in service', async () => {
    const { id } = await aRunningLeave();
    const task = await openTask(head, id);
    const give = (to: string) =>
      act(administrator, id, { act: 'handOver', task, from: 'T1103', to, reason: '出差' });
    for (const to of ['T1103', 'nobody']) assert.equal(code(await give(to)), '422 administration/successor');
    ok(await give('T1104'));
    assert.equal(code(await give('T1104')), '409 flow/not-waiting');
    assert.deepEqual(
      (await detail(id)).current[0]?.people.map(({ id: person }) => person),
      ['T1104'],
    );
  });

  test('the holder is found also when he has left', async () => {
    await campus.database.query({ text: `update identity.person set active = false where id = 'T1104'` });
    const found = ok(await administrator.get<Listed<{ id: string }>>('/admin/people?q=T1104'));
    assert.deepEqual(
      found.items.map(({ id }) => id),
      ['T1104'],
    );
    assert.equal(
      code(await administrator.get<Refusal>('/admin/people/nobody/tasks')),
      '404 administration/person-not-found',
    );
    ok(await administrator.get<TasksOfPerson>('/admin/people/T1104/tasks'));
    await campus.database.query({ text: `update identity.person set active = true where id = 'T1104'` });
  });
});

describe('timers and incidents', () => {
  const night = { service: 'lab-night-access', data: { room: '光电楼 305', reason: '连续测量' } };
  const incidentsOf = async (id: string, by = administrator, state = 'open') =>
    ok(await by.get<Listed<Incident>>(`/admin/incidents?state=${state}`)).items.filter(
      ({ application }) => application?.id === id,
    );
  const retry = (by: Person, incidents: readonly string[], key: string = randomUUID()) =>
    by.post<Results & Refusal>('/admin/incidents/retry', { incidents, reason: '已任命安全员' }, { key });
  const appoint = (person: string) =>
    campus.database.query({
      text: `insert into identity.post values ('school-office', $1, '会务主管', false, 9)`,
      values: [person],
    });
  async function failed(id: string): Promise<Incident> {
    for (let tries = 0; tries < 100; tries++) {
      const [incident] = await incidentsOf(id);
      if (incident !== undefined) return incident;
      await pause(100);
    }
    assert.fail('no incident came');
  }

  before(async () => {
    await campus.database.query({ text: `delete from identity.post where title = '会务主管'` });
    const folder = path.join(import.meta.dirname, '../../testing/services/lab-night-access');
    const read = await readServiceFolder(folder, campus.wiring.hall.site.institution);
    assert.ok('folder' in read, JSON.stringify(read));
    await campus.wiring.hall.publish(read.folder);
  });

  test('an incident is found, mended and tried again: by one of two at once, and once by its key', async () => {
    const { id, number } = await apply(teacher, night);
    const other = await apply(teacher, night);
    const incident = await failed(id);
    const another = await failed(other.id);
    assert.notEqual(another.id, incident.id, 'waits of one name in two instances are two incidents');
    assert.deepEqual(
      [incident.application?.number, incident.element.name, incident.code],
      [number, '公示', 'application/nobody'],
    );
    assert.equal((await detail(id)).openIncidents.length, 1);
    assert.ok((await instances('&incident=true')).some((instance) => instance.id === id));
    assert.deepEqual(await incidentsOf(id, ofPersonnel), []);
    assert.deepEqual(
      ok(await retry(ofPersonnel, [incident.id])).items.map(({ code: why }) => why),
      ['incident/not-found'],
    );
    const { items } = ok(await administrator.get<Listed<Pending>>('/admin/pending?overdue=true&kind=timer'));
    assert.ok(items.some(({ application, node }) => application.id === id && node.name === '公示'));

    await appoint('T1132');
    const key = randomUUID();
    const answers = await Promise.all([
      retry(administrator, [incident.id, another.id], key),
      retry(ofOffice, [incident.id]),
    ]);
    const outcomes = answers.map((answer) => ok(answer).items[0]?.code);
    assert.deepEqual(outcomes.sort(), ['incident/settled', undefined]);
    assert.deepEqual(ok(await retry(administrator, [incident.id, another.id], key)), answers[0]?.body);
    for (let tries = 0; (await detail(id)).current.length === 0; tries++) {
      assert.ok(tries < 100, 'it goes on');
      await pause(100);
    }
    assert.equal((await detail(id)).current[0]?.node.name, '安全员确认');
    assert.deepEqual(await incidentsOf(id), []);
    const [settled] = await incidentsOf(id, administrator, 'resolved');
    assert.ok(settled?.resolved?.by);
    const told = (await detail(id)).timeline.filter(({ what }) => what === 'retried');
    assert.deepEqual(
      told.map(({ node, comment }) => [node?.name, comment]),
      [['公示', '已任命安全员']],
    );
  });

  test('迁移: what runs goes over to a new version, checked first, with a result for each, once', async () => {
    const { id, number } = await apply(teacher, night);
    const stuck = await apply(teacher, night);
    for (let tries = 0; (await detail(id)).current.length === 0; tries++) {
      assert.ok(tries < 100, 'it comes to the safety officer');
      await pause(100);
    }
    ok(await act(administrator, stuck.id, { act: 'terminate', reason: '重复' }));
    const place = '/admin/services/lab-night-access';
    const folder = path.join(import.meta.dirname, '../../testing/services/lab-night-access');
    const read = await readServiceFolder(folder, campus.wiring.hall.site.institution);
    assert.ok('folder' in read);
    const next = read.folder.flow.replace('name="安全员确认"', 'name="安全员核对"');
    const { version: to } = await campus.wiring.hall.publish({ ...read.folder, flow: next, digest: 'next' });
    const from = to - 1;
    const versions = ok(
      await administrator.get<Listed<{ version: number; running: number }>>(`${place}/versions`),
    );
    assert.deepEqual(
      versions.items.map(({ version }) => version),
      [to, from],
    );
    assert.ok((versions.items[1]?.running ?? 0) > 0);
    const check = (by: Person, query = `from=${from}&to=${to}`) =>
      by.get<Refusal & Listed<{ id: string; possible: boolean; steps: unknown[] }>>(
        `${place}/migration?${query}`,
      );
    assert.equal(code(await check(ofPersonnel)), '404 service/not-found');
    assert.equal(code(await check(administrator, `from=${from}&to=99`)), '404 service/no-version');
    const checked = ok(await check(administrator)).items;
    assert.equal(checked.find((row) => row.id === id)?.possible, true);
    assert.ok(!checked.some((row) => row.id === stuck.id), 'what has ended stays');
    const key = randomUUID();
    const migrate = (by: Person, reason = '环节改名') =>
      by.post<Refusal & Results>(`${place}/migrate`, { to, reason, instances: [id, stuck.id] }, { key });
    assert.equal(code(await migrate(ofPersonnel)), '404 service/not-found');
    assert.equal(code(await migrate(administrator, ' ')), '422 task/comment-required');
    const { items } = ok(await migrate(administrator));
    assert.deepEqual(
      items.map(({ done, code: why }) => [done, why]),
      [
        [true, undefined],
        [false, 'application/ended'],
      ],
    );
    assert.equal(ok(await migrate(administrator)).items[0]?.done, true, 'the same key, the same answer');
    const moved = await detail(id);
    assert.deepEqual([moved.number, moved.version], [number, to]);
    assert.deepEqual(
      moved.current.map(({ node }) => node.name),
      ['安全员核对'],
    );
    assert.equal(moved.timeline.filter(({ what }) => what === 'migrated').length, 1);
    await campus.wiring.hall.publish(read.folder);
  });

  test('what is suspended does not fire; a timer is fired before its time, with a reason', async () => {
    const { id } = await apply(teacher, night);
    ok(await act(administrator, id, { act: 'suspend', reason: '核实' }));
    await pause(2500);
    assert.deepEqual(
      (await detail(id)).waits.map(({ node }) => node.name),
      ['公示'],
    );
    assert.deepEqual(await incidentsOf(id), []);
    ok(await act(administrator, id, { act: 'resume', reason: '已核实' }));
    for (let tries = 0; (await detail(id)).current.length === 0; tries++) {
      assert.ok(tries < 100, 'it goes on');
      await pause(100);
    }
    ok(await second.post(`/tasks/${await openTask(second, id)}/acts`, { act: 'approve' }));
    const [quiet] = (await detail(id)).waits;
    assert.equal(quiet?.kind, 'timer');
    const fire = () => act(administrator, id, { act: 'fireTimer', wait: quiet?.id, reason: '无异议' });
    ok(await fire());
    assert.equal(code(await fire()), '409 flow/not-waiting');
    assert.equal((await detail(id)).current[0]?.node.name, '登记备案');
  });
});
