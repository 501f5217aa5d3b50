/** 活动 through HTTP: rosters, opening thousands of drafts, their window, shared quotas, progress, reminders and copies. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type {
  ApplicationSummary,
  CampaignActDone,
  CampaignCase,
  CampaignDetail,
  CampaignServices,
  CampaignSummary,
  OwnCases,
  RosterPreview,
} from '@yizhan/contract';
import { publish } from '../../testing/a-service.ts';
import { act, ok, openTask, readApplication } from '../../testing/applications.ts';
import { type Campus, openCampus } from '../../testing/campus.ts';
import type { Person, Refusal } from '../../testing/client.ts';

let campus: Campus;
let administrator: Person;
let people: readonly Person[];
let dean: Person;

/** Of 土木学院, under the dean T1120. */
const numbers = ['T3171', 'T3172', 'T3173', 'T3174', 'T3175', 'T3176'] as const;

const fields = [
  { key: 'who', type: 'text', label: '姓名', prefill: 'profile:name', lock: true },
  { key: 'dept', type: 'department', label: '单位', prefill: 'profile:unit', lock: true },
  { key: 'inYear', type: 'number', label: '年度', compute: 'parameters.year' },
  { key: 'points', type: 'number', label: '分值', compute: 'parameters.base * 2' },
  { key: 'summary', type: 'text', label: '小结', required: true, maxLength: 100 },
  { key: 'wish', type: 'text', label: '申报等次', maxLength: 10 },
  { key: 'grade', type: 'text', label: '等次', maxLength: 10 },
];
const settings = {
  initiation: 'campaign',
  parameters: {
    percent: { value: 50, label: '优秀比例', unit: '%' },
    base: { value: 10, label: '基准分' },
  },
};

before(async () => {
  campus = await openCampus();
  await campus.database.query({ text: `update identity.person set name = '=1+1' where id = 'T3176'` });
  administrator = await campus.signIn('T1056');
  people = await campus.signInAll(numbers);
  dean = await campus.signIn('T1120');
  const steps = { head: { grade: 'write' } };
  await publish(campus, 'collect', { settings, fields, steps });
  await publish(campus, 'graded', {
    fields,
    steps,
    settings: {
      ...settings,
      quota: [
        {
          per: 'campaign',
          max: 'floor(roster * parameters.percent / 100)',
          where: 'wish = "优秀"',
          message: '申报优秀的名额已满。',
        },
        {
          per: 'campaign',
          within: 'unit',
          at: ['head'],
          max: 'floor(roster * parameters.percent / 100)',
          where: 'grade = "优秀"',
        },
      ],
    },
  });
});
after(() => campus.close());

const aWish = (more: object = {}) => ({
  service: 'collect',
  title: '2026 年信息采集',
  year: 2026,
  opens: campus.day(0),
  closes: campus.day(10),
  roster: { by: 'numbers', numbers: [...numbers] },
  ...more,
});

const prepare = async (more: object = {}): Promise<string> =>
  ok(await administrator.post<{ id: string }>('/campaigns', aWish(more)), 201).id;

const detail = async (id: string): Promise<CampaignDetail> =>
  ok(await administrator.get<CampaignDetail>(`/campaigns/${id}`));

const doIt = (id: string, body: object) =>
  administrator.post<CampaignActDone & Refusal>(`/campaigns/${id}/acts`, body);

async function made(id: string): Promise<CampaignDetail> {
  for (let tries = 0; tries < 200; tries++) {
    const campaign = await detail(id);
    if (campaign.state !== 'opening' && campaign.made === campaign.cases) return campaign;
    await pause(50);
  }
  assert.fail('it was not made within ten seconds');
}

async function opened(more: object = {}): Promise<string> {
  const id = await prepare(more);
  ok(await doIt(id, { act: 'open' }));
  await made(id);
  return id;
}

const cases = async (id: string, query = ''): Promise<CampaignCase[]> =>
  ok(await administrator.get<{ items: CampaignCase[] }>(`/campaigns/${id}/cases?limit=100${query}`)).items;

async function caseFor(id: string, number: string): Promise<string> {
  const found = (await cases(id)).find(({ person }) => person.number === number);
  assert.ok(found, number);
  return found.application;
}

const submit = (person: Person, application: string, data: object = {}) =>
  person.post<{ status: string } & Refusal>(`/applications/${application}/acts`, {
    act: 'submit',
    data: { summary: '已完成', ...data },
  });

