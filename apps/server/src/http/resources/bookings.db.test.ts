/** 预约 over HTTP: one room at one time is one application's, whoever asks, and comes free on every way out. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type {
  FreeResources,
  QueryRows,
  QueryView,
  ResourceBookings,
  ResourcePage,
  ServiceDetail,
} from '@yizhan/contract';
import { headApproves, publish, work } from '../../testing/a-service.ts';
import { type Applied, act, ok, openTask, readApplication, workday } from '../../testing/applications.ts';
import { type Campus, openCampus } from '../../testing/campus.ts';
import type { Answer, Person, Refusal } from '../../testing/client.ts';

let campus: Campus;
let teacher: Person;
let colleague: Person;
let dean: Person;
let administrator: Person;
let student: Person;

const room = { key: 'place', type: 'booking', label: '会议室', kinds: ['meeting-room'], weekly: true };
const classroom = {
  key: 'place',
  type: 'booking',
  label: '教室',
  kinds: ['classroom'],
  buildings: ['三教'],
  by: 'sections',
};
const title = { key: 'about', type: 'text', label: '名称', maxLength: 20 };

before(async () => {
  campus = await openCampus();
  [teacher, colleague, dean, administrator, student] = await campus.signInAll([
    'T1106',
    'T1107',
    'T1100',
    'T1056',
    'S24010101',
  ]);

  await publish(campus, 'book-room', {
    fields: [{ ...room, required: true }, title],
    steps: { head: { place: 'write' } },
    tasks: [headApproves],
  });
  await publish(campus, 'book-class', { fields: [{ ...classroom, required: true }, title] });
  await publish(campus, 'book-early', {
    fields: [room],
    tasks: [work('sure', 'is="confirm"'), headApproves, work('free', 'is="release"')],
  });
});
after(() => campus.close());

interface Wish {
  readonly resource: string;
  readonly start: string;
  readonly end: string;
  readonly until?: string;
}
let used = 4;
/** A day of its own for each test. */
const aDay = () => workday(campus, used++);
const at = (day: string, from: string, until: string, resource = 'admin-201'): Wish => ({
  resource,
  start: `${day}T${from}`,
  end: `${day}T${until}`,
});
const book = (person: Person, place: object, service = 'book-room') =>
  person.post<Applied & Refusal>('/applications', { service, data: { place } });
const booked = async (person: Person, place: object, service = 'book-room'): Promise<string> =>
  ok(await book(person, place, service), 201).id;
const busy = async (day: string, resource = 'admin-201', person = teacher) =>
  ok(await person.get<ResourceBookings>(`/resources/${resource}/bookings?from=${day}&until=${day}`)).items;
const statuses = async (day: string) => (await busy(day)).map(({ status }) => status);
/** Works are done by a worker. */
async function become(day: string, expected: readonly string[]): Promise<void> {
  for (let tries = 0; tries < 100 && String(await statuses(day)) !== String(expected); tries++)
    await pause(50);
  assert.deepEqual(await statuses(day), expected);
}
const refused = (answer: Answer<Applied & Refusal>, code: string): Refusal => {
  assert.equal(answer.body.code, code, JSON.stringify(answer.body));
  return answer.body;
};

