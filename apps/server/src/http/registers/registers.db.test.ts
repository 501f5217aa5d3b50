/** Works of flows and what they leave behind: registers, other services' applications, copies. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { inflateRawSync } from 'node:zlib';
import type {
  ApplicationSummary,
  Incident,
  RegisterPage,
  RegisterRowDetail,
  RegisterSummary,
} from '@yizhan/contract';
import { declareRegister, headApproves, publish, work } from '../../testing/a-service.ts';
import { act, apply, ok, readApplication } from '../../testing/applications.ts';
import { type Campus, openCampus } from '../../testing/campus.ts';
import type { Person } from '../../testing/client.ts';

let campus: Campus;
let teacher: Person;
let colleague: Person;
let dean: Person;
let keeper: Person;
let administrator: Person;
before(async () => {
  campus = await openCampus();
  [teacher, colleague, dean, administrator] = await campus.signInAll(['T1106', 'T1107', 'T1100', 'T1056']);
  keeper = await campus.signIn(await somebodyOf('school-office'));
  declareRegister(campus, 'trial');
  const fields = [
    { key: 'plate', type: 'text', label: '车牌', maxLength: 10 },
    { key: 'brand', type: 'text', label: '品牌', maxLength: 40 },
    { key: 'idNo', type: 'text', label: '证件号', maxLength: 20 },
  ];
  const row = '{ plate: plate, person: applicant.id, brand: brand, idNo: idNo, number: application.number }';
  await publish(campus, 'register-car', {
    fields,
    tasks: [headApproves, work('write', `is="register" register="trial" key="plate" row="${row}"`)],
  });
  await publish(campus, 'strike-car', {
    fields,
    tasks: [work('strike', 'is="strike" register="trial" key="plate"')],
  });
});
after(() => campus.close());

async function somebodyOf(unit: string): Promise<string> {
  const [post] = await campus.database.query<{ number: string }>({
    text: `select person.number from identity.post join identity.person on person.id = post.person_id
      where post.unit_id = $1 and person.active order by person.number limit 1`,
    values: [unit],
  });
  assert.ok(post);
  return post.number;
}

/** Works are done by a worker after the act. */
async function until<Answer>(
  ask: () => Promise<Answer>,
  holds: (answer: Answer) => boolean,
): Promise<Answer> {
  for (let tries = 0; tries < 200; tries++) {
    const answer = await ask();
    if (holds(answer)) return answer;
    await pause(50);
  }
  assert.fail('it did not come about within ten seconds');
}

const statusBecomes = (person: Person, id: string, status: string) =>
  until(
    () => readApplication(person, id),
    (application) => application.status === status,
  );

const rows = async (person: Person, query = ''): Promise<RegisterPage> =>
  ok(await person.get<RegisterPage>(`/registers/trial${query}`));

async function registered(person: Person, data: object): Promise<string> {
  const { id } = await apply(person, { service: 'register-car', data: { ...data } });
  await act(dean, id);
  await statusBecomes(person, id, 'approved');
  return id;
}

/** The open incident of an application, as an administrator finds it. */
const incidentOf = async (id: string): Promise<Incident | undefined> =>
  ok(await administrator.get<{ items: Incident[] }>('/admin/incidents?limit=100')).items.find(
    ({ application }) => application?.id === id,
  );

describe('a register', () => {
  test('is written by a work, by its key, and keeps what it was before', async () => {
    const first = await registered(teacher, {
      plate: '粤A12345',
      brand: '=HYPERLINK("x")',
      idNo: '440106199001011234',
    });
    await registered(teacher, { plate: '粤A12345', brand: '比亚迪', idNo: '440106199001011234' });
    const { items, columns, scope } = await rows(keeper);
    assert.equal(scope, 'all');
    assert.equal(columns.find(({ key }) => key === 'idNo')?.secret, true);
    assert.equal(items.length, 1);
    assert.equal(items[0]?.values.brand, '比亚迪');
    assert.equal(items[0]?.values.idNo, '440****1234', 'a secret is masked for those who keep the register');
    const row = ok(await keeper.get<RegisterRowDetail>(`/registers/trial/rows/${items[0]?.id}`));
    assert.deepEqual(
      row.history.map(({ what, values }) => [what, values.brand]),
      [
        ['written', '=HYPERLINK("x")'],
        ['written', '比亚迪'],
      ],
    );
    assert.equal(row.history[0]?.application.id, first);
    assert.match(row.history[0]?.application.number ?? '', /^register-car-/);
  });

  test('shows a person his own rows only, with his own secrets, and others nothing', async () => {
    await registered(colleague, { plate: '粤B00001', brand: '大众', idNo: '440106198001015678' });
    const own = await rows(colleague);
    assert.equal(own.scope, 'own');
    assert.deepEqual(
      own.items.map(({ values }) => [values.plate, values.idNo]),
      [['粤B00001', '440106198001015678']],
    );
    const other = (await rows(keeper)).items.find(({ key }) => key === '粤A12345');
    assert.equal((await colleague.get(`/registers/trial/rows/${other?.id}`)).status, 404);
    const { items } = ok(await dean.get<{ items: RegisterSummary[] }>('/registers'));
    assert.ok(
      !items.some(({ id }) => id === 'trial'),
      'who has no row does not see the register in his list',
    );
    assert.equal((await dean.get('/registers/no-such')).status, 404);
  });

  test('is searched and filtered, and never by what is secret', async () => {
    assert.equal((await rows(keeper, '?q=粤b00')).items.length, 1);
    assert.equal((await rows(keeper, '?q=440106198001015678')).items.length, 0);
    assert.equal((await rows(keeper, '?column=brand&value=大众')).items.length, 1);
    assert.equal((await keeper.get('/registers/trial?column=idNo&value=440106198001015678')).status, 400);
    const one = await rows(keeper, '?limit=1');
    assert.equal(one.items.length, 1);
    assert.equal((await rows(keeper, `?limit=1&cursor=${one.next}`)).items.length, 1);
  });

  test('goes out as a workbook in which nothing is computed (S38)', async () => {
    await registered(teacher, { plate: '粤C00001', brand: '+1+1', idNo: '1' });
    const answer = await fetch(`${campus.address}/api/v1/registers/trial/export`, {
      headers: { cookie: keeper.cookie },
    });
    assert.equal(answer.status, 200);
    const content = Buffer.from(await answer.arrayBuffer());
    assert.equal(content.subarray(0, 2).toString(), 'PK');
    const text = textsIn(content);
    assert.ok(
      text.includes('比亚迪') && text.includes('440****1234') && !text.includes('440106199001011234'),
    );
    assert.ok(text.includes('&apos;+1+1') || text.includes("'+1+1"), 'marked as text');
    assert.ok(!text.includes('<f>'), 'no formula');
  });

  test('strikes a row, and a row that is not there is an incident that can be tried again', async () => {
    const struck = await apply(colleague, { service: 'strike-car', data: { plate: '粤B00001' } });
    await statusBecomes(colleague, struck.id, 'approved');
    assert.equal((await rows(colleague)).items.length, 0);
    assert.equal((await rows(colleague, '?state=struck')).items[0]?.state, 'struck');
    const lost = await apply(colleague, { service: 'strike-car', data: { plate: '粤Z00000' } });
    const incident = await until(
      () => incidentOf(lost.id),
      (found) => found !== undefined,
    );
    assert.match(incident?.message ?? '', /没有“粤Z00000”/);
    assert.equal((await readApplication(colleague, lost.id)).status, 'running');
    await registered(colleague, { plate: '粤Z00000', brand: '补登', idNo: '2' });
    const retry = { incidents: [incident?.id ?? ''], reason: '已补登' };
    ok(await administrator.post('/admin/incidents/retry', retry));
    await statusBecomes(colleague, lost.id, 'approved');
  });
});