const refused = (answer: { status: number; body: unknown }, status: number, code: string): Refusal => {
  const body = answer.body as Refusal;
  assert.deepEqual([answer.status, body.code], [status, code], JSON.stringify(body));
  return body;
};

const preview = (roster: object, service = 'collect') =>
  administrator.post<RosterPreview & Refusal>('/campaigns/roster', { service, roster });

describe('a roster', () => {
  test('is by what the school knows of people: units with those below, kinds, posts, tags', async () => {
    const all = ok(await preview({ by: 'audience', units: ['college-civil'], kinds: ['staff'] }));
    assert.deepEqual(all.units.map(({ id }) => id).sort(), [
      'college-civil',
      'dept-hydraulics',
      'dept-structures',
    ]);
    assert.equal(
      all.count,
      all.units.reduce((sum, { count }) => sum + count, 0),
    );
    assert.ok(all.sample.length <= 20 && all.sample[0]?.person.name !== '');
    const deans = ok(await preview({ by: 'audience', posts: ['院长'] }));
    assert.ok(deans.count >= 4 && deans.count < 20);
    const cadres = ok(
      await preview({ by: 'audience', units: ['college-civil'], tags: ['处级干部'], kinds: ['staff'] }),
    );
    assert.ok(cadres.count > 0 && cadres.count < all.count);
    const women = ok(
      await preview({
        by: 'audience',
        units: ['college-civil'],
        kinds: ['staff'],
        facts: { gender: ['女'], campus: ['主校区'] },
      }),
    );
    assert.ok(women.count > 0 && women.count < all.count);
  });

  test('of numbers is refused as a whole when one is unknown, and names every one of these', async () => {
    const { detail: told } = refused(
      await preview({ by: 'numbers', numbers: ['T3171', 'T9991', ' T3172 ', 'T9992'] }),
      422,
      'campaign/unknown-numbers',
    );
    assert.ok(told.includes('T9991') && told.includes('T9992') && !told.includes('T3171'), told);
    assert.equal(ok(await preview({ by: 'numbers', numbers: ['T3171', 'T3171', ' T3172 '] })).count, 2);
  });

  test('of units asks their heads, and names those without one', async () => {
    const units = ok(await preview({ by: 'units', units: ['college-civil', 'library'] }));
    assert.deepEqual(
      units.sample.map(({ person, unit }) => [person.number, unit]),
      [
        ['T1120', '土木与水利学院'],
        ['T1070', '图书馆'],
      ],
    );
    const { detail: told } = refused(
      await preview({ by: 'units', units: ['college-civil', 'dept-structures'] }),
      422,
      'campaign/no-head',
    );
    assert.match(told, /结构工程系/);
    refused(await preview({ by: 'units', units: ['no-such'] }), 422, 'campaign/unknown-units');
  });

  test('must mean somebody, and the service must be one that campaigns open', async () => {
    refused(
      await administrator.post('/campaigns', aWish({ roster: { by: 'audience', tags: ['没有这个标签'] } })),
      422,
      'campaign/empty',
    );
    refused(await preview({ by: 'units', units: ['library'] }, 'seal-use'), 422, 'campaign/service');
    refused(await administrator.post('/campaigns', aWish({ closes: campus.day(-1) })), 422, 'campaign/days');
    refused(
      await administrator.post('/campaigns', aWish({ parameters: { base: '很多' } })),
      422,
      'campaign/parameter',
    );
    refused(
      await administrator.post('/campaigns', aWish({ parameters: { unknown: 1 } })),
      422,
      'campaign/parameter',
    );
    const { items } = ok(await administrator.get<CampaignServices>('/campaigns/services'));
    assert.ok(
      items.some(({ id, parameters }) => id === 'graded' && parameters.some(({ key }) => key === 'percent')),
    );
    assert.ok(!items.some(({ id }) => id === 'seal-use'));
  });
});

