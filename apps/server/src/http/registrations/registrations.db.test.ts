/** 报名 through HTTP: places under five hundred at once, groups, waiting list, lots, kills, and who may do what. */
import assert from 'node:assert/strict';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type {
  OwnRegistration,
  RegistrationActDone,
  RegistrationDetail,
  RegistrationPlaces,
  RegistrationSummary,
  RosterEntry,
} from '@yizhan/contract';
import { headApproves, publish } from '../../testing/a-service.ts';
import { type Applied, act, apply, ok, readApplication } from '../../testing/applications.ts';
import { type Campus, openCampus } from '../../testing/campus.ts';
import type { Person, Refusal } from '../../testing/client.ts';
import { openSlot } from '../../testing/faults/parts.ts';

let campus: Campus;
let owner: Person;
let stranger: Person;
let dean: Person;
let people: readonly Person[];

const fields = [
  { key: 'kind', type: 'radio', label: '组别', required: true, options: ['甲', '乙'].map(option) },
  { key: 'size', type: 'text', label: '尺码', maxLength: 10 },
  { key: 'health', type: 'text', label: '病史', maxLength: 40 },
];
function option(value: string) {
  return { value, label: value };
}
const steps = { owner: { health: 'hidden' } };

/** Whoever submits is in; nobody has to approve. */
const offer = (id: string, registration: object, parts: object = {}, on = campus) =>
  publish(on, id, { settings: { kind: 'registration', registration }, fields, steps, tasks: [], ...parts });

before(async () => {
  campus = await openCampus();
  await campus.database.query({
    text: `
      insert into identity."grant" (person_id, role, unit_id)
      values ('T1104', 'unit-administrator', 'school-office'), ('T1130', 'unit-administrator', 'human-resources')`,
  });
  [owner, stranger, dean] = await campus.signInAll(['T1104', 'T1130', 'T1120']);
  // Of 土木学院, under the dean T1120.
  people = await campus.signInAll(['T3171', 'T3172', 'T3173', 'T3174', 'T3175', 'T3176']);
});
after(() => campus.close());

const register = (person: Person, service: string, kind = '甲') =>
  person.post<Applied & Refusal>('/applications', { service, data: { kind, size: 'L', health: '花粉过敏' } });

const registered = async (person: Person, service: string, kind = '甲'): Promise<string> =>
  ok(await register(person, service, kind), 201).id;

async function own(person: Person, application: string): Promise<OwnRegistration> {
  const { registration } = await readApplication(person, application);
  assert.ok(registration);
  return registration;
}

const myAct = (person: Person, application: string, what: 'confirm' | 'giveUp') =>
  person.post<OwnRegistration & Refusal>(`/applications/${application}/registration`, { act: what });

const doIt = (service: string, body: object, key?: string) =>
  owner.post<RegistrationActDone & Refusal>(`/registrations/${service}/acts`, body, key ? { key } : {});

const roster = async (service: string, query = ''): Promise<RosterEntry[]> =>
  ok(await owner.get<{ items: RosterEntry[] }>(`/registrations/${service}/roster?limit=100${query}`)).items;

const places = async (person: Person, service: string): Promise<RegistrationPlaces['sessions'][number]> => {
  const [session] = ok(await person.get<RegistrationPlaces>(`/services/${service}/places`)).sessions;
  assert.ok(session);
  return session;
};

const refused = (answer: { status: number; body: unknown }, status: number, code: string): Refusal => {
  const body = answer.body as Refusal;
  assert.deepEqual([answer.status, body.code], [status, code], JSON.stringify(body));
  return body;
};

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await isSo())) {
    assert.ok(Date.now() < deadline, 'it did not come to that within a minute');
    await pause(50);
  }
}

const becomes = (person: Person, application: string, state: OwnRegistration['state']) =>
  until(async () => (await own(person, application)).state === state);

const told = async (person: Person): Promise<string[]> =>
  ok(await person.get<{ items: { kind: string }[] }>('/notifications?limit=50'))
    .items.map(({ kind }) => kind)
    .filter((kind) => kind.startsWith('registration-'));

