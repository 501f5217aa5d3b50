/** 调查: that somebody has answered is known, what he answered is not; of few people nothing is told. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { OwedSurveys, SurveyDetail, SurveyList, SurveyResults } from '@yizhan/contract';
import type { Static } from 'typebox';
import { publish } from '../../testing/a-service.ts';
import { ok } from '../../testing/applications.ts';
import { type Campus, openCampus } from '../../testing/campus.ts';
import type { Answer, Person, Refusal } from '../../testing/client.ts';
import { everyRow } from '../../testing/every-row.ts';

/** Six of a college, six of its offices, and two of another college, who do not answer. */
const numbers = [...Array.from({ length: 12 }, (_, index) => `T${1100 + index}`), 'T1120', 'T1121'];

let campus: Campus;
let people: readonly Person[];
let owner: Person;
let stranger: Person;
before(async () => {
  campus = await openCampus();
  people = await Promise.all(numbers.map((number) => campus.signIn(number)));
  [owner, stranger] = await campus.signInAll(['T1056', 'S24010101']);
  await publish(campus, 'meals', parts());
});
after(() => campus.close());

const options = (...values: string[]) => values.map((value) => ({ value, label: value }));

const parts = (survey: object = {}) => ({
  settings: {
    kind: 'survey',
    audience: ['staff'],
    eligible: 'applicant.number in parameters.numbers',
    parameters: { numbers: { value: numbers, label: '名单' } },
    window: { ranges: [{ from: campus.day(-1), to: campus.day(5) }] },
    survey: {
      anonymous: true,
      group: { profile: 'unitKind' },
      results: { owner: 'live', asked: 'closed' },
      remind: [3, 1],
      contact: ['phone'],
      ...survey,
    },
  },
  fields: [
    { key: 'often', type: 'radio', label: '频度', required: true, options: options('每天', '每周', '从不') },
    { key: 'grade', type: 'rating', label: '满意度', visible: 'often != "从不"' },
    { key: 'remark', type: 'textarea', label: '建议', maxLength: 100 },
    { key: 'phone', type: 'phone', label: '回访电话' },
  ],
  tasks: [],
});

const answer = (
  person: Person,
  answers: object,
  { service = 'meals', key = randomUUID() as string } = {},
): Promise<Answer<{ answered: true } & Refusal>> =>
  person.post(`/surveys/${service}/answers`, { answers }, { key });

const results = async (person: Person, service = 'meals') =>
  person.get<SurveyResults & Refusal>(`/surveys/${service}/results`);

const codeOf = ({ body }: { readonly body: Refusal }) => body.code;
const canary = (number: string) => `canary of ${number}`;

const keyFiles = () => readdir(path.join(campus.wiring.config.data, 'ballot-keys')).catch((): string[] => []);