describe('one room at one time', () => {
  test('of a hundred simultaneous requests exactly one gets it, the others are told what is free', async () => {
    const day = aDay();
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        book(index % 2 === 0 ? teacher : colleague, at(day, '09:00', index % 3 === 0 ? '10:00' : '11:00')),
      ),
    );
    const won = answers.filter(({ status }) => status === 201);
    assert.equal(won.length, 1);
    for (const answer of answers.filter(({ status }) => status !== 201)) refused(answer, 'booking/taken');
    const [one] = answers.filter(({ status }) => status === 409);
    assert.match(one?.body.detail ?? '', /附近空闲：.*行政楼.*本处 \d\d:00/);
    assert.equal((await busy(day)).length, 1);
    const [count] = await campus.database.query<{ count: number }>({
      text: `select count(*)::int as count from flow.instance where key = 'book-room'`,
    });
    assert.equal(count?.count, 1, 'a refused application leaves nothing behind');
  });

  test('whoever writes past the hall is refused by the database', async () => {
    const day = aDay();
    await booked(teacher, at(day, '09:00', '10:00'));
    const insert = (from: string) =>
      campus.database.query({
        text: `
          insert into hall.booking (id, resource_id, during, status, origin, timetable, held_at)
          values (gen_random_uuid(), 'admin-201', tstzrange($1::timestamptz, $1::timestamptz + interval '1 hour'),
            'confirmed', 'timetable', 'x', now())`,
        values: [from],
      });
    await assert.rejects(insert(`${day}T09:30:00+08:00`), /booking_apart/);
    await insert(`${day}T10:00:00+08:00`);
  });

  test('a commit that fails keeps neither the application nor its hold', async () => {
    const day = aDay();
    await campus.database.query({
      text: `
        create function public.fails() returns trigger language plpgsql as $$
        begin
          if new.key = 'book-room' then raise exception 'the disk is gone'; end if;
          return new;
        end $$`,
    });
    await campus.database.query({
      text: `create constraint trigger fails after insert on flow.instance deferrable initially deferred
        for each row execute function public.fails()`,
    });
    try {
      assert.equal((await book(teacher, at(day, '09:00', '10:00'))).status, 500);
    } finally {
      await campus.database.query({ text: 'drop trigger fails on flow.instance' });
    }
    assert.deepEqual(await busy(day), []);
    await booked(teacher, at(day, '09:00', '10:00'));
  });

  test('one ends where the other begins, and another room is no matter', async () => {
    const day = aDay();
    await booked(teacher, at(day, '09:00', '10:00'));
    await booked(colleague, at(day, '10:00', '11:00'));
    await booked(colleague, at(day, '09:00', '10:00', 'admin-305'));
    refused(await book(colleague, at(day, '09:59', '10:30')), 'booking/taken');
  });
});

describe('a hold', () => {
  test('is confirmed by the flow’s end, and given back on every other way out', async () => {
    const day = aDay();
    const place = at(day, '09:00', '10:00');
    const rejected = await booked(teacher, place);
    assert.deepEqual(await statuses(day), ['held']);
    await act(dean, rejected, 'reject');
    assert.deepEqual(await statuses(day), []);
    const cancelled = await booked(teacher, place);
    ok(await teacher.post(`/applications/${cancelled}/acts`, { act: 'cancel', comment: '不开了' }));
    assert.deepEqual(await statuses(day), []);
    const withdrawn = await booked(teacher, place);
    ok(await teacher.post(`/applications/${withdrawn}/acts`, { act: 'withdraw' }));
    assert.deepEqual(await statuses(day), []);
    const terminated = await booked(teacher, place);
    ok(await administrator.post(`/admin/instances/${terminated}/acts`, { act: 'terminate', reason: '试' }));
    assert.deepEqual(await statuses(day), []);
    // Submitted again it is held again.
    ok(await teacher.post(`/applications/${withdrawn}/acts`, { act: 'submit' }));
    refused(await book(colleague, place), 'booking/taken');
    await act(dean, withdrawn);
    assert.deepEqual(await statuses(day), ['confirmed']);
  });

  test('stays while it is sent back, and moves with the correction or not at all', async () => {
    const day = aDay();
    const id = await booked(teacher, at(day, '09:00', '10:00'));
    await booked(colleague, at(day, '14:00', '15:00'));
    await act(dean, id, 'sendBack');
    assert.deepEqual(await statuses(day), ['held', 'held']);
    const submit = (place: Wish) =>
      teacher.post<Applied & Refusal>(`/applications/${id}/acts`, { act: 'submit', data: { place } });
    refused(await submit(at(day, '14:30', '15:30')), 'booking/taken');
    assert.deepEqual(
      (await busy(day)).map(({ start }) => start.slice(11)),
      ['09:00', '14:00'],
    );
    ok(await submit(at(day, '09:30', '10:30')));
    assert.deepEqual(
      (await busy(day)).map(({ start }) => start.slice(11)),
      ['09:30', '14:00'],
    );
  });

  test('is another room’s where the approver assigns one', async () => {
    const day = aDay();
    const id = await booked(teacher, at(day, '09:00', '10:00'));
    const other = await booked(colleague, at(day, '09:00', '10:00', 'admin-305'));
    const task = await openTask(dean, id);
    const assign = (resource: string) =>
      dean.post<Applied & Refusal>(`/tasks/${task}/acts`, {
        act: 'approve',
        data: { place: at(day, '09:00', '10:00', resource) },
      });
    refused(await assign('admin-305'), 'booking/taken');
    ok(await assign('admin-501'));
    assert.deepEqual(await statuses(day), []);
    assert.equal((await busy(day, 'admin-501'))[0]?.status, 'confirmed');
    const { data } = await readApplication(teacher, id);
    assert.equal((data.place as { label: string }).label, '行政楼 501 党委会议室');
    await act(dean, other, 'reject');
  });

  test('falls back when its time is over; approved late it is had only if it is still free', async () => {
    const day = workday(campus, 20);
    const id = await booked(teacher, at(day, '09:00', '10:00'));
    const late = await booked(teacher, at(day, '14:00', '15:00'));
    campus.putForward(4);
    assert.deepEqual(await statuses(day), []);
    await campus.wiring.hall.releaseExpiredBookings();
    const other = await booked(colleague, at(day, '09:30', '10:30'));
    const task = await openTask(dean, id);
    refused(await dean.post<Applied & Refusal>(`/tasks/${task}/acts`, { act: 'approve' }), 'booking/taken');
    assert.equal((await readApplication(teacher, id)).status, 'running');
    await act(dean, late);
    await act(dean, other);
    assert.deepEqual(await statuses(day), ['confirmed', 'confirmed']);
    used += 4;
  });

  test('is confirmed and given back by works of the flow', async () => {
    const day = aDay();
    const id = await booked(teacher, at(day, '09:00', '10:00'), 'book-early');
    await become(day, ['confirmed']);
    await act(dean, id);
    await become(day, []);
  });

  test('of a weekly use is every week’s or none’s', async () => {
    const day = workday(campus, 5);
    const later = (weeks: number) =>
      new Date(Date.parse(day) + weeks * 604_800_000).toISOString().slice(0, 10);
    const weekly = { ...at(day, '16:00', '17:00', 'exchange-1'), until: later(2) };
    await booked(colleague, at(later(1), '16:30', '17:30', 'exchange-1'));
    refused(await book(teacher, weekly), 'booking/taken');
    assert.deepEqual(await busy(day, 'exchange-1'), []);
    await booked(teacher, { ...weekly, start: `${day}T18:00`, end: `${day}T19:00` });
    for (const week of [0, 1, 2])
      assert.equal((await busy(later(week), 'exchange-1')).filter(({ mine }) => mine).length, 1);
  });
});

