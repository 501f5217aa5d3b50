import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addSpan, clock } from '@yizhan/feel';
import { simulate } from '../simulate/simulate.ts';
import { bpmn, chain, end, exclusive, flow, service, start } from '../testing/bpmn.ts';
import { compileProcess } from './compile-process.ts';

const work = (attributes: string, inside = '') =>
  service(
    'job',
    `<bpmn:extensionElements><yizhan:work ${attributes}>${inside}</yizhan:work></bpmn:extensionElements>`,
  );

const compiled = (attributes: string, inside?: string) =>
  compileProcess(bpmn(start(), work(attributes, inside), end(), chain('apply', 'job', 'end')), {
    names: ['plate', 'owner'],
  });

const somebody = '<yizhan:actor is="group" group="security-traffic"/>';

async function faultsOf(attributes: string, inside?: string): Promise<readonly string[]> {
  const answer = await compiled(attributes, inside);
  return ('faults' in answer ? answer.faults : answer.doubts).map(({ message }) => message);
}

describe('a work of the hall', () => {
  const right: Readonly<Record<string, readonly [attributes: string, inside?: string]>> = {
    register: [
      `is="register" register="vehicles" key="plate" row="{ plate: plate, owner: applicant.id, number: application.number }" until="today()"`,
    ],
    strike: ['is="strike" register="vehicles" key="plate"'],
    notify: [`is="notify" text="&quot;已登记：&quot; + plate"`, somebody],
    start: [
      'is="start" service="parking-permit" data="{ plate: plate }" applicant="applicant.id" submit="true"',
    ],
    record: ['is="record" subset="vehicles" person="applicant.id" row="{ plate: plate }"'],
    pay: [
      'is="pay" amount="500" subject="plate" payer="applicant" within="P7DT30M" item="plate" data="{ plate: payment.receipt }"',
    ],
    transfer: [
      'is="transfer" from="plate" to="&quot;campus&quot;" amount="500" subject="plate" data="{ plate: transfer.voucher }"',
    ],
  };
  for (const [is, [attributes, inside]] of Object.entries(right)) {
    test(`${is} is compiled with its expressions`, async () => {
      const answer = await compiled(attributes, inside);
      assert.ok('program' in answer, JSON.stringify(answer));
      const node = answer.program.nodes.get('job');
      assert.ok(node?.kind === 'serviceTask');
      assert.equal(node.work, `yizhan:${is}`);
      assert.equal(node.order?.is, is);
      assert.deepEqual(answer.doubts, []);
    });
  }

  const wrong: Readonly<Record<string, readonly [attributes: string, told: RegExp, inside?: string]>> = {
    'no kind': ['register="vehicles"', /is="" 不是 register、/],
    'a kind that is not there': ['is="relase"', /is="relase" 不是/],
    'a missing attribute': ['is="strike" register="vehicles"', /缺少 key/],
    'an attribute that does nothing': [
      'is="strike" register="vehicles" key="plate" row="{}"',
      /row 不起作用/,
    ],
    'a name that the form has not': ['is="strike" register="vehicles" key="plat"', /plat.*plate/],
    'what is no FEEL': ['is="strike" register="vehicles" key="plate +"', /plate \+/],
    'nobody to notify': ['is="notify" text="plate"', /不知道告诉谁/],
    'people where nobody is told': [
      'is="strike" register="v" key="plate"',
      /yizhan:actor 不起作用/,
      somebody,
    ],
    'a time that is none': ['is="pay" amount="1" subject="plate" within="PT"', /应是时长/],
    'a result of another work': [
      'is="pay" amount="1" subject="plate" data="{ a: transfer.voucher }"',
      /transfer/,
    ],
    'a submit that is neither': ['is="start" service="x" data="{}" submit="yes"', /true 或 false/],
  };
  for (const [what, [attributes, told, inside]] of Object.entries(wrong)) {
    test(`is refused for ${what}`, async () => {
      const faults = await faultsOf(attributes, inside);
      assert.ok(
        faults.some((fault) => told.test(fault)),
        JSON.stringify(faults),
      );
    });
  }

  const surroundings = { scope: () => clock('2026-01-05'), after: addSpanIn };

  test('succeeds in a scenario that says nothing of it, and fails where it says so', async () => {
    const answer = await compiled(right.strike?.[0] ?? '');
    assert.ok('program' in answer);
    const run = (services?: object) =>
      simulate(answer.program, { acts: [], ...(services && { services }) }, surroundings);
    assert.equal(run().status, 'completed');
    assert.equal(run({ job: [{ fail: '台账写不进' }] }).status, 'incident');
  });

  test('and conditions read the applicant and the parameters, which no form can change', async () => {
    const gateway = bpmn(
      start(),
      exclusive('who', 'who-end'),
      end(),
      end('postgraduate'),
      chain('apply', 'who', 'end'),
      flow('yes', 'who', 'postgraduate', 'applicant.level = parameters.level'),
    );
    const answer = await compileProcess(gateway, { names: ['applicant', 'parameters'] });
    assert.ok('program' in answer, JSON.stringify(answer));
    const run = (level: string) =>
      simulate(
        answer.program,
        { acts: [], applicant: { level }, variables: { applicant: 'T1001' } },
        { ...surroundings, parameters: { level: '研究生' } },
      ).ended;
    assert.deepEqual(run('研究生'), ['postgraduate']);
    assert.deepEqual(run('本科生'), ['end']);
  });
});

function addSpanIn(from: string, span: string): string {
  return addSpan({ hours: [['08:30', '17:30']], holidays: [], workdays: [] }, from, span);
}