describe('a survey', () => {
  test('asks whom it is for, tells them once, and promises what it keeps', async () => {
    await campus.wiring.hall.tendSurveys();
    await campus.wiring.hall.tendSurveys();
    const [first] = people;
    assert.ok(first);
    const { items } = ok(await first.get<OwedSurveys>('/surveys/mine'));
    assert.deepEqual(
      items.map(({ service, days }) => [service.id, days]),
      [['meals', 5]],
    );
    const told = await campus.database.query<{ person: string }>({
      text: `select person from hall.notification where kind = 'survey-opened'`,
    });
    assert.deepEqual(told.map(({ person }) => person).sort(), [...numbers]);
    const shown = ok(await first.get<SurveyDetail>('/surveys/meals'));
    assert.equal(shown.state, 'open');
    assert.equal(shown.least, 5);
    assert.equal(shown.kept?.zh, '单位类型');
    assert.deepEqual(shown.contact, ['phone']);
    assert.equal(codeOf(await stranger.get<Refusal>('/surveys/meals')), 'service/not-for-you');
    assert.equal(codeOf(await answer(stranger, { often: '每天' })), 'service/not-for-you');
  });

  test('is no application, and its answers are judged as any form is', async () => {
    const [first] = people;
    assert.ok(first);
    const applied = await first.post<Refusal>('/applications', { service: 'meals', data: { often: '每天' } });
    assert.equal(codeOf(applied), 'survey/not-an-application');
    const empty = await answer(first, {});
    assert.equal(codeOf(empty), 'survey/invalid');
    assert.deepEqual(
      empty.body.problems?.map(({ path: place }) => place),
      ['often'],
    );
    assert.equal(codeOf(await answer(first, { often: '不在其中' })), 'survey/invalid');
    assert.equal((await answer(first, { often: '每天' }, { service: 'staff-leave-and-return' })).status, 404);
  });

  test('is answered once, and the same request again is no second answer', async () => {
    const [first] = people;
    assert.ok(first);
    const key = randomUUID();
    const mine = { often: '每天', grade: 4, remark: canary('T1100'), phone: '13800001100' };
    const answers = await Promise.all([
      answer(first, mine, { key }),
      answer(first, mine, { key }),
      answer(first, mine, { key }),
    ]);
    // Who has changed his mind in between has still answered what came first.
    ok(await answer(first, { often: '从不' }, { key }));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200],
    );
    assert.equal(codeOf(await answer(first, mine)), 'survey/already-answered');
    const shown = ok(await first.get<SurveyDetail>('/surveys/meals'));
    assert.equal(shown.state, 'answered');
    assert.equal(shown.form, undefined);
    assert.deepEqual(ok(await first.get<OwedSurveys>('/surveys/mine')).items, []);
  });

  test('lets answers out by five of a group, once there are ten of it', async () => {
    const before = ok(await results(owner));
    assert.equal(before.counted, 0);
    assert.equal(before.round.answered, 1);
    for (const person of people.slice(1, 10)) ok(await answer(person, answersOf(person)));
    for (const person of people.slice(10, 12)) ok(await answer(person, answersOf(person)));
    const live = ok(await results(owner));
    assert.equal(live.counted, 0, 'six of the college and six of the offices are not yet twice five');
    assert.equal(live.groups, undefined, 'groups are told of at the end alone');
    assert.equal(live.round.answered, 12);
    assert.deepEqual(live.contacts, []);
    assert.equal(codeOf(await results(people[0] as Person)), 'survey/not-yet');
    assert.equal(codeOf(await results(stranger)), 'access/forbidden');
  });

  test('reminds those who have not answered, and nobody else, once a day', async () => {
    assert.equal(ok(await owner.post<{ reminded: number }>('/surveys/meals/reminders')).reminded, 2);
    assert.equal(ok(await owner.post<{ reminded: number }>('/surveys/meals/reminders')).reminded, 0);
    const reminded = await campus.database.query<{ person: string }>({
      text: `select person from hall.notification where kind = 'survey-reminded' order by person`,
    });
    assert.deepEqual(
      reminded.map(({ person }) => person),
      numbers.slice(12),
    );
    assert.equal((await people[0]?.post('/surveys/meals/reminders'))?.status, 403);
  });

  test('keeps nothing that leads from an answer to a person, in any table, log or key of a request', async () => {
    const rows = await everyRow(campus);
    // What is readable already lies in one table, beside nothing of a person.
    const readable = rows.filter(({ row }) => row.includes('canary of'));
    for (const { table, row } of readable) {
      assert.equal(table, 'hall.survey_answer');
      assert.doesNotMatch(row.replace(/canary of T\d+/, ''), /T1\d\d\d|1380000/);
    }
    const columns = await campus.database.query<{ name: string }>({
      text: `
        select column_name as name
        from information_schema.columns
        where table_schema = 'hall' and table_name = 'survey_answer'
        order by name`,
    });
    assert.deepEqual(
      columns.map(({ name }) => name),
      ['answers', 'group', 'id', 'round_id'],
    );
    // No two tables have a transaction in common that wrote one person and one answer.
    const written = Map.groupBy(
      rows.filter(({ table }) => table === 'hall.survey_answer'),
      ({ xmin }) => xmin,
    );
    for (const papers of written.values()) assert.ok(papers.length >= 5);
    const [order] = await campus.database.query<{ sorted: boolean }>({
      text: `
        select coalesce(bool_and(sorted), true) as sorted
        from (
          select array_agg(id order by ctid) = array_agg(id order by id) as sorted
          from hall.survey_answer
          group by xmin::text
        ) as batch`,
    });
    assert.equal(order?.sorted, true);
    assert.ok(!campus.log().includes('canary of'));
    assert.ok(!rows.some(({ row }) => row.includes('13800001100')), 'ways to reach people are sealed');
    assert.equal((await keyFiles()).length, 2);
    await campus.wiring.hall.sweepBallots();
    assert.equal((await keyFiles()).length, 2, 'what is in use is not swept away');
  });

  test('shows everything at the end, in groups none of which has fewer than five', async () => {
    campus.putForward(4);
    await campus.wiring.hall.tendSurveys();
    const dayBefore = await campus.database.query<{ person: string }>({
      text: `select person from hall.notification where kind = 'survey-reminded'`,
    });
    const isMorning = new Date(Date.parse(campus.now()) + 8 * 3_600_000).getUTCHours() >= 8;
    assert.equal(dayBefore.length, isMorning ? 4 : 2, 'by itself a day before the end');
    campus.putForward(2);
    await campus.wiring.hall.tendSurveys();
    assert.deepEqual(
      (await keyFiles()).map((name) => name.startsWith('survey-contacts-')),
      [true],
    );
    const over = ok(await results(owner));
    assert.equal(over.round.state, 'closed');
    assert.equal(over.counted, 12);
    for (const { count } of over.groups ?? []) assert.ok(count >= 5);
    const [often, grade, remark] = over.questions;
    assert.deepEqual(
      often?.bars.map(({ name, count }) => [name, count]),
      [
        ['每天', 4],
        ['每周', 4],
        ['从不', 4],
      ],
    );
    assert.equal(grade?.answered, 8);
    assert.equal(grade?.mean, 4);
    assert.equal(remark?.texts.length, 12);
    assert.deepEqual(over.contacts, [[{ label: '回访电话', value: '13800001100' }]]);
    const ofAsked = ok(await results(people[13] as Person));
    assert.deepEqual(ofAsked.contacts, []);
    assert.ok(ofAsked.questions.every(({ texts }) => texts.length === 0));
    const told = await campus.database.query<{ link: string }>({
      text: `select link from hall.notification where kind = 'survey-closed' and person = 'T1056'`,
    });
    assert.deepEqual(told, [{ link: '/surveys/meals/results' }]);
    const file = await owner.get<string>('/surveys/meals/results/export');
    assert.equal(file.status, 200);
    assert.equal((await (people[0] as Person).get('/surveys/meals/results/export')).status, 403);
    assert.equal(codeOf(await answer(people[13] as Person, { often: '每天' })), 'survey/closed');
    const { items } = ok(await owner.get<Static<typeof SurveyList>>('/surveys'));
    assert.equal(items.find(({ service }) => service.id === 'meals')?.rounds[0]?.answered, 12);
  });

  test('keeps a group of one out of the rows themselves, for everybody knows who it is', async () => {
    const groups = await campus.database.query<{ group: string; count: number }>({
      text: 'select "group", count(*)::int as count from hall.survey_answer group by "group"',
    });
    for (const { count } of groups) assert.ok(count >= 5);
  });

  test('is watched while it goes on in steps of five, whoever answers', async () => {
    await publish(campus, 'live', parts({ group: { question: 'often' } }));
    const counted: number[] = [];
    for (const person of people) {
      ok(await answer(person, { often: '每天' }, { service: 'live' }));
      counted.push(ok(await results(owner, 'live')).counted);
    }
    assert.deepEqual(counted, [0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 5, 5, 5, 5]);
  });

  test('of four answers tells nothing, ever', async () => {
    await publish(campus, 'few', parts({ group: undefined }));
    await campus.wiring.hall.tendSurveys();
    const days = ok(await (people[0] as Person).get<SurveyDetail>('/surveys/few'));
    assert.equal(days.state, 'open');
    for (const person of people.slice(0, 4)) ok(await answer(person, { often: '每天' }, { service: 'few' }));
    campus.putForward(6);
    await campus.wiring.hall.tendSurveys();
    const over = ok(await results(owner, 'few'));
    assert.deepEqual([over.counted, over.round.answered], [0, 4]);
    assert.ok(over.questions.every(({ shown }) => !shown));
    const left = await campus.database.query({
      text: `
        select 1
        from hall.survey_round
        left join hall.survey_answer on round_id = survey_round.id
        where service_id = 'few' and (sealed is not null or survey_answer.id is not null)`,
    });
    assert.equal(left.length, 0, 'what nobody may read is not kept');
  });
});

function answersOf({ number }: Person): object {
  const often = ['每天', '每周', '从不'][(Number(number.slice(1)) - 1100) % 3];
  return { often, remark: canary(number), ...(often !== '从不' && { grade: 4 }) };
}