describe('rules and sections', () => {
  test('say what cannot be booked, and why', async () => {
    const day = aDay();
    const why = async (place: object, service?: string, person = teacher) =>
      refused(await book(person, place, service), 'booking/outside-rules').detail;
    assert.match(await why(at(day, '06:00', '08:00')), /开放时间 07:00–22:00/);
    assert.match(await why(at(day, '08:00', '17:00')), /单次最长 8 小时/);
    assert.match(await why(at(workday(campus, 60), '08:00', '09:00')), /最多提前 30 天/);
    assert.match(await why(at('2020-01-01', '08:00', '09:00')), /已经过去/);
    assert.match(await why(at(day, '08:00', '09:00'), 'book-room', student), /不对您这类人员开放/);
    refused(await book(teacher, at(day, '08:00', '09:00', '3-101')), 'booking/unknown-resource');
    refused(await book(teacher, at(day, '08:00', '09:00', 'nowhere')), 'booking/unknown-resource');
  });

  test('take the clock from the sections, whatever the browser says', async () => {
    const day = workday(campus, 5);
    const forged = {
      resource: '3-101',
      label: '校长室',
      start: `${day}T00:00`,
      end: `${day}T00:01`,
      sections: [3, 4],
    };
    const id = await booked(teacher, forged, 'book-class');
    const { data } = await readApplication(teacher, id);
    assert.deepEqual(data.place, {
      resource: '3-101',
      label: '三教 101',
      start: `${day}T10:00`,
      end: `${day}T11:40`,
      sections: [3, 4],
      building: '三教',
      campus: '主校区',
      seats: 60,
    });
    const free = async (query: string) =>
      ok(
        await student.get<FreeResources>(
          `/resources/free?kind=classroom&building=三教&day=${day}&${query}&limit=100`,
        ),
      ).items.map(({ id: each }) => each);
    assert.ok(!(await free('sections=4-5')).includes('3-101'));
    assert.ok((await free('sections=1-2')).includes('3-101'));
    assert.ok(
      !(await free('start=11:00&end=12:00')).includes('3-101'),
      'the clock and sections share one calendar',
    );
    assert.deepEqual(await free('sections=1-2&seats=150'), ['3-501']);
    for (const query of [
      'sections=5-3',
      'sections=30',
      'start=11:00',
      'start=11:00&end=10:00',
      'start=99:00&end=99:30',
    ])
      assert.equal((await student.get(`/resources/free?day=${day}&${query}`)).status, 400, query);
  });
});

