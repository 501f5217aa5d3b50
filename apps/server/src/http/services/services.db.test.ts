import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { PublicGuide, PublicGuides, ServiceDetail, ServiceSummary, Shelves } from '@yizhan/contract';
import type { Static } from 'typebox';
import Schema from 'typebox/schema';
import {
  type Applied,
  aLeave,
  aMeeting,
  aPdf,
  apply,
  type File,
  ok,
  uploaded,
} from '../../testing/applications.ts';
import { type Campus, openCampus } from '../../testing/campus.ts';
import type { Answer, Person, Refusal } from '../../testing/client.ts';

let campus: Campus;
let chu: Person;
let lin: Person;
before(async () => {
  campus = await openCampus();
  [chu, lin] = await campus.signInAll(['T1106', 'S24010101']);
});
after(() => campus.close());

type Summary = Static<typeof ServiceSummary>;
const codeOf = ({ status, body }: Answer<Refusal>): string => `${status} ${body.code}`;
const idsOf = async (person: Person, query = ''): Promise<string[]> =>
  ok(await person.get<{ items: Summary[] }>(`/services${query}`)).items.map((service) => service.id);

describe('services', () => {
  test('are listed in the order of the categories, which say how many there are', async () => {
    const listed = ok(await chu.get<{ items: Summary[] }>('/services')).items;
    const known = ['meeting-room-booking', 'seal-use', 'staff-leave-and-return'];
    assert.deepEqual(
      listed.map(({ id }) => id).filter((id) => known.includes(id)),
      known,
    );
    const { items } = ok(await chu.get<{ items: { id: string; services: number }[] }>('/categories'));
    assert.equal(items.length, 11);
    assert.deepEqual(items[0], {
      id: 'general-office',
      name: { zh: '综合办公', en: 'General Office' },
      services: listed.filter(({ category }) => category === 'general-office').length,
    });
    assert.deepEqual(
      listed.map(({ category }) => category),
      items.flatMap(({ id, services }) => Array.from({ length: services }, () => id)),
    );
  });

  test('are filtered by category and kind', async () => {
    const inCategory = await idsOf(chu, '?category=human-resources');
    assert.ok(inCategory.includes('staff-leave-and-return') && !inCategory.includes('seal-use'));
    const { items } = ok(await chu.get<{ items: Summary[] }>('/services'));
    for (const kind of ['approval', 'booking', 'collection'])
      assert.deepEqual(
        await idsOf(chu, `?kind=${kind}`),
        items.filter((service) => service.kind === kind).map(({ id }) => id),
      );
  });

  const searches = {
    'by a part of the name': ['请(销)假', 'staff-leave-and-return'],
    'by pinyin': ['yongzhang', 'seal-use'],
    'by the initials of its pinyin': ['hyssysq', 'meeting-room-booking'],
    'by a synonym': ['报告厅', 'meeting-room-booking'],
    'by the pinyin of a synonym': ['nianjia', 'staff-leave-and-return'],
    'by the English name, in any case': ['MEETING room', 'meeting-room-booking'],
    'by full-width letters': ['ｌｅａｖｅ', 'staff-leave-and-return'],
    'by several words, all of which must occur': ['会议 预约', 'meeting-room-booking'],
  } as const;
  for (const [how, [query, service]] of Object.entries(searches)) {
    test(`are found ${how}`, async () => {
      const found = await idsOf(chu, `?q=${encodeURIComponent(query)}`);
      assert.ok(found.includes(service), `${found}`);
      assert.ok(found.length < (await idsOf(chu)).length);
    });
  }

  test('are not found by what does not occur, and all are found by blanks', async () => {
    for (const query of ['不存在的', '会议 假', "'; drop table", '%'])
      assert.deepEqual(await idsOf(chu, `?q=${encodeURIComponent(query)}`), [], query);
    assert.deepEqual(await idsOf(chu, '?q=%20'), await idsOf(chu));
  });

  test('show their guide, steps in words, owner with phone, and the form of the applicant', async () => {
    const service = ok(await chu.get<Static<typeof ServiceDetail>>('/services/seal-use'));
    assert.deepEqual(service.owner, { unit: '学校办公室', phone: '8010' });
    assert.deepEqual(
      service.steps.slice(0, 3).map(({ name, who, conditional }) => [name, who, conditional]),
      [
        ['所在单位负责人审批', '所在单位负责人', false],
        ['业务主管部门审核', '业务主管部门负责人', true],
        ['法务审核', '学校办公室法律事务岗', true],
      ],
    );
    assert.equal(
      JSON.stringify(service.form).includes('usedCopies'),
      false,
      'fields of later steps are not shown',
    );
    assert.deepEqual(Object.keys(service.form.steps), ['apply']);
  });

  test('tell programs what they may send, for what a person may send is taken', async () => {
    const schema = ok(await chu.get<Record<string, unknown>>('/services/staff-leave-and-return/schema'));
    const judge = Schema.Compile(schema);
    const leave = aLeave(campus);
    assert.ok(judge.Check(leave.data), JSON.stringify(judge.Errors(leave.data)));
    await apply(chu, leave);
    assert.ok(!judge.Check({ ...leave.data, days: 3 }), 'what is computed');
    assert.ok(!judge.Check({ ...leave.data, leaveType: '不存在' }));
  });

  test('are favourites of a person until they are not', async () => {
    const favourites = async (person: Person) =>
      ok(await person.get<{ items: Summary[] }>('/services')).items.flatMap(({ id, favourite }) =>
        favourite ? [id] : [],
      );
    const [ying] = await campus.signInAll(['T1103']);
    for (let twice = 0; twice < 2; twice++) ok(await chu.put('/services/seal-use/favourite'), 204);
    assert.deepEqual(await favourites(chu), ['seal-use']);
    assert.deepEqual(await favourites(ying), []);
    for (let twice = 0; twice < 2; twice++) ok(await chu.delete('/services/seal-use/favourite'), 204);
    assert.deepEqual(await favourites(chu), []);
    assert.equal(codeOf(await chu.put<Refusal>('/services/nothing/favourite')), '404 service/not-found');
  });
});