describe('a campaign', () => {
  test('is prepared once for a key, changed and deleted until it opens, and opened once', async () => {
    const key = 'campaign-key-1';
    const one = ok(await administrator.post<{ id: string }>('/campaigns', aWish(), { key }), 201);
    const again = ok(await administrator.post<{ id: string }>('/campaigns', aWish(), { key }), 201);
    assert.equal(one.id, again.id);
    const { id } = one;
    ok(await administrator.patch(`/campaigns/${id}`, aWish({ title: '改过的名称' })), 204);
    assert.equal((await detail(id)).title, '改过的名称');
    refused(await doIt(id, { act: 'open', count: 7 }), 409, 'campaign/roster-changed');
    refused(await doIt(id, { act: 'remind' }), 409, 'campaign/not-running');
    assert.equal(ok(await doIt(id, { act: 'open', count: 6 })).count, 6);
    refused(await doIt(id, { act: 'open' }), 409, 'campaign/not-draft');
    refused(await administrator.patch(`/campaigns/${id}`, aWish()), 409, 'campaign/not-draft');
    refused(await administrator.delete(`/campaigns/${id}`), 409, 'campaign/not-draft');
    await made(id);
    const draft = await prepare();
    ok(await administrator.delete(`/campaigns/${draft}`), 204);
    refused(await administrator.get(`/campaigns/${draft}`), 404, 'campaign/not-found');
    const { items } = ok(
      await administrator.get<{ items: CampaignSummary[] }>('/campaigns?state=running&q=改过'),
    );
    assert.deepEqual(
      items.map(({ title, state, cases: count }) => [title, state, count]),
      [['改过的名称', 'open', 6]],
    );
  });

  test('gives each a draft with what the school knows, under its own parameters, and a message', async () => {
    const id = await opened({ title: '参数试办', parameters: { base: 21 } });
    const [person] = people;
    assert.ok(person);
    const application = await caseFor(id, 'T3171');
    const form = await readApplication(person, application);
    assert.deepEqual(
      [form.status, form.data.who, form.data.dept, form.data.inYear, form.data.points],
      ['draft', '濮仲舒', 'college-civil', 2026, 42],
    );
    assert.equal(form.campaign?.title, '参数试办');
    const { items } = ok(await person.get<OwnCases>('/campaigns/mine'));
    const own = items.find((item) => item.application === application);
    assert.deepEqual([own?.title, own?.closes, own?.days], ['参数试办', campus.day(10), 10]);
    const listed = ok(await person.get<{ items: ApplicationSummary[] }>('/applications?box=draft')).items;
    assert.equal(listed.find((item) => item.id === application)?.campaign?.closes, campus.day(10));
    const told = ok(
      await person.get<{ items: { kind: string; link: string; title: string }[] }>('/notifications?limit=50'),
    ).items.filter(({ link }) => link === `/applications/${application}`);
    assert.deepEqual(
      told.map(({ kind }) => kind),
      ['campaign-opened'],
    );
    assert.match(told[0]?.title ?? '', new RegExp(`${campus.day(10)} 截止`));
    const stranger = people[1];
    assert.ok(stranger);
    refused(await stranger.get(`/applications/${application}`), 404, 'application/not-found');
    ok(await submit(person, application));
    assert.equal((await readApplication(person, application)).data.points, 42, 'frozen with the application');
  });

  test('asks the head of a unit in the name of that unit', async () => {
    const id = await opened({ roster: { by: 'units', units: ['college-civil', 'library'] } });
    const application = await caseFor(id, 'T1120');
    const form = await readApplication(dean, application);
    assert.equal(form.data.dept, 'college-civil');
    const units = (await detail(id)).units.map(({ name, notBegun }) => [name, notBegun]);
    assert.deepEqual(units.sort(), [
      ['图书馆', 1],
      ['土木与水利学院', 1],
    ]);
  });

  test('is the only way into its service, once for each, and nothing of it is dropped', async () => {
    const id = await opened();
    const [person, other] = people;
    assert.ok(person && other);
    refused(
      await person.post('/applications', { service: 'collect', data: { summary: 'x' } }),
      403,
      'service/campaign-only',
    );
    refused(
      await person.post('/applications', { service: 'collect', data: {}, draft: true }),
      403,
      'service/campaign-only',
    );
    const application = await caseFor(id, 'T3171');
    refused(await person.delete(`/applications/${application}`), 409, 'campaign/may-not-drop');
    refused(await submit(other, application), 404, 'application/not-found');
    const [one, two] = await Promise.all([submit(person, application), submit(person, application)]);
    assert.deepEqual([one.status, two.status].sort(), [200, 409]);
    assert.equal((await submit(person, application)).status, 409);
    const cancelled = await person.post(`/applications/${application}/acts`, { act: 'cancel' });
    refused(cancelled, 409, 'campaign/may-not-drop');
    assert.ok(!(await readApplication(person, application)).acts.includes('cancel'));
    ok(await person.post(`/applications/${application}/acts`, { act: 'withdraw' }));
    assert.equal((await cases(id, '&q=T3171'))[0]?.state, 'draft');
    ok(await submit(person, application));
  });

  test('takes submissions in its own window only, and when it was extended', async () => {
    const id = await opened({ opens: campus.day(2), closes: campus.day(3) });
    const [person, other, third] = people;
    assert.ok(person && other && third);
    const application = await caseFor(id, 'T3171');
    assert.equal((await detail(id)).state, 'upcoming');
    refused(await submit(person, application), 409, 'service/not-yet-open');
    campus.putForward(2);
    ok(await submit(person, application));
    ok(await doIt(id, { act: 'close', reason: '提前收齐' }));
    const late = await caseFor(id, 'T3172');
    refused(await submit(other, late), 409, 'service/closed');
    refused(await doIt(id, { act: 'close' }), 409, 'campaign/not-running');
    await act(dean, application, 'sendBack');
    ok(await submit(person, application, { summary: '补充' }));
    refused(await doIt(id, { act: 'extend', closes: campus.day(-1) }), 422, 'campaign/days');
    ok(await doIt(id, { act: 'extend', closes: campus.day(5), reason: '延期' }));
    ok(await submit(other, late));
    campus.putForward(6);
    assert.equal((await detail(id)).state, 'ended');
    refused(await submit(third, await caseFor(id, 'T3173')), 409, 'service/closed');
    const { events } = await detail(id);
    assert.deepEqual(
      events.map((event) => [event.act, event.person?.number, event.reason]),
      [
        ['extended', 'T1056', '延期'],
        ['closed', 'T1056', '提前收齐'],
        ['opened', 'T1056', undefined],
        ['created', 'T1056', undefined],
      ],
    );
  });
});