describe('other works', () => {
  test('tell people, who may then read the application', async () => {
    await publish(campus, 'told', {
      tasks: [
        work(
          'tell',
          `is="notify" text="&quot;已登记 &quot; + application.number"`,
          `<yizhan:actor is="post" title="系统管理员" unit="it-office"/>`,
        ),
        headApproves,
      ],
    });
    const { id } = await apply(teacher, { service: 'told', data: {} });
    await until(
      async () => (await readApplication(teacher, id)).current.length,
      (open) => open === 1,
    );
  });

  test('start an application of another service, once, with its origin', async () => {
    await publish(campus, 'second', {
      fields: [{ key: 'plate', type: 'text', label: '车牌', required: true, maxLength: 10 }],
    });
    await publish(campus, 'first', {
      fields: [{ key: 'plate', type: 'text', label: '车牌', maxLength: 10 }],
      tasks: [
        work('draft', 'is="start" service="second" data="{ plate: plate }"'),
        work('whole', 'is="start" service="second" data="{ plate: plate }" submit="true"'),
      ],
    });
    const { id } = await apply(teacher, { service: 'first', data: { plate: '粤D1' } });
    await statusBecomes(teacher, id, 'approved');
    const { items } = ok(
      await teacher.get<{ items: ApplicationSummary[] }>('/applications?box=all&limit=100'),
    );
    const started = items.filter(({ service }) => service.id === 'second');
    assert.deepEqual(started.map(({ status }) => status).sort(), ['draft', 'running']);
    const detail = await readApplication(teacher, started[0]?.id ?? '');
    assert.equal(detail.origin?.id, id);
    assert.equal((await readApplication(teacher, id)).started?.length, 2);
    const incomplete = await apply(teacher, { service: 'first', data: {} });
    const incident = await until(
      () => incidentOf(incomplete.id),
      (found) => found !== undefined,
    );
    assert.equal(incident?.element.id, 'whole');
  });

  test('keep records until the personal data centre is there', async () => {
    await publish(campus, 'recorded', {
      tasks: [work('keep', 'is="record" subset="awards" person="applicant.id" row="{ name: reason }"')],
    });
    const { id } = await apply(teacher, { service: 'recorded', data: { reason: '教学成果奖' } });
    await statusBecomes(teacher, id, 'approved');
    const page = ok(await teacher.get<RegisterPage>('/registers/pdc-awards'));
    assert.deepEqual(
      page.items.map(({ values }) => values),
      [{ name: '教学成果奖' }],
    );
    assert.equal(ok(await colleague.get<RegisterPage>('/registers/pdc-awards')).items.length, 0);
  });
});

/** All XML of a workbook, by the directory at the zip's end: its local headers leave the sizes out. */
function textsIn(workbook: Buffer): string {
  const end = workbook.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const texts: string[] = [];
  let at = workbook.readUInt32LE(end + 16);
  while (at < end) {
    const size = workbook.readUInt32LE(at + 20);
    const local = workbook.readUInt32LE(at + 42);
    const begin = local + 30 + workbook.readUInt16LE(local + 26) + workbook.readUInt16LE(local + 28);
    const content = workbook.subarray(begin, begin + size);
    texts.push((workbook.readUInt16LE(at + 10) === 8 ? inflateRawSync(content) : content).toString());
    at += 46 + [28, 30, 32].reduce((sum, field) => sum + workbook.readUInt16LE(at + field), 0);
  }
  return texts.join('\n');
}