/** So many students more than the campus has, each with a session of his own. */
async function aCrowd(count: number): Promise<readonly { cookie: string; csrf: string }[]> {
  const [someone] = people;
  const name = someone?.cookie.split('=')[0];
  const crowd = Array.from({ length: count }, (_, index) => ({
    id: `C${String(index).padStart(4, '0')}`,
    token: randomBytes(32).toString('base64url'),
  }));
  const ids = crowd.map(({ id }) => id);
  await campus.database.query({
    text: `
      insert into identity.person (id, number, name, kind, unit_id, phone, pinyin, initials)
      select id, id, '考生' || id, 'student', 'college-civil', '', '', '' from unnest($1::text[]) as new (id)`,
    values: [ids],
  });
  await campus.database.query({
    text: `
      insert into identity.session (token_hash, csrf, person_id, created_at, last_seen_at, ip, user_agent)
      select decode(hash, 'hex'), 'csrf', id, now(), now(), '127.0.0.1', 'test'
      from unnest($1::text[], $2::text[]) as new (id, hash)`,
    values: [ids, crowd.map(({ token }) => createHash('sha256').update(token).digest('hex'))],
  });
  return crowd.map(({ token }) => ({ cookie: `${name}=${token}`, csrf: 'csrf' }));
}

describe('places', () => {
  test('of 300, 500 who submit at the same time get exactly 300, and each of them is told which', async () => {
    await offer('race', {
      mode: 'first-come',
      places: 300,
      groups: { by: 'kind', of: { 甲: 180 } },
      waitingList: { places: 150 },
    });
    const crowd = await aCrowd(500);
    const answers = await Promise.all(
      crowd.map(async ({ cookie, csrf }, index) => {
        // A machine that is too busy says so, and is asked again with the same key, as a browser does.
        for (;;) {
          const response = await fetch(`${campus.address}/api/v1/applications`, {
            method: 'POST',
            headers: {
              cookie,
              'x-csrf-token': csrf,
              'content-type': 'application/json',
              'idempotency-key': `race-${index}-key`,
            },
            body: JSON.stringify({ service: 'race', data: { kind: index % 2 === 0 ? '甲' : '乙' } }),
          });
          const body = (await response.json()) as Refusal;
          if (response.status !== 503) return { status: response.status, body };
          await pause(500);
        }
      }),
    );
    const lost = answers.filter(({ status }) => status !== 201);
    assert.deepEqual(
      [...new Set(lost.map(({ status, body }) => `${status} ${body.code}`))],
      ['409 registration/full'],
    );
    const rows = await campus.database.query({
      text: `
        select state, group_key, count(*)::int as count, count(distinct turn)::int as turns
        from hall.registration where service_id = 'race' group by 1, 2 order by 1, 2`,
    });
    const [first, second, ...waiting] = rows as {
      state: string;
      group_key: string;
      count: number;
      turns: number;
    }[];
    assert.equal((first?.count ?? 0) + (second?.count ?? 0), 300);
    assert.ok((second?.group_key === '甲' ? second.count : 0) <= 180, JSON.stringify(rows));
    assert.equal(
      waiting.reduce((sum, { count }) => sum + count, 0),
      150,
    );
    assert.equal(lost.length, 50);
    const seen = await places(owner, 'race');
    assert.deepEqual([seen.placed, seen.waiting, seen.left], [300, 150, 0]);
  });

  test('are counted by group too, are one for each person, and the refusal names the groups that are not full', async () => {
    await offer('groups', { mode: 'first-come', places: 3, groups: { by: 'kind', each: 1, of: { 乙: 2 } } });
    const [first, second, third, fourth] = people;
    assert.ok(first && second && third && fourth);
    const application = await registered(first, 'groups');
    const { detail } = refused(await register(second, 'groups'), 409, 'registration/full');
    assert.match(detail, /“甲”已满，共 1 个名额。还有名额的是：乙（2 个），请改选/);
    await registered(second, 'groups', '乙');
    refused(await register(first, 'groups', '乙'), 409, 'registration/already-in');
    ok(await myAct(first, application, 'giveUp'));
    assert.equal((await own(first, application)).state, 'given-up');
    await registered(third, 'groups');
    await registered(first, 'groups', '乙');
    const seen = await places(fourth, 'groups');
    assert.deepEqual(
      seen.groups.map(({ group, places: number, placed, left }) => [group, number, placed, left]),
      [
        ['乙', 2, 2, 0],
        ['甲', 1, 1, 0],
      ],
    );
  });

  test('come back when the application is rejected, cancelled or withdrawn, and stay while it is sent back', async () => {
    await offer('approved', { mode: 'first-come', places: 1, waitingList: true }, { tasks: [headApproves] });
    const [first, second, third] = people;
    assert.ok(first && second && third);
    const one = await registered(first, 'approved');
    const two = await registered(second, 'approved');
    const three = await registered(third, 'approved');
    assert.deepEqual(
      [await own(first, one), await own(second, two), await own(third, three)].map(({ state, ahead }) => [
        state,
        ahead,
      ]),
      [
        ['placed', undefined],
        ['waiting', 0],
        ['waiting', 1],
      ],
    );
    await act(dean, one, 'sendBack');
    ok(await first.post(`/applications/${one}/acts`, { act: 'submit', data: {} }));
    assert.equal((await own(first, one)).state, 'placed');
    await act(dean, one, 'reject');
    await becomes(second, two, 'placed');
    assert.deepEqual((await own(first, one)).acts, []);
    ok(await myAct(second, two, 'giveUp'));
    assert.equal((await readApplication(second, two)).status, 'cancelled', 'it was under way');
    await becomes(third, three, 'placed');
    assert.deepEqual(await told(third), ['registration-placed']);
    ok(await third.post(`/applications/${three}/acts`, { act: 'withdraw' }));
    assert.equal((await places(third, 'approved')).left, 1);
    ok(await third.post(`/applications/${three}/acts`, { act: 'submit', data: {} }));
    assert.equal((await own(third, three)).state, 'placed');
  });

  test('are taken when a step approves, where the service says so', async () => {
    await offer(
      'chosen',
      { mode: 'first-come', places: 1, at: 'head', where: 'size != "XS"' },
      { tasks: [headApproves] },
    );
    const [first, second] = people;
    assert.ok(first && second);
    const [one, two] = [await registered(first, 'chosen'), await registered(second, 'chosen')];
    assert.equal((await readApplication(first, one)).registration, undefined);
    await act(dean, two);
    assert.equal((await own(second, two)).state, 'placed');
    const tasks = ok(
      await dean.get<{ items: { id: string; application: { id: string } }[] }>('/tasks?limit=100'),
    ).items;
    const task = tasks.find(({ application }) => application.id === one)?.id;
    refused(await dean.post(`/tasks/${task}/acts`, { act: 'approve' }), 409, 'registration/full');
  });
});