describe('the quota of a batch', () => {
  test('is shared by all of it without a race, and says how many are left', async () => {
    const id = await opened({ service: 'graded', parameters: { percent: 50 } });
    const applications = await Promise.all(numbers.map((number) => caseFor(id, number)));
    const answers = await Promise.all(
      people.map((person, index) => submit(person, applications[index] ?? '', { wish: '优秀' })),
    );
    assert.equal(answers.filter(({ status }) => status === 200).length, 3, 'half of six');
    const said = answers.filter(({ status }) => status !== 200).map(({ body }) => body);
    for (const { code, detail: words } of said) {
      assert.equal(code, 'service/quota-used-up');
      assert.match(words, /申报优秀的名额已满。（本次活动最多 3，已用 3，还剩 0）/);
    }
    const loser = answers.findIndex(({ status }) => status !== 200);
    const person = people[loser];
    assert.ok(person);
    ok(await submit(person, applications[loser] ?? '', { wish: '合格' }));
  });

  test('is held when the step that decides is approved, for each unit, and not taken twice', async () => {
    const id = await opened({ service: 'graded', parameters: { percent: 50 } });
    const applications = await Promise.all(numbers.slice(0, 4).map((number) => caseFor(id, number)));
    for (const [index, application] of applications.entries()) {
      const person = people[index];
      assert.ok(person);
      ok(await submit(person, application));
    }
    const tasks = await Promise.all(applications.map((application) => openTask(dean, application)));
    const grade = (task: string | undefined, value: string) =>
      dean.post<Refusal>(`/tasks/${task}/acts`, { act: 'approve', data: { grade: value } });
    const answers = await Promise.all(tasks.map((task) => grade(task, '优秀')));
    assert.equal(answers.filter(({ status }) => status === 200).length, 3, 'half of six of one unit');
    const lost = answers.findIndex(({ status }) => status !== 200);
    const body = refused(answers[lost] ?? { status: 0, body: {} }, 409, 'service/quota-used-up');
    assert.match(body.detail, /本次活动每个单位最多 3，已用 3，还剩 0/);
    ok(await grade(tasks[lost], '合格'));
  });
});

