/** 校园交通 hands on through its registers: a car is registered, gets a pass, and the pass another plate. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import {
  act,
  apply,
  type File,
  ok,
  openTask,
  readApplication,
  uploaded,
} from '../../testing/applications.ts';
import { type Campus, openCampus } from '../../testing/campus.ts';
import type { Person } from '../../testing/client.ts';

let campus: Campus;
let chu: Person;
let traffic: Person;
before(async () => {
  campus = await openCampus();
  [chu, traffic] = await campus.signInAll(['T1106', 'T3088']);
});
after(() => campus.close());

const png = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);
const picture = (service: string, field: string): Promise<File> =>
  uploaded(chu, service, field, 'a.png', png);

interface Row {
  readonly id: string;
  readonly label: string;
  readonly [column: string]: unknown;
}

/** What the person may pick in a field. */
const choices = async (service: string, field: string): Promise<readonly Row[]> =>
  ok(await chu.get<{ items: Row[] }>(`/services/${service}/references/${field}`)).items;

async function review(application: string, data: Readonly<Record<string, unknown>>): Promise<void> {
  const task = await openTask(traffic, application);
  ok(await traffic.post(`/tasks/${task}/acts`, { act: 'claim' }));
  await act(traffic, application, 'approve', { data });
}

/** Works are done by the workers, one after the other. */
async function worksDone(until: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await until()); tries += 1) {
    assert.ok(tries < 300, 'the works are done within a minute');
    await pause(200);
  }
}

const approved = (application: string) =>
  worksDone(async () => (await readApplication(chu, application)).status === 'approved');

const atStep = (application: string, node: string) =>
  worksDone(async () =>
    (await readApplication(chu, application)).current.some((step) => step.node.id === node),
  );

test('a car, its pass, and another plate', async () => {
  const base = 'vehicle-base-info-maintenance';
  assert.deepEqual(await choices('vehicle-campus-pass-application', 'vehicle'), []);
  const car = await apply(chu, {
    service: base,
    data: {
      operation: '新登记',
      plateNo: '京A12345',
      plateColor: '蓝',
      brandModel: '某某 A6',
      ownerRelation: '本人',
      ownerName: '褚云帆',
      licenceValidTo: `${Number(campus.now().slice(0, 4)) + 1}-12-31`,
      vehicleLicense: [await picture(base, 'vehicleLicense')],
      drivingLicense: [await picture(base, 'drivingLicense')],
    },
  });
  await review(car.id, { dupCheck: '没有重复', onFile: 1 });
  await approved(car.id);

  const passes = 'vehicle-campus-pass-application';
  const [vehicle] = await choices(passes, 'vehicle');
  assert.deepEqual([vehicle?.label, vehicle?.relation], ['京A12345', '本人']);
  const day = campus.day();
  const pass = await apply(chu, {
    service: passes,
    data: {
      personType: '在职教职工',
      vehicle,
      passType: '主证',
      campus: ['主校区'],
      validRange: { start: day, end: `${day.slice(0, 4)}-12-31` },
      promise: [await picture(passes, 'promise')],
    },
  });
  await review(pass.id, { arrears: '无欠费，未满分' });
  await act(traffic, pass.id, 'approve', { data: { passNo: 'TXZ-26-001' } });
  await approved(pass.id);

  const changes = 'vehicle-pass-info-change';
  const [held] = await choices(changes, 'pass');
  assert.deepEqual([held?.label, held?.plate], ['TXZ-26-001', '京A12345']);
  const change = await apply(chu, {
    service: changes,
    data: {
      pass: held,
      changeItems: ['更换车牌', '更换手机号'],
      newPlate: '京AD12345',
      newPhone: '19900008888',
      brandModel: '某某 E1',
      ownerRelation: '本人',
      licence: [await picture(changes, 'licence')],
    },
  });
  await review(change.id, { dupCheck: '没有重复', arrears: '没有', brandModel: '某某 E1' });
  await atStep(change.id, 'gate');
  await act(traffic, change.id, 'approve', { data: { gateOn: day } });
  await approved(change.id);
  const [now] = await choices(changes, 'pass');
  assert.deepEqual(
    [now?.passNo, now?.plate, now?.movePhone, now?.campus],
    ['TXZ-26-001', '京AD12345', '19900008888', '主校区'],
  );
});