describe('applicant.units', () => {
  test('are the own unit and those above: a service of one office is for its people and nobody else', async () => {
    const [cadreOffice] = await campus.signInAll(['T3057']);
    const notFor = async (person: Person) =>
      ok(await person.get<Summary>('/services/division-cadre-leave-data-maintenance')).notForMe?.zh;
    assert.equal(await notFor(cadreOffice), undefined);
    assert.equal(await notFor(chu), '由组织部干部科办理');
  });
});

describe('a student', () => {
  test('sees no service for staff, neither listed nor found nor counted', async () => {
    const listed = await idsOf(lin);
    for (const id of ['meeting-room-booking', 'seal-use', 'staff-leave-and-return'])
      assert.equal(listed.includes(id), false, id);
    assert.deepEqual(await idsOf(lin, '?q=yongzhang'), []);
    const { items } = ok(await lin.get<{ items: { services: number }[] }>('/categories'));
    assert.equal(
      items.reduce((sum, { services }) => sum + services, 0),
      listed.length,
    );
  });

  test('is told whom such a service is for, and cannot begin it', async () => {
    const page = await lin.get<Refusal>('/services/staff-leave-and-return');
    assert.equal(codeOf(page), '403 service/not-for-you');
    assert.equal(page.body.detail, '该事项仅面向教职工办理');
    const inEnglish = await lin.get<Refusal>('/services/staff-leave-and-return', {
      headers: { 'accept-language': 'en' },
    });
    assert.equal(inEnglish.body.detail, 'This service is for staff only');
    for (const draft of [true, false]) {
      const applied = await lin.post<Refusal>('/applications', { ...aLeave(campus), draft });
      assert.equal(codeOf(applied), '403 service/not-for-you');
    }
    const favourite = await lin.put<Refusal>('/services/staff-leave-and-return/favourite');
    assert.equal(codeOf(favourite), '403 service/not-for-you');
  });

  test('finds no colleague of the staff, and is given no field that names one', async () => {
    assert.equal(codeOf(await lin.get<Refusal>('/people?q=chu')), '403 access/forbidden');
  });
});

describe('a new version of a service', () => {
  test('is for new applications, and those under way stay on theirs', async () => {
    const file = await uploaded(chu, 'staff-leave-and-return', 'proof');
    const old = ok(
      await chu.post<Applied>('/applications', { ...aLeave(campus, { proof: [file] }), draft: true }),
      201,
    );
    await publishWithoutProof();
    const versionOf = async (id: string) =>
      ok(await chu.get<{ version: number; form: object; data: object }>(`/applications/${id}`));
    const running = await versionOf(old.id);
    assert.equal(running.version, 1);
    assert.ok(JSON.stringify(running.form).includes('"proof"'));
    assert.ok(JSON.stringify(running.data).includes(file.id));
    const another = { service: 'staff-leave-and-return', field: 'proof', name: 'b.pdf', content: aPdf };
    const without = await chu.upload<Refusal>(another);
    assert.equal(codeOf(without), '422 attachment/unknown-field');
    const stranger = await lin.upload<Refusal>({ ...another, application: old.id });
    assert.equal(codeOf(stranger), '404 application/not-found');
    const more = ok(await chu.upload<File>({ ...another, application: old.id }), 201);
    ok(await chu.patch(`/applications/${old.id}`, { data: { proof: [file, more] }, revision: 1 }));
    ok(await chu.post(`/applications/${old.id}/acts`, { act: 'submit' }));
    const fresh = ok(await chu.post<Applied>('/applications', aLeave(campus)), 201);
    const current = await versionOf(fresh.id);
    assert.equal(current.version, 2);
    assert.equal(JSON.stringify(current.form).includes('"proof"'), false);
  });
});