test('who has a room is told to himself and to those who look after it, and to nobody else', async () => {
  const day = aDay();
  const id = await booked(teacher, at(day, '09:00', '10:00', 'mingli-412'));
  const [own] = await busy(day, 'mingli-412', teacher);
  assert.deepEqual([own?.mine, own?.application], [true, id]);
  const [others] = await busy(day, 'mingli-412', student);
  assert.deepEqual(others, {
    start: `${day}T09:00`,
    end: `${day}T10:00`,
    status: 'held',
    origin: 'application',
    mine: false,
  });
  assert.equal((await busy(day, 'mingli-412', administrator))[0]?.application, id);
  const page = ok(await student.get<ResourcePage>('/resources?kind=meeting-room&q=报告厅'));
  assert.deepEqual(
    page.items.map(({ id: each }) => each),
    ['exchange-1', 'exchange-2'],
  );
  assert.equal(
    (await student.get('/resources/nowhere/bookings?from=2026-12-01&until=2026-12-02')).status,
    404,
  );
  assert.equal(
    (await student.get('/resources/admin-201/bookings?from=2026-12-01&until=2027-12-02')).status,
    400,
  );
  assert.equal(
    (await student.get('/resources/admin-201/bookings?from=2026-02-31&until=2026-03-02')).status,
    400,
  );
});

