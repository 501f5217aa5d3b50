/** The commands that work on a database, as processes of their own beside a running server. */
import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { ApplicationDetail } from '@yizhan/contract';
import type { Organisation } from '@yizhan/identity';
import { root } from '../config.ts';
import { aLeave, apply, readApplication } from '../testing/applications.ts';
import { type Campus, openCampus, password } from '../testing/campus.ts';
import { type CliResult, type Environment, runCli } from '../testing/run-cli.ts';

let campus: Campus;
let directory: string;
let environment: Environment;
before(async () => {
  campus = await openCampus({ workers: false });
  directory = await mkdtemp(path.join(tmpdir(), 'yizhan-cli-'));
  environment = { DATABASE_URL: campus.databaseUrl, YIZHAN_DATA: directory, YIZHAN_DEMO_PASSWORD: password };
});
after(async () => {
  await campus.close();
  await rm(directory, { recursive: true, force: true });
});

const services = path.join(root, 'site/demo/services');
const leave = path.join(services, 'human-resources/staff-leave-and-return');
const run = (...args: readonly string[]): Promise<CliResult> => runCli(args, environment);

/** A copy of the leave service, changed. */
async function changedLeave(name: string, file: string, from: string, to: string): Promise<string> {
  const folder = path.join(directory, name);
  await cp(leave, folder, { recursive: true });
  const place = path.join(folder, file);
  await writeFile(place, (await readFile(place, 'utf8')).replace(from, to));
  return folder;
}

describe('yizhan export', () => {
  test('gives back the folder as it came in, byte for byte, scenarios and tables too', async () => {
    const folder = await changedLeave('round', 'scenarios/cover-declines-and-another-agrees.json', '', '');
    await writeFile(path.join(folder, 'print.html'), '<h1>{{institution}}</h1>\r\n');
    await writeFile(path.join(folder, 'service.json'), await readFile(path.join(leave, 'service.json')));
    assert.equal((await run('import', folder)).code, 0);
    const out = path.join(directory, 'out');
    const { code, stderr } = await run('export', 'staff-leave-and-return', out);
    assert.deepEqual([code, stderr], [0, '']);
    assert.deepEqual(await contentOf(out), await contentOf(folder));
    assert.match((await run('import', out)).stdout, /没有变化/);
    assert.equal((await run('export', 'staff-leave-and-return', out)).code, 2, 'never into what is there');
    assert.equal((await run('export', 'no-such', path.join(directory, 'none'))).code, 1);
  });
});

describe('yizhan import', () => {
  test('of what is published already is no new version, however often', async () => {
    const { code, stdout, stderr } = await run('import', services);
    assert.deepEqual([code, stderr], [0, '']);
    const lines = stdout.trim().split('\n');
    assert.ok(lines.includes('教职工请(销)假审批：没有变化，仍是第 1 版'));
    assert.deepEqual(
      lines.filter((line) => !line.endsWith('：没有变化，仍是第 1 版')),
      [],
    );
  });

  test('of a faulty folder publishes nothing of what comes with it', async () => {
    const good = await changedLeave('good', 'service.json', '"promisedWorkdays": 2', '"promisedWorkdays": 3');
    const bad = await changedLeave('bad', 'form.json', 'leaveCity = true', 'leaveTown = true');
    const { code, stdout, stderr } = await run('import', good, bad);
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /bad\/form\.json:\d+ .*leaveTown/);
    const again = await run('import', leave);
    assert.match(again.stdout, /仍是第 1 版/);
  });

  test('of a changed folder is version 2 for new applications, seen by the running server at once', async () => {
    const chu = await campus.signIn('T1106');
    const old = await apply(chu, aLeave(campus));
    const changed = await changedLeave('changed', 'form.json', '"label": "事由"', '"label": "请假原因"');
    const first = await run('import', changed);
    assert.deepEqual([first.code, first.stdout], [0, '教职工请(销)假审批：已发布第 2 版\n']);
    const second = await run('import', changed);
    assert.match(second.stdout, /没有变化，仍是第 2 版/);
    const labelOf = ({ form, version }: ApplicationDetail) => [
      version,
      form.sections.flatMap((section) => section.fields).find((field) => field.key === 'reason')?.label,
    ];
    assert.deepEqual(labelOf(await readApplication(chu, old.id)), [1, '事由']);
    const fresh = await apply(chu, aLeave(campus));
    assert.deepEqual(labelOf(await readApplication(chu, fresh.id)), [2, '请假原因']);
    assert.equal(Number(fresh.number.slice(-6)), Number(old.number.slice(-6)) + 1, 'numbers go on');
  });
});