/** Publishes the leave service with one field less, as `yizhan import` would. */
async function publishWithoutProof(): Promise<void> {
  const { database, hall } = campus.wiring;
  const [row] = await database.query<{
    settings: never;
    form: { sections: { fields: { key: string }[] }[]; steps: object };
    xml: string;
  }>({
    text: `
      select settings, form, xml
      from hall.service_version
      join flow.definition on definition.id = definition_id
      where service_id = 'staff-leave-and-return'`,
  });
  assert.ok(row);
  const text = JSON.stringify(row.form, (key, value) => {
    if (key === 'fields') return (value as { key: string }[]).filter((field) => field.key !== 'proof');
    return key === 'proof' ? undefined : value;
  });
  const folder = { settings: row.settings, form: JSON.parse(text), flow: row.xml, digest: 'another' };
  const published = await hall.publish({
    ...folder,
    program: undefined as never,
    scenarios: [],
    decisions: [],
    files: [],
  });
  assert.deepEqual(published, { version: 2, isNew: true });
}

describe('the shelves of the home page', () => {
  const shelvesOf = async (person: Person): Promise<Shelves> => ok(await person.get<Shelves>('/me/shelves'));

  test('hold what somebody has used lately, the latest first', async () => {
    const su = await campus.signIn('T1108');
    assert.deepEqual((await shelvesOf(su)).recent, []);
    ok(await su.post<Applied>('/applications', { ...aLeave(campus), draft: true }), 201);
    ok(await su.post<Applied>('/applications', { ...aMeeting(campus), draft: true }), 201);
    assert.deepEqual((await shelvesOf(su)).recent, ['meeting-room-booking', 'staff-leave-and-return']);
    assert.deepEqual((await shelvesOf(lin)).recent, []);
  });

  test('tell of what many use only roughly, only where it is many, and only of what is for me', async () => {
    const people = Array.from({ length: 23 }, (_, index) => `X${index}`);
    const copies = (service: string, most: number) => ({
      text: `
        insert into flow.instance (id, definition_id, key, title, status, initiator, applicant, state, data, revision,
          created_at, submitted_at, ended_at, updated_at)
        select gen_random_uuid(), version.definition_id, version.service_id, '', 'withdrawn', person, person,
          '{"tasks": []}', '{}', 1, now(), now(), null, now()
        from hall.service_version as version, unnest($2::text[]) as person
        where version.service_id = $1`,
      values: [service, people.slice(0, most)],
    });
    await campus.database.query(copies('staff-leave-and-return', 23));
    await campus.database.query(copies('meeting-room-booking', 9));
    await campus.database.query(copies('seal-use', 4));
    campus.putForward(1);
    assert.deepEqual((await shelvesOf(chu)).popular, [
      { id: 'staff-leave-and-return', people: 20 },
      { id: 'meeting-room-booking', people: 5 },
    ]);
    assert.ok(!(await shelvesOf(lin)).popular.some(({ id }) => id === 'staff-leave-and-return'));
    await campus.database.query({ text: `delete from flow.instance where initiator like 'X%'` });
  });

  test('show what is new, and nothing on the day that the hall opens', async () => {
    assert.deepEqual((await shelvesOf(chu)).fresh, []);
    const ago = (service: string, days: number) => ({
      text: `update hall.service_version set published_at = now() - $2 * interval '1 day' where service_id = $1`,
      values: [service, days],
    });
    await campus.database.query(ago('staff-leave-and-return', 400));
    await campus.database.query({
      text: `update hall.service_version set published_at = now() - interval '350 days' where service_id not in ('staff-leave-and-return', 'seal-use')`,
    });
    await campus.database.query(ago('seal-use', 3));
    assert.deepEqual((await shelvesOf(chu)).fresh, ['seal-use']);
  });
});

describe('a guide for everybody', () => {
  test('is read without signing in, of services that say so and of no others', async () => {
    const listed = ok(await campus.visitor.get<PublicGuides>('/guides')).items.map(({ id }) => id);
    assert.ok(listed.includes('vehicle-entry-south-campus') && !listed.includes('seal-use'));
    const guide = ok(await campus.visitor.get<PublicGuide>('/guides/vehicle-entry-south-campus'));
    assert.ok(guide.steps.length > 0 && guide.owner.phone !== '');
    const hidden = await campus.visitor.get<Refusal>('/guides/seal-use');
    const unknown = await campus.visitor.get<Refusal>('/guides/nothing');
    assert.deepEqual([codeOf(hidden), codeOf(unknown)], Array(2).fill('404 service/not-found'));
  });
});