describe('查询 answers at once, what it is about and to whom it is for', () => {
  const rows = async (person: Person, service: string, query = '') =>
    ok(await person.get<QueryRows>(`/services/${service}/query/rows${query}`));

  before(async () => {
    const insert = (register: string, key: string, row: object, owner: string | null, until: string | null) =>
      campus.database.query({
        text: `
          insert into hall.register_row
            (id, register, key, "row", person, until, application_id, written_at, search)
          values (gen_random_uuid(), $1, $2, $3, $4, $5, gen_random_uuid(), now(), $2)`,
        values: [register, key, row, owner, until],
      });
    const pass = (key: string, owner: string, plate: string, until: string | null = null) =>
      insert(
        'vehicle-passes',
        key,
        { passNo: key, plate, owner, campus: '主校区', movePhone: '199' },
        owner,
        until,
      );
    await pass('P1', 'T1106', '京A00001');
    await pass('P2', 'T1107', '京A00002');
    await pass('P3', 'T1106', '京A00003', '2020-01-01');
    const talk = (key: string, topic: string, eventType: string) =>
      insert('lectures', key, { number: key, topic, unit: 'library', eventType, expected: 40 }, null, null);
    await talk('SECRET-1', '=1+1', '讲座');
    await talk('B-2', '读书与治学', '论坛');
  });

  test('free rooms on a weekday of several weeks are free in all of them, and only of its kinds', async () => {
    const [day, later] = [aDay(), workday(campus, 9)];
    const find = async (query: string) =>
      ok(
        await student.get<FreeResources>(
          `/services/idle-classroom-query/query/free?sections=1-2&limit=100&day=${day}&${query}`,
        ),
      ).items.map(({ id }) => id);
    const before = await find(`also=${later}`);
    const [room = ''] = before.filter((id) => id.startsWith('3-'));
    await booked(teacher, { ...at(later, '08:00', '09:40', room), sections: [1, 2] }, 'book-class');
    assert.deepEqual(
      await find(`also=${later}`),
      before.filter((id) => id !== room),
    );
    assert.ok((await find('')).includes(room));
    assert.deepEqual(await find('kind=meeting-room'), []);
    assert.deepEqual(
      (await find('building=四教')).filter((id) => !id.startsWith('4-')),
      [],
    );
    const view = ok(await student.get<QueryView>('/services/idle-classroom-query/query'));
    assert.deepEqual([view.source, view.kinds, view.terms.length], ['resources', ['classroom'], 3]);
    assert.equal((await student.get('/services/idle-classroom-query/query/rows')).status, 404);
    const bad = `/services/idle-classroom-query/query/free?sections=1-2&day=${day}&also=2026-02-31`;
    assert.equal((await student.get(bad)).status, 400);
  });

  test('of a register about persons everybody finds his own, and only the columns of the query', async () => {
    const own = await rows(teacher, 'own-vehicle-passes-query');
    assert.deepEqual(
      own.items.map(({ values }) => values),
      [{ passNo: 'P1', plate: '京A00001', campus: '主校区' }],
    );
    assert.deepEqual((await rows(student, 'own-vehicle-passes-query')).items, []);
    // Not even who looks after the register.
    assert.deepEqual((await rows(administrator, 'own-vehicle-passes-query')).items, []);
    assert.deepEqual((await rows(teacher, 'own-vehicle-passes-query', '?q=199')).items, []);
    const where = encodeURIComponent('owner=T1107');
    const hidden = await teacher.get(`/services/own-vehicle-passes-query/query/rows?where=${where}`);
    assert.equal(hidden.status, 400);
    const view = ok(await teacher.get<QueryView>('/services/own-vehicle-passes-query/query'));
    assert.equal(view.own, true);
    assert.deepEqual(
      view.filters.map(({ values }) => values),
      [[], ['主校区']],
    );
  });

  test('rows of a register are found by what is shown, filtered and paged; hidden columns cannot be guessed', async () => {
    const topics = async (query: string) =>
      (await rows(student, 'lectures-query', query)).items.map(({ values }) => values.topic);
    assert.deepEqual((await topics('')).sort(), ['=1+1', '读书与治学']);
    assert.deepEqual(await topics('?q=读书'), ['读书与治学']);
    assert.deepEqual(await topics('?q=SECRET'), []);
    assert.deepEqual(await topics(`?where=${encodeURIComponent('eventType=讲座')}`), ['=1+1']);
    const first = await rows(student, 'lectures-query', '?limit=1');
    const second = await rows(student, 'lectures-query', `?limit=1&cursor=${first.next}`);
    assert.notEqual(first.items[0]?.id, second.items[0]?.id);
    assert.equal(second.next, undefined);
    assert.equal(first.names.units.library, '图书馆');
  });

  test('a list of the school is found by words, filtered and paged', async () => {
    const all = await rows(student, 'office-phone-query', '?limit=100');
    const unit = encodeURIComponent(`unit=${all.items[0]?.values.unit}`);
    const ofUnit = await rows(student, 'office-phone-query', `?where=${unit}`);
    assert.ok(ofUnit.items.length > 0 && ofUnit.items.length < all.items.length);
    const first = await rows(student, 'office-phone-query', '?limit=2');
    const next = await rows(student, 'office-phone-query', `?limit=2&cursor=${first.next}`);
    assert.deepEqual(
      [...first.items, ...next.items].map(({ id }) => id),
      all.items.slice(0, 4).map(({ id }) => id),
    );
    assert.equal((await rows(student, 'office-phone-query', '?q=车证')).items.length, 1);
  });

  test('what is found goes out as a workbook, and nobody applies', async () => {
    for (const query of [
      `idle-classroom-query/query/export?sections=1-2&day=${aDay()}`,
      'lectures-query/query/export?q=读书',
      'office-phone-query/query/export',
    ]) {
      const answer = await fetch(`${campus.address}/api/v1/services/${query}`, {
        headers: { cookie: teacher.cookie },
      });
      assert.equal(answer.status, 200, query);
      assert.match(answer.headers.get('content-disposition') ?? '', /\.xlsx/);
      assert.equal(
        Buffer.from(await answer.arrayBuffer())
          .subarray(0, 2)
          .toString(),
        'PK',
      );
    }
    const answer = await teacher.post<Applied & Refusal>('/applications', {
      service: 'lectures-query',
      data: {},
    });
    refused(answer, 'service/query-only');
    const detail = ok(await teacher.get<ServiceDetail>('/services/lectures-query'));
    assert.deepEqual([detail.kind, detail.initiation.self], ['query', false]);
    assert.equal((await teacher.get('/services/meeting-room-booking/query')).status, 404);
    assert.equal((await student.get('/services/meeting-room-booking/query')).status, 403);
  });
});
