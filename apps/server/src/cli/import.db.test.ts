/** The commands that work on a database, as processes of their own beside a running server. */
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { ApplicationDetail } from '@yizhan/contract';
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

describe('yizhan import', () => {
  test('of what is published already is no new version, however often', async () => {
    const { code, stdout, stderr } = await run('import', services);
    assert.deepEqual([code, stderr], [0, '']);
    assert.deepEqual(stdout.trim().split('\n').sort(), [
      '会议室使用申请：没有变化，仍是第 1 版',
      '教职工请(销)假审批：没有变化，仍是第 1 版',
      '用章申请：没有变化，仍是第 1 版',
    ]);
  });

  test('of a faulty folder publishes nothing of what comes with it', async () => {
    const good = await changedLeave('good', 'service.json', '"promisedWorkdays": 2', '"promisedWorkdays": 3');
    const bad = await changedLeave('bad', 'form.json', 'leaveCity = true', 'leaveTown = true');
    const { code, stdout, stderr } = await run('import', good, bad);
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /bad\/form\.json .*leaveTown/);
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
