import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { root } from '../config.ts';
import { type CliResult, runCli } from '../testing/run-cli.ts';

let directory: string;
before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'yizhan-validate-'));
});
after(() => rm(directory, { recursive: true, force: true }));

const demo = path.join(root, 'site/demo');
const leave = 'services/human-resources/staff-leave-and-return';

/** What is broken in a copy of the leave service, and the lines that must tell: file, place, reason. */
const breakages: Readonly<
  Record<string, readonly [file: string, from: string | RegExp, to: string, told: RegExp]>
> = {
  'no-json': [
    'service.json',
    '"formatVersion": 1,',
    '"formatVersion" 1,',
    /service\.json: 不是有效的 JSON：/,
  ],
  'unknown-key': ['service.json', '"kind"', '"knid"', /service\.json.*(不认识 knid|缺少 kind)/],
  'unknown-kind': [
    'service.json',
    '"kind": "approval"',
    '"kind": "lottery"',
    /service\.json:\d+ \[kind\]: 不是允许的取值/,
  ],
  'unknown-serial': [
    'service.json',
    'QXJ-{yyyy}',
    'QXJ-{year}',
    /service\.json:\d+ \[serialNumber\]: 不认识 \{year\}/,
  ],
  'unknown-name-in-title': [
    'service.json',
    'if period.start',
    'if perod.start',
    /service\.json:\d+ \[title\]: .*perod/,
  ],
  'broken-title': ['service.json', '"title": "if', '"title": "iff (', /service\.json:\d+ \[title\]: /],
  'unknown-name-in-form': [
    'form.json',
    'leaveCity = true',
    'leaveTown = true',
    /form\.json:\d+ \[sections\[1\]\.fields\[9\]\.visible\]: .*leaveTown/,
  ],
  'unknown-step': [
    'form.json',
    '"deputyConfirm": {',
    '"deputyConfrim": {',
    /form\.json:\d+ \[steps\.deputyConfrim\]: 流程中没有这个环节/,
  ],
  'unknown-type': ['form.json', '"type": "daterange"', '"type": "period"', /form\.json:\d+ \[.*period.*\]: /],
  'lost-target': [
    'flow.bpmn',
    'targetRef="deputySettled"',
    'targetRef="nowhere"',
    /flow\.bpmn:\d+ \[\w.*\]: /,
  ],
  'unknown-actor': [
    'flow.bpmn',
    '<yizhan:actor is="field" field="substitute" />',
    '<yizhan:actor is="field" field="deputy" />',
    /flow\.bpmn:\d+ \[deputyConfirm\]: .*deputy/,
  ],
  'unknown-category': [
    'service.json',
    '"category": "human-resources"',
    '"category": "human-resource"',
    /service\.json:\d+ \[category\]: site\.json 中没有类别“human-resource”，是不是 human-resources？/,
  ],
  'unknown-owner': [
    'service.json',
    /"unit": "human-resources"/,
    '"unit": "human-resorces"',
    /service\.json:\d+ \[owner\.unit\]: 没有单位“human-resorces”，是不是 human-resources？/,
  ],
  'unknown-group': [
    'flow.bpmn',
    'group="payroll-section"',
    'group="payrol-section"',
    /flow\.bpmn:\d+ \[\w+\]: 没有组“payrol-section”，是不是 payroll-section？/,
  ],
  'unknown-name-in-condition': [
    'flow.bpmn',
    'substitute != null',
    'deputy != null',
    /flow\.bpmn:\d+ \[needsDeputy-to-deputyConfirm\]: .*deputy/,
  ],
  'no-xml': ['flow.bpmn', '<bpmn:process', '<bpmn:prozess', /flow\.bpmn: 不是有效的 BPMN 文件：第 \d+ 行/],
  'wrong-scenario': [
    'scenarios/two-days-straight.json',
    /"status": "\w+"/,
    '"status": "terminated"',
    /scenarios\/two-days-straight\.json:\d+ \[expect\.status\]: 期望 "terminated"，实际/,
  ],
};