describe('the waiting list', () => {
  test('moves up by itself with a deadline to confirm, after which the next one is asked', async () => {
    await offer('confirmed', { mode: 'first-come', places: 1, waitingList: true, confirmWithin: 24 });
    const [first, second, third, fourth] = people;
    assert.ok(first && second && third && fourth);
    const one = await registered(first, 'confirmed');
    const two = await registered(second, 'confirmed');
    const three = await registered(third, 'confirmed');
    refused(await myAct(second, two, 'confirm'), 409, 'registration/not-offered');
    refused(await myAct(second, one, 'giveUp'), 404, 'application/not-found');
    ok(await myAct(first, one, 'giveUp'));
    await becomes(second, two, 'offered');
    const offered = await own(second, two);
    assert.deepEqual(offered.acts, ['confirm', 'giveUp']);
    assert.ok(offered.confirmBy && offered.confirmBy > campus.now());
    assert.equal((await places(fourth, 'confirmed')).left, 0, 'what is offered is not free');
    campus.putForward(1.1);
    refused(await myAct(second, two, 'confirm'), 409, 'registration/too-late');
    await becomes(third, three, 'offered');
    assert.equal((await own(second, two)).state, 'lapsed');
    assert.deepEqual((await told(second)).slice(0, 2), ['registration-lapsed', 'registration-offered']);
    const [once, twice] = await Promise.all([myAct(third, three, 'confirm'), myAct(third, three, 'confirm')]);
    assert.deepEqual([ok(once).state, ok(twice).state], ['placed', 'placed']);
    assert.equal((await own(third, three)).confirmBy, undefined);
  });

  test('goes on when the owner has more places, and nobody overtakes those who wait', async () => {
    await offer('more', { mode: 'first-come', places: 1, groups: { by: 'kind' }, waitingList: true });
    const [first, second, third] = people;
    assert.ok(first && second && third);
    await registered(first, 'more');
    const two = await registered(second, 'more', '乙');
    ok(await doIt('more', { act: 'places', places: 2 }));
    await becomes(second, two, 'placed');
    refused(await doIt('more', { act: 'places', places: 1 }), 409, 'registration/below-placed');
    ok(await doIt('more', { act: 'places', places: 1, below: true }));
    const three = await registered(third, 'more');
    assert.equal((await own(third, three)).state, 'waiting');
    ok(await myAct(second, two, 'giveUp'));
    await pause(1300);
    assert.equal((await own(third, three)).state, 'waiting', 'one place, one person');
    const { events } = ok(await owner.get<RegistrationDetail>('/registrations/more'));
    assert.deepEqual(
      events.map((event) => [event.act, event.places, event.person?.number]),
      [
        ['givenUp', undefined, second.number],
        ['places', 1, 'T1104'],
        ['places', 2, 'T1104'],
      ],
    );
  });
});