describe('opening', () => {
  test('goes on where it was killed, and makes nothing twice', async () => {
    const still = await openCampus({ workers: false });
    try {
      const [owner] = await still.signInAll(['T1056']);
      await publish(still, 'collect', { settings, fields });
      const roster = { by: 'audience', kinds: ['staff', 'student'] };
      const { id } = ok(
        await owner.post<{ id: string }>('/campaigns', {
          ...aWish({ opens: '2026-01-01', closes: '2099-12-31' }),
          roster,
        }),
        201,
      );
      const { count } = ok(await owner.post<CampaignActDone>(`/campaigns/${id}/acts`, { act: 'open' }));
      assert.ok(count > 300);
      const { hall } = still.wiring;
      const killing = Promise.all([
        hall.makeCases().catch(() => undefined),
        pause(30).then(() =>
          still.database.query({
            text: `select pg_terminate_backend(pid) from pg_stat_activity
              where datname = current_database() and pid <> pg_backend_pid()`,
          }),
        ),
      ]).catch(() => undefined);
      await killing;
      while ((await Promise.all([hall.makeCases(), hall.makeCases(), hall.makeCases()])).some(Boolean));
      const [rows] = await still.database.query<Record<string, number>>({
        text: `select
            (select count(*)::int from flow.instance where key = 'collect') as drafts,
            (select count(distinct applicant)::int from flow.instance where key = 'collect') as people,
            (select count(*)::int from hall.notification where kind = 'campaign-opened') as told,
            (select count(*)::int from hall.campaign_case where made_at is not null) as made`,
      });
      assert.deepEqual(rows, { drafts: count, people: count, told: count, made: count });
      assert.equal(ok(await owner.get<CampaignDetail>(`/campaigns/${id}`)).state, 'open');
    } finally {
      await still.close();
    }
  });
});