describe('yizhan validate', () => {
  let result: CliResult;
  before(async () => {
    await cp(path.join(demo, 'site.json'), path.join(directory, 'site.json'));
    await cp(path.join(demo, 'org'), path.join(directory, 'org'), { recursive: true });
    for (const [name, [file, from, to]] of Object.entries(breakages)) {
      const folder = path.join(directory, 'services', name);
      await cp(path.join(demo, leave), folder, { recursive: true });
      const text = await readFile(path.join(folder, file), 'utf8');
      const broken = text.replace(from, to);
      assert.notEqual(broken, text, `${name} breaks nothing`);
      await writeFile(path.join(folder, file), broken);
    }
    await cp(path.join(demo, leave), path.join(directory, 'services/no-form'), { recursive: true });
    await rm(path.join(directory, 'services/no-form/form.json'));
    result = await runCli(['validate', directory]);
  });

  test('exits 1 and counts what it found', () => {
    assert.equal(result.code, 1);
    const services = Object.keys(breakages).length + 1;
    assert.match(result.stdout, new RegExp(`^检查了 ${services} 个服务、\\d+ 个场景：\\d+ 个问题\\n$`));
  });

  for (const [name, [file, , , told]] of Object.entries(breakages)) {
    test(`names file, place and reason: ${name}`, () => {
      const lines = result.stderr.split('\n').filter((line) => line.includes(`/${name}/`));
      assert.ok(
        lines.some((line) => told.test(line)),
        `${told} in:\n${lines.join('\n') || result.stderr.slice(0, 2000)}`,
      );
      for (const line of lines) assert.ok(line.includes(`${name}/${file}`), line);
    });
  }

  test('names a file that is missing', () => {
    assert.match(result.stderr, /no-form\/form\.json: 文件不存在或读不出/);
  });

  test('judges a flow on its own', async () => {
    const broken = path.join(directory, 'services/lost-target/flow.bpmn');
    const [good, bad] = await Promise.all([
      runCli(['validate', path.join(demo, leave, 'flow.bpmn')]),
      runCli(['validate', broken]),
    ]);
    assert.equal(good.code, 0, good.stderr);
    assert.equal(bad.code, 1);
    assert.match(bad.stderr, /lost-target\/flow\.bpmn \[/);
  });

  test('judges the organisation and the settings of a whole site', async () => {
    const site = path.join(directory, 'site');
    await cp(demo, site, { recursive: true });
    const organisation = path.join(site, 'org/organisation.json');
    const text = await readFile(organisation, 'utf8');
    await writeFile(organisation, text.replace('"unitId": "dept-software"', '"unitId": "nowhere"'));
    const { code, stderr } = await runCli(['validate', site]);
    assert.equal(code, 1);
    assert.match(stderr, /org\/organisation\.json \[persons\[\d+\].*\]: .*nowhere/);
    await writeFile(path.join(site, 'site.json'), '{}');
    const broken = await runCli(['validate', site]);
    assert.equal(broken.code, 1);
    assert.match(broken.stderr, /site\.json/);
    assert.equal(broken.stderr.includes('    at '), false, 'no stack');
  });
});

describe('yizhan simulate', () => {
  const flow = path.join(demo, leave, 'flow.bpmn');
  const scenarios = path.join(demo, leave, 'scenarios');
  const simulate = async (...files: readonly string[]) => {
    const { code, stdout, stderr } = await runCli(['simulate', ...files]);
    assert.equal(stderr, '');
    assert.equal(stdout.trim().split('\n').length, 1, 'one line');
    return { code, answer: JSON.parse(stdout) as Record<string, unknown> };
  };
  const written = async (name: string, content: unknown) => {
    const file = path.join(directory, name);
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  };

  test('runs a file and prints one JSON object', async () => {
    const { code, answer } = await simulate(flow, path.join(scenarios, 'two-days-straight.json'));
    assert.equal(code, 0);
    assert.equal(answer.error, undefined);
    for (const key of ['status', 'open', 'waiting', 'ended', 'path', 'variables', 'incidents', 'refusals'])
      assert.ok(key in answer, key);
  });

  test('prints an error and exits 2 for a file or a scenario that it refuses', async () => {
    const scenario = path.join(scenarios, 'two-days-straight.json');
    const refused = [
      [flow, await written('cut.json', '{"acts": [')],
      [flow, await written('list.json', [])],
      [flow, await written('unknown.json', { acts: [{ do: 'fly' }] })],
      [flow, await written('process.json', { process: 'nowhere', acts: [] })],
      [flow, 'nowhere.json'],
      ['nowhere.bpmn', scenario],
      [await written('empty.bpmn', ''), scenario],
      [await written('other.bpmn', '<html/>'), scenario],
    ] as const;
    for (const files of refused) {
      const { code, answer } = await simulate(...files);
      assert.equal(code, 2, files.join(' '));
      assert.ok(typeof answer.error === 'string' && answer.error.length > 4, files.join(' '));
    }
  });
});