describe('a lot', () => {
  const lot = () => ({ mode: 'lot', places: 2, waitingList: true, lot: { on: campus.day(2), at: '10:00' } });

  test('is drawn on its day from a seed whose hash was shown before, in the order that everybody can work out', async () => {
    await offer('lot', lot());
    const applications = await Promise.all(people.map((person) => registered(person, 'lot')));
    const before = await places(stranger, 'lot');
    assert.deepEqual([before.entered, before.placed, before.draw?.seed], [6, 0, undefined]);
    const [first] = people;
    assert.ok(first);
    const entered = await own(first, applications[0] ?? '');
    assert.deepEqual([entered.state, entered.drawsAt], ['entered', before.draw?.at]);
    campus.putForward(3);
    await until(async () => (await places(first, 'lot')).draw?.seed !== undefined);
    const { draw, placed, waiting } = await places(first, 'lot');
    assert.deepEqual([placed, waiting], [2, 4]);
    const seed = draw?.seed ?? '';
    assert.equal(createHash('sha256').update(seed).digest('hex'), before.draw?.commitment);
    const { items } = ok(
      await first.get<{ items: { turn: number; lot: string; mine: boolean }[] }>('/services/lot/draw'),
    );
    const key = (number: string) => createHmac('sha256', seed).update(number).digest('hex');
    assert.deepEqual(
      items.map((item) => item.lot),
      [...items].map((item) => item.lot).sort((one, other) => (key(one) < key(other) ? -1 : 1)),
    );
    assert.equal(items.filter(({ mine }) => mine).length, 1);
    assert.equal(items.find(({ mine }) => mine)?.lot, entered.lot);
    const standings = await Promise.all(
      people.map(async (person, index) => ({ person, ...(await own(person, applications[index] ?? '')) })),
    );
    const turnOf = (number: string | undefined) => items.findIndex((item) => item.lot === number);
    const byTurn = [...standings].sort((one, other) => turnOf(one.lot) - turnOf(other.lot));
    assert.deepEqual(
      byTurn.map(({ state, ahead }) => ahead ?? state),
      ['placed', 'placed', 0, 1, 2, 3],
    );
    const [winner, , next] = byTurn;
    assert.ok(winner && next);
    assert.deepEqual(await told(next.person).then((kinds) => kinds[0]), 'registration-waiting');
    const applicationOf = (person: Person) => applications[people.indexOf(person)] ?? '';
    ok(await myAct(winner.person, applicationOf(winner.person), 'giveUp'));
    await becomes(next.person, applicationOf(next.person), 'placed');
    const late = await registered(stranger, 'lot');
    assert.deepEqual((await own(stranger, late)).ahead, 3, 'behind all of the draw');
    assert.equal(ok(await first.get<{ items: unknown[] }>('/services/lot/draw')).items.length, 6);
  });

  test('is drawn whole or not at all when its worker is killed in the middle, and by the next one once', async () => {
    const still = await openCampus({ workers: false });
    const data = await mkdtemp(path.join(tmpdir(), 'yizhan-lot-'));
    const options = { part: 'workers', port: 0, databaseUrl: still.databaseUrl, data, outside: '' } as const;
    const slot = openSlot(options, path.join(data, 'compiled'));
    try {
      const settings = { ...lot(), lot: { on: '2026-01-01' }, waitingList: false };
      await offer('killed', settings, {}, still);
      const entrants = await still.signInAll(['T3171', 'T3172', 'T3173', 'T3174']);
      const standing = async () => {
        const rows = await still.database.query<{ state: string; drawn: number | null }>({
          text: 'select state, drawn from hall.registration order by drawn, application_id',
        });
        return rows.map(({ state }) => state);
      };
      await still.database.transaction(async (transaction) => {
        // The draw writes its messages last: by now it has its order and places, and waits.
        await transaction.query({ text: 'lock table hall.notification in exclusive mode' });
        for (const person of entrants) await apply(person, { service: 'killed', data: { kind: '甲' } });
        await until(async () => {
          const waiting = await still.database.query({
            text: `
              select 1 from pg_locks
              where not granted and relation = 'hall.notification'::regclass`,
          });
          return waiting.length > 0;
        });
        await until(async () => slot.mayBeKilled());
        await slot.kill();
        assert.deepEqual(await standing(), ['entered', 'entered', 'entered', 'entered']);
        const [row] = await still.database.query<{ drawn_at: string | null }>({
          text: 'select drawn_at from hall.registration_session',
        });
        assert.equal(row?.drawn_at, null);
      });
      await until(async () => !(await standing()).includes('entered'));
      assert.deepEqual(await standing(), ['placed', 'placed', 'lost', 'lost']);
      const [counted] = await still.database.query<{ told: number; draws: number }>({
        text: `
          select
            (select count(*)::int from hall.notification where kind like 'registration-%') as told,
            (select count(*)::int from hall.registration_event where act = 'drawn') as draws`,
      });
      assert.deepEqual(counted, { told: 4, draws: 1 });
    } finally {
      await slot.stop();
      await still.close();
      await rm(data, { recursive: true, force: true });
    }
  });
});