describe('its progress', () => {
  test('counts by state and unit, is filtered and goes out as files in which nothing is computed (S38)', async () => {
    const id = await opened();
    const [first, second, third] = people;
    assert.ok(first && second && third);
    const of = await Promise.all(numbers.map((number) => caseFor(id, number)));
    ok(await submit(first, of[0] ?? ''));
    await act(dean, of[0] ?? '');
    ok(await submit(second, of[1] ?? ''));
    await act(dean, of[1] ?? '', 'sendBack');
    ok(await submit(third, of[2] ?? ''));
    const { revision } = await readApplication(people[3] ?? first, of[3] ?? '');
    ok(
      await (people[3] ?? first).patch(`/applications/${of[3]}`, { data: { summary: '写了一半' }, revision }),
    );
    const { counts, units } = await detail(id);
    assert.deepEqual(counts, { notBegun: 2, draft: 1, running: 1, returned: 1, done: 1, refused: 0 });
    assert.deepEqual(
      units.map(({ id: unit, notBegun, done }) => [unit, notBegun, done]),
      [['college-civil', 2, 1]],
    );
    assert.equal((await cases(id, '&state=open')).length, 3);
    assert.deepEqual(
      (await cases(id, `&q=${encodeURIComponent('濮仲舒')}`)).map(({ state }) => state),
      ['done'],
    );
    assert.equal((await cases(id, '&unit=library')).length, 0);
    const page = ok(
      await administrator.get<{ items: CampaignCase[]; next?: string }>(`/campaigns/${id}/cases?limit=4`),
    );
    const rest = ok(
      await administrator.get<{ items: CampaignCase[] }>(
        `/campaigns/${id}/cases?limit=4&cursor=${page.next}`,
      ),
    );
    assert.deepEqual([page.items.length, rest.items.length], [4, 2]);
    const file = await fetch(`${campus.address}/api/v1/campaigns/${id}/export?format=csv`, {
      headers: { cookie: administrator.cookie },
    });
    const text = await file.text();
    assert.equal(text.split('\r\n').length, 8);
    assert.ok(text.includes('"T3171","濮仲舒"') && text.includes('"填写中"'), text);
    assert.ok(text.includes(`"'=1+1"`), 'marked as text');
    const workbook = await fetch(`${campus.address}/api/v1/campaigns/${id}/export?state=open`, {
      headers: { cookie: administrator.cookie },
    });
    assert.equal(
      Buffer.from(await workbook.arrayBuffer())
        .subarray(0, 2)
        .toString(),
      'PK',
    );
  });

  test('reminds those who have not submitted, once a day, and by itself before it closes', async () => {
    const id = await opened({ remindDays: [3] });
    const [first] = people;
    assert.ok(first);
    ok(await submit(first, await caseFor(id, 'T3171')));
    assert.deepEqual(ok(await doIt(id, { act: 'remind', cases: [await caseFor(id, 'T3172')] })), {
      count: 1,
      left: 0,
    });
    assert.deepEqual(ok(await doIt(id, { act: 'remind', comment: '请抓紧' })), { count: 4, left: 1 });
    refused(await doIt(id, { act: 'remind' }), 409, 'campaign/nobody-to-remind');
    const late = { act: 'extend', closes: campus.day(10) };
    const key = 'campaign-extend-1';
    const twice = await Promise.all(
      [1, 2].map(() => administrator.post(`/campaigns/${id}/acts`, late, { key })),
    );
    assert.deepEqual(
      twice.map(({ status }) => status),
      [200, 200],
    );
    refused(
      await administrator.post(`/campaigns/${id}/acts`, { ...late, closes: campus.day(11) }, { key }),
      422,
      'request/key-reused',
    );
    assert.equal((await detail(id)).events.filter((event) => event.act === 'extended').length, 1);
    const { hall } = campus.wiring;
    // Nothing goes out at night; the clock of the test may stand there.
    const hour = new Date(Date.parse(campus.now()) + 8 * 3_600_000).getUTCHours();
    campus.putForward((8 + 12 - hour) / 24);
    await hall.remindByThemselves();
    assert.equal((await detail(id)).events.filter((event) => event.act === 'reminded').length, 2);
    campus.putForward(8);
    await Promise.all([hall.remindByThemselves(), hall.remindByThemselves()]);
    await hall.remindByThemselves();
    const reminded = (await detail(id)).events.filter((event) => event.act === 'reminded');
    assert.deepEqual(
      reminded.map(({ count, person }) => [count, person?.number]),
      [
        [5, undefined],
        [4, 'T1056'],
        [1, 'T1056'],
      ],
    );
    const told = await campus.database.query<{ person: string }>({
      text: `select person from hall.notification where kind = 'campaign-reminded' and application_id = any ($1)`,
      values: [(await cases(id)).map(({ application }) => application)],
    });
    assert.equal(told.filter(({ person }) => person === 'T3171').length, 0);
    assert.equal(told.length, 10);
  });

  test('takes somebody in and out later, but nobody twice and nobody who has submitted', async () => {
    const id = await opened();
    const [first] = people;
    assert.ok(first);
    const application = await caseFor(id, 'T3171');
    ok(await submit(first, application));
    const in_ = refused(
      await doIt(id, { act: 'add', numbers: ['T3172', 'T3178'] }),
      409,
      'campaign/already-in',
    );
    assert.match(in_.detail, /T3172/);
    const both = await Promise.all([
      doIt(id, { act: 'add', numbers: ['T3178'], reason: '新进' }),
      doIt(id, { act: 'add', numbers: ['T3178'] }),
    ]);
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409]);
    assert.equal((await made(id)).cases, 7);
    refused(await doIt(id, { act: 'remove', cases: [application] }), 409, 'campaign/submitted');
    const out = await caseFor(id, 'T3178');
    ok(await doIt(id, { act: 'remove', cases: [out], reason: '调走' }));
    const gone = await campus.signIn('T3178');
    refused(await submit(gone, out), 404, 'application/not-found');
    assert.ok(
      !ok(await gone.get<OwnCases>('/campaigns/mine')).items.some((item) => item.application === out),
    );
    ok(await doIt(id, { act: 'add', numbers: ['T3178'] }));
    await made(id);
    ok(await submit(gone, await caseFor(id, 'T3178')));
    const { events } = await detail(id);
    assert.deepEqual(
      events.slice(0, 3).map((event) => [event.act, event.count, event.people?.[0]?.includes('T3178')]),
      [
        ['added', 1, true],
        ['removed', 1, true],
        ['added', 1, true],
      ],
    );
  });

  test('is begun anew for the next year, with the same rule and dates a year later', async () => {
    const id = await opened({ title: '2026 年度考核', remindDays: [7, 1] });
    const copy = ok(await administrator.post<{ id: string }>(`/campaigns/${id}/copy`), 201);
    const [before, next] = [await detail(id), await detail(copy.id)];
    assert.deepEqual(
      [next.title, next.year, next.state, next.cases, next.remindDays],
      ['2027 年度考核', 2027, 'draft', 0, [7, 1]],
    );
    assert.equal(Number(next.closes.slice(0, 4)), Number(before.closes.slice(0, 4)) + 1);
    assert.deepEqual(next.roster, before.roster);
    assert.equal(next.events[0]?.act, 'copied');
  });
});