describe('yizhan import --organisation', () => {
  const file = (name: string) => path.join(directory, name);
  const written = async (name: string, change: (organisation: Organisation) => unknown) => {
    const text = await readFile(path.join(root, 'site/demo/org/organisation.json'), 'utf8');
    await writeFile(file(name), JSON.stringify(change(JSON.parse(text) as Organisation)));
    return file(name);
  };

  test('of what is loaded already changes nothing and says so', async () => {
    const { code, stdout, stderr } = await run(
      'import',
      '--organisation',
      await written('same.json', (same) => same),
    );
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, /^单位：新增 0，更改 0\n人员：新增 0，更改 0，停用 0\n/);
  });

  test('counts who is new, changed, and disabled, and who is no longer in the file', async () => {
    const changed = await written('changed.json', ({ persons, ...rest }) => ({
      ...rest,
      persons: persons
        .filter(({ id }) => id !== 'S26030121')
        .map((person) => (person.id === 'S26020105' ? { ...person, active: false } : person))
        .concat([
          { id: 'T9001', number: 'T9001', name: '新来人', kind: 'staff', unitId: 'library', phone: '' },
        ]),
      relations: [],
    }));
    const { code, stdout } = await run('import', '--organisation', changed);
    assert.equal(code, 0);
    assert.match(stdout, /^人员：新增 1，更改 1，停用 1（S26020105）$/m);
    assert.match(stdout, /^关系：新增 0，更改 0，去掉 \d+$/m);
    assert.match(stdout, /^文件里没有、原样保留的人员 1（S26030121）$/m);
    const back = await run('import', '--organisation', file('same.json'));
    assert.match(back.stdout, /^人员：新增 0，更改 1，停用 0$/m);
    assert.match(back.stdout, /^文件里没有、原样保留的人员 1（T9001）$/m);
  });

  test('refuses a broken file with everything that is wrong, and loads nothing of it', async () => {
    const broken = await written('broken.json', ({ persons, ...rest }) => ({
      ...rest,
      persons: persons.map((person) =>
        person.id === 'T1106' ? { ...person, name: '换了名', unitId: 'nowhere' } : person,
      ),
      groups: [{ id: 'x', name: 'x', unitId: 'gone', phone: '', members: ['T1106'] }],
    }));
    const { code, stdout, stderr } = await run('import', '--organisation', broken);
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /broken\.json \[persons\[\d+\]\.unitId\]: 没有单位 nowhere/);
    assert.match(stderr, /broken\.json \[groups\[0\]\.unitId\]: 没有单位 gone/);
    assert.match(stderr, /2 个问题，什么也没有装入/);
    const taken = await written('taken.json', ({ persons, ...rest }) => ({
      ...rest,
      persons: persons.map((person) => (person.id === 'T1106' ? { ...person, number: 'T9001' } : person)),
    }));
    assert.match((await run('import', '--organisation', taken)).stderr, /编号 T9001（T1106）已经是 T9001 的/);
    const people = await run('demo', '--accounts');
    assert.equal(people.stdout.includes('换了名'), false);
  });

  test('is told what it wants', async () => {
    assert.equal((await run('import')).code, 2);
    assert.equal((await run('import', services, '--organisation', file('same.json'))).code, 2);
    assert.equal((await run('import', '--organisation', file('nowhere.json'))).code, 2);
  });
});

describe('yizhan import, against the organisation', () => {
  test('publishes nothing that names whom the school has not', async () => {
    const folder = await changedLeave('stray', 'flow.bpmn', 'group="payroll-section"', 'group="payroll"');
    const { code, stderr } = await run('import', folder);
    assert.equal(code, 1);
    assert.match(stderr, /stray\/flow\.bpmn:\d+ \[\w+\]: 没有组“payroll”/);
  });
});

describe('yizhan demo', () => {
  test('--accounts --json lists everybody who can sign in', async () => {
    const { code, stdout } = await run('demo', '--accounts', '--json');
    assert.equal(code, 0);
    const list = JSON.parse(stdout) as { number: string; posts: string[] }[];
    assert.ok(list.length > 55);
    const head = list.find(({ number }) => number === 'T1020');
    assert.deepEqual(Object.keys(head ?? {}).sort(), ['identities', 'name', 'number', 'posts', 'unit']);
    assert.ok(head?.posts.some((post) => post.includes('处长')));
    assert.equal(stdout.includes('scrypt'), false);
  });

  test('again changes nothing and signs nobody out', async () => {
    const chu = await campus.signIn('T1106');
    const { code, stdout } = await run('demo');
    assert.equal(code, 0);
    assert.ok(stdout.includes(`演示密码：${password}`));
    assert.equal((await chu.get('/me')).status, 200);
  });

  test('does not load in production', async () => {
    const { code, stderr } = await runCli(['demo'], { ...environment, NODE_ENV: 'production' });
    assert.equal(code, 1);
    assert.match(stderr, /^NODE_ENV=production[^\n]*\n$/);
  });
});

describe('yizhan user', () => {
  const setPassword = (number: string, input: string) =>
    runCli(['user', 'password', number], environment, input);

  test('sets a password read from its input, which ends the person’s sessions', async () => {
    const mi = await campus.signIn('T1102');
    const { code, stdout, stderr } = await setPassword('T1102', 'a bridge over the lake\n');
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, /米雪晴/);
    assert.equal((await mi.get('/me')).status, 401);
    await campus.visitor.signIn('T1102', 'a bridge over the lake');
  });

  test('refuses a weak password, and a person that is not there', async () => {
    const weak = await setPassword('T1103', 'short\n');
    assert.deepEqual([weak.code, weak.stdout], [1, '']);
    assert.match(weak.stderr, /密码至少/);
    assert.equal((await setPassword('T9999', 'a bridge over the lake\n')).code, 1);
    assert.equal((await setPassword('T1103', '')).code, 2);
    await campus.visitor.signIn('T1103', password);
  });

  test('signs a person out everywhere', async () => {
    const ying = await campus.signIn('T1103');
    assert.equal((await run('user', 'sign-out', 'T1103')).code, 0);
    assert.equal((await ying.get('/me')).status, 401);
  });
});

async function contentOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const places = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const contents = await Promise.all(
    places.map(
      async (place) => [path.relative(folder, place), (await readFile(place)).toString('hex')] as const,
    ),
  );
  return Object.fromEntries(contents.sort());
}