describe('whoever looks after the service', () => {
  test('sees the roster, of the forms what the owner may, and takes it away; another department sees nothing', async () => {
    await offer('listed', {
      mode: 'first-come',
      places: 2,
      groups: { by: 'kind', label: '组别' },
      waitingList: true,
      checkIn: true,
      roster: ['size', 'health'],
    });
    const [first, second, third] = people;
    assert.ok(first && second && third);
    const one = await registered(first, 'listed');
    await registered(second, 'listed', '乙');
    await registered(third, 'listed');
    const detail = ok(await owner.get<RegistrationDetail>('/registrations/listed'));
    assert.deepEqual([detail.placed, detail.waiting, detail.columns.map(({ key }) => key)], [2, 1, ['size']]);
    const items = await roster('listed');
    assert.deepEqual(
      items.map(({ person, state, group, cells }) => [person.number, state, group, cells]),
      [
        ['T3171', 'placed', '甲', ['L']],
        ['T3172', 'placed', '乙', ['L']],
        ['T3173', 'waiting', '甲', ['L']],
      ],
    );
    assert.equal((await roster('listed', '&state=waiting&group=甲')).length, 1);
    assert.equal((await roster('listed', '&q=T3172')).length, 1);
    const page = ok(
      await owner.get<{ items: RosterEntry[]; next?: string }>('/registrations/listed/roster?limit=2'),
    );
    const rest = ok(
      await owner.get<{ items: RosterEntry[] }>(`/registrations/listed/roster?limit=2&cursor=${page.next}`),
    );
    assert.deepEqual([page.items.length, rest.items.length], [2, 1]);
    const summaries = ok(await owner.get<{ items: RegistrationSummary[] }>('/registrations')).items;
    assert.ok(summaries.some(({ service }) => service.id === 'listed'));
    const others = ok(await stranger.get<{ items: RegistrationSummary[] }>('/registrations')).items;
    assert.ok(!others.some(({ service }) => service.id === 'listed'));
    for (const route of ['', '/roster', '/export'])
      refused(await stranger.get(`/registrations/listed${route}`), 404, 'registration/not-found');
    refused(
      await stranger.post('/registrations/listed/acts', { act: 'checkIn', code: one }),
      404,
      'registration/not-found',
    );
    refused(await first.get('/registrations/listed/roster'), 403, 'access/forbidden');
    const file = await fetch(`${campus.address}/api/v1/registrations/listed/export?format=csv`, {
      headers: { cookie: owner.cookie },
    });
    const text = await file.text();
    assert.ok(text.includes('"T3171","濮仲舒"') && text.includes('"候补"') && !text.includes('花粉'), text);
    const workbook = await fetch(`${campus.address}/api/v1/registrations/listed/export`, {
      headers: { cookie: owner.cookie },
    });
    assert.equal(
      Buffer.from(await workbook.arrayBuffer())
        .subarray(0, 2)
        .toString(),
      'PK',
    );
  });

  test('checks people in by code or number once, takes it back, and removes with a reason', async () => {
    const items = await roster('listed');
    const [one, two, three] = items;
    const [first, second, third] = people;
    assert.ok(one && two && three && first && second && third);
    const { code } = await own(first, one.application);
    const key = 'check-in-key-1';
    const done = ok(await doIt('listed', { act: 'checkIn', code: code ?? '' }, key));
    assert.equal(done.person?.number, 'T3171');
    assert.deepEqual(ok(await doIt('listed', { act: 'checkIn', code: code ?? '' }, key)), done);
    refused(await doIt('listed', { act: 'checkIn', code: 'T3172' }, key), 422, 'request/key-reused');
    refused(await doIt('listed', { act: 'checkIn', code: 'T3171' }), 409, 'registration/checked-in');
    const twice = await Promise.all(
      [1, 2].map(() => doIt('listed', { act: 'checkIn', code: two.number ?? '' })),
    );
    assert.deepEqual(twice.map(({ status }) => status).sort(), [200, 409]);
    refused(await doIt('listed', { act: 'checkIn', code: 'T3173' }), 409, 'registration/not-placed');
    refused(await doIt('listed', { act: 'checkIn', code: 'T9999' }), 404, 'registration/unknown-code');
    assert.ok((await own(first, one.application)).checkedInAt);
    refused(await myAct(first, one.application, 'giveUp'), 409, 'registration/no-place');
    assert.equal(ok(await owner.get<RegistrationDetail>('/registrations/listed')).checkedIn, 2);
    ok(await doIt('listed', { act: 'undoCheckIn', application: two.application }));
    const removal = { act: 'remove', applications: [two.application], reason: '不符合参赛条件' };
    ok(await doIt('listed', removal));
    refused(await doIt('listed', removal), 409, 'registration/not-in');
    const removed = await own(second, two.application);
    assert.deepEqual([removed.state, removed.reason], ['removed', '不符合参赛条件']);
    await becomes(third, three.application, 'placed');
    assert.equal((await roster('listed', '&state=checkedIn')).length, 1);
  });
});
